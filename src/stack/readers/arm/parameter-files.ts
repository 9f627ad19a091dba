import { isProduction } from "../../deployments/deployment.ts";
import { type Value, entryOf } from "../../value.ts";
import { unknown } from "../../value-builders.ts";
import type { Environment } from "./value-among.ts";

/** The values of a `*.parameters.json` file. */
export function valueInParameterFile(document: Value, parameter: string): Value | undefined {
  const given = entryOf(entryOf(document, "parameters")?.value, parameter)?.value;
  const value = entryOf(given, "value")?.value;
  if (value === undefined && given !== undefined) return unknown(`parameter ${parameter} is read from a key vault`, given.at);
  return value;
}

/** What a file of parameters passes as an environment of its own, which it is called after: `main.prod.parameters.json`, `prod/parameters.json`. */
export function environmentOf(path: string, parameter: string, value: Value | undefined): Environment {
  return { label: environmentName(path), value: value && fromEnvironment(parameter, value) };
}

/** The environment that a path names: a word of the file's name or its folder that means production, else the file. */
function environmentName(path: string): string {
  const [name = "", folder = ""] = path.split("/").toReversed();
  return [...name.split("."), folder].find(isProduction) ?? name;
}

/** The Azure Developer CLI replaces `${NAME}` before it deploys. */
function fromEnvironment(parameter: string, value: Value): Value {
  return isReplaced(value) ? unknown(`parameter ${parameter} comes from the environment of the deployment`, value.at) : value;
}

function isReplaced(value: Value): boolean {
  if (value.kind === "list") return value.items.some(isReplaced);
  if (value.kind === "map") return [...value.entries.values()].some((entry) => isReplaced(entry.value));
  return value.kind === "scalar" && typeof value.value === "string" && value.value.includes("${");
}

/** `azuredeploy.parameters.json`, `main.prod.parameters.json`, `parameters.dev.json`. */
export function isParameterPath(path: string): boolean {
  return path.endsWith(".json") && path.slice(path.lastIndexOf("/") + 1).includes("parameters");
}

/** Whether a parameter file stands beside a template (or in a folder `parameters` there) and names it, or names none. */
export function belongsToTemplate(parameterFile: string, template: string): boolean {
  if (!isParameterPath(parameterFile)) return false;
  const folder = template.slice(0, template.lastIndexOf("/") + 1);
  if (!parameterFile.startsWith(folder)) return false;
  const below = parameterFile.slice(folder.length).split("/");
  if (below.length > 2 || (below.length === 2 && !below[0]?.startsWith("param"))) return false;
  const stem = template.slice(folder.length).split(".")[0] ?? "";
  const words = (below.at(-1) ?? "").split(".");
  return words[0] === stem || words[0] === "parameters";
}
