import { sameValue } from "../../compare-values.ts";
import { type Value, entryOf } from "../../value.ts";
import { unknown } from "../../value-builders.ts";

/**
 * What several environments pass for one parameter: the value where all agree. An environment that passes nothing (undefined) takes the default, so nothing
 * is known where others pass something; undefined where none passes anything.
 */
export function agreedValue(parameter: string, passed: readonly (Value | undefined)[]): Value | undefined {
  const given = passed.filter((value) => value !== undefined);
  const [first] = given;
  if (first === undefined) return undefined;
  if (given.length === passed.length && given.every((value) => sameValue(value, first))) return fromEnvironment(parameter, first);
  return unknown(`parameter ${parameter} differs between environments`, first.at);
}

/** The values of a `*.parameters.json` file. */
export function valueInParameterFile(document: Value, parameter: string): Value | undefined {
  const given = entryOf(entryOf(document, "parameters")?.value, parameter)?.value;
  const value = entryOf(given, "value")?.value;
  if (value === undefined && given !== undefined) return unknown(`parameter ${parameter} is read from a key vault`, given.at);
  return value;
}

/** The Azure Developer CLI replaces `${NAME}` before it deploys. */
function fromEnvironment(parameter: string, value: Value): Value {
  if (value.kind !== "scalar" || typeof value.value !== "string" || !value.value.includes("${")) return value;
  return unknown(`parameter ${parameter} comes from the environment of the deployment`, value.at);
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
