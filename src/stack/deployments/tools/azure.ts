import { type Value, textOf } from "../../value.ts";
import { type TargetedDeployment, isProduction } from "../deployment.ts";
import { splitAssignment } from "../expand-text.ts";
import { allOf, lastOf, optionsOf } from "../options.ts";
import { enter } from "../pipelines/pipeline.ts";
import { type Tool, commandsOf } from "./tool.ts";

const stageNames = new Set(["stage", "env", "environment", "environmentname"]);
const scopes = ["group", "sub", "mg", "tenant"];
const phrases = [...scopes.flatMap((scope) => [`az deployment ${scope} create`, `az stack ${scope} create`]), "az group deployment create"];
const syntax = {
  lists: new Set(["--parameters", "-p"]),
  switches: new Set(["--no-wait", "--yes", "-y", "--verbose", "--debug", "--only-show-errors"]),
};

/** Deployments of ARM and Bicep templates: parameters that are written out, and files that hold them. A file of Bicep parameters names its template itself. */
export const azureTool: Tool = (invocations) =>
  commandsOf(invocations, ...phrases).flatMap((command): readonly TargetedDeployment[] => {
    const options = optionsOf(command.words.slice(4), syntax);
    const words = allOf(options, "--parameters", "-p");
    const files = words.flatMap((word) => fileOf(word, command.folder) ?? []);
    const template = textOf(lastOf(options, "--template-file", "-f"));
    const target = template === undefined ? files.find((file) => file.endsWith(".bicepparam")) : enter(command.folder, template);
    if (target === undefined) return [];
    const given = new Map<string, Value>();
    for (const word of words) {
      const assigned = splitAssignment(word);
      if (assigned !== undefined) given.set(assigned.name, assigned.value);
    }
    const unread = words.find((word) => splitAssignment(word) === undefined && fileOf(word, command.folder) === undefined);
    const rest =
      unread === undefined
        ? options.open
        : ({ kind: "unknown", reason: "more parameters are passed when the pipeline runs", at: unread.at } as const);
    return [{ tool: "arm", target, label: labelOf(given, files, command.label), at: command.at, given, parameterFiles: files, rest }];
  });

/** The stage that a parameter names, else production where a file of parameters is called after it (`main.prod.bicepparam`), else the job. */
function labelOf(given: ReadonlyMap<string, Value>, files: readonly string[], job: string): string {
  const stage = [...given].find(([name, value]) => stageNames.has(name.toLowerCase()) && textOf(value) !== undefined);
  const words = files.flatMap((file) =>
    file
      .split("/")
      .slice(-2)
      .flatMap((segment) => segment.split(".")),
  );
  return textOf(stage?.[1]) ?? words.find(isProduction) ?? job;
}

/** `@main.parameters.json`, `main.bicepparam`. */
function fileOf(word: Value, folder: string): string | undefined {
  const text = textOf(word);
  if (text === undefined || text.includes("=") || text.trimStart().startsWith("{")) return undefined;
  return enter(folder, text.replace(/^@/, ""));
}
