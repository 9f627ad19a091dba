import { type Value, textOf } from "../../value.ts";
import { type TargetedDeployment, isProduction } from "../deployment.ts";
import { splitAssignment } from "../expand-text.ts";
import { allOf, lastOf, optionsOf } from "../options.ts";
import { enter } from "../pipelines/pipeline.ts";
import type { Invocation } from "../script.ts";
import { type PlacedInvocation, type Tool, commandsOf } from "./tool.ts";

const switches = new Set(["-auto-approve", "-compact-warnings", "-json", "-no-color", "-destroy", "-refresh-only", "-detailed-exitcode"]);

/** Applied and planned configurations of Terraform and OpenTofu: what is passed by `-var`, by files, and by the environment. */
export const terraformTool: Tool = (invocations) =>
  commandsOf(invocations, "terraform", "tofu").flatMap((command): readonly TargetedDeployment[] => {
    const start = command.words.findIndex(
      (word) => !(textOf(word.value) ?? "-").startsWith("-") && textOf(word.value) !== textOf(command.words[0]?.value),
    );
    const action = textOf(command.words[start]?.value);
    const options = optionsOf(command.words.slice(start + 1), { switches });
    // A plan that was saved has its values already: the command that made it says them.
    if (!["apply", "plan"].includes(action ?? "") || (action === "apply" && options.words.length > 0)) return [];
    const target = folderOf(command, start);
    if (target === undefined) return [];
    const files = [...allOf(options, "-var-file", "--var-file")];
    const paths = files.map((file) => pathOf(file, target));
    const given = new Map([...environmentOf(command), ...assignmentsOf(allOf(options, "-var", "--var"))]);
    const missing = files.find((_, index) => paths[index] === undefined);
    const rest = options.open ?? (missing === undefined ? undefined : notKnown(missing));
    const parameterFiles = paths.flatMap((path) => path ?? []);
    return [{ tool: "terraform", target, label: labelOf(given, parameterFiles, command.label), at: command.at, given, parameterFiles, rest }];
  });

function folderOf(command: PlacedInvocation, end: number): string | undefined {
  const folder = lastOf(optionsOf(command.words.slice(1, end)), "-chdir", "--chdir");
  if (folder === undefined) return command.folder;
  const text = textOf(folder);
  return text === undefined ? undefined : enter(command.folder, text);
}

function pathOf(file: Value, folder: string): string | undefined {
  const text = textOf(file);
  return text === undefined ? undefined : enter(folder, text);
}

function notKnown(file: Value) {
  return { kind: "unknown", reason: "the file with the variables is only known when the pipeline runs", at: file.at } as const;
}

function assignmentsOf(values: readonly Value[]): readonly (readonly [string, Value])[] {
  return values.flatMap((value) => {
    const assigned = splitAssignment(value);
    return assigned === undefined ? [] : [[assigned.name.trim(), assigned.value] as const];
  });
}

/** `TF_VAR_stage` of the environment is the variable `stage`. */
function environmentOf({ variables }: Invocation): readonly (readonly [string, Value])[] {
  return [...variables].flatMap(([name, value]) => (name.startsWith("TF_VAR_") ? [[name.slice("TF_VAR_".length), value] as const] : []));
}

/** Names of files with variables that say nothing of the stage. */
const plainNames = new Set(["terraform", "vars", "variables", "main", "input", "inputs", "values", "config"]);

/** The stage that a variable names, else the file that holds the variables (`prod.tfvars`, `prod/vars.tfvars`), else the job. */
function labelOf(given: ReadonlyMap<string, Value>, files: readonly string[], job: string): string {
  const stage = ["stage", "environment", "env"].flatMap((name) => textOf(given.get(name)) ?? []);
  const names = files.map(nameOf);
  const production = [...names.flatMap((name) => name.split(".")), job].find(isProduction);
  return stage[0] ?? production ?? names.at(-1) ?? job;
}

function nameOf(file: string): string {
  const [name = "", folder] = file.split("/").toReversed();
  const stem = name.replace(/\.tfvars(?:\.json)?$/, "");
  return plainNames.has(stem) && folder !== undefined ? folder : stem;
}
