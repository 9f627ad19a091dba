import { type ScalarValue, type Value, entryOf, textOf, valueAt } from "../../value.ts";
import { joined, scalar, unknown } from "../../value-builders.ts";
import { assembled, expanded, plainArgument, splitText } from "../expand-text.ts";
import type { Argument, Variables } from "../script.ts";
import { textIn } from "./pipeline.ts";

/** Inputs of tasks that hold a script. */
const scriptInputs: ReadonlyMap<string, string> = new Map([
  ["azurecli", "inlineScript"],
  ["bash", "script"],
  ["cmdline", "script"],
  ["awsshellscript", "inlineScript"],
]);
/** Inputs of tasks that name a file with a script. */
const fileInputs: ReadonlyMap<string, string> = new Map([
  ["azurecli", "scriptPath"],
  ["bash", "filePath"],
  ["shellscript", "scriptPath"],
  ["awsshellscript", "filePath"],
]);
const templateTasks = new Set(["azureresourcemanagertemplatedeployment", "azureresourcegroupdeployment"]);

/** The script that a step holds, with its macros as expressions: they are put in before a shell reads the text. */
export function scriptOfStep(step: Value): ScalarValue | undefined {
  const inputs = valueAt(step, "inputs");
  const powerShell = valueAt(step, "pwsh") ?? valueAt(step, "powershell");
  const plain = valueAt(step, "script") ?? valueAt(step, "bash") ?? valueAt(inputs, scriptInputs.get(taskOf(step)) ?? "");
  const written = powerShell ?? plain;
  if (written?.kind !== "scalar") return undefined;
  const isPowerShell = powerShell !== undefined || /^ps|^pscore/i.test(textIn(inputs, "scriptType") ?? "");
  const text = String(written.value ?? "").replaceAll(/\$\(([\w.-]+)\)/g, "${{ $($1) }}");
  return { ...written, value: isPowerShell ? text.replaceAll(/`(?=\r?\n)/g, "\\") : text };
}

/** The command that a task stands for: one that deploys, or one that runs a script of the repository. */
export function callOfStep(step: Value, variables: Variables): readonly Argument[] | undefined {
  const inputs = valueAt(step, "inputs");
  if (inputs === undefined) return undefined;
  const task = taskOf(step);
  const given = (name: string) => {
    const value = entryOf(inputs, name)?.value;
    return value === undefined || textOf(value) === "" ? undefined : expandedMacros(value, variables);
  };
  const word = (text: string) => scalar(text, inputs.at);
  const file = given(fileInputs.get(task) ?? "");
  if (file !== undefined) return [word("bash"), file, ...splitText(given("arguments") ?? word(""), " \n")].map(plainArgument);
  if (templateTasks.has(task)) return callOfTemplate(given, word);
  if (!task.startsWith("terraform")) return undefined;
  const [command, options] = [given("command"), given("commandOptions")];
  return command === undefined
    ? undefined
    : [word("terraform"), command, ...(options === undefined ? [] : splitText(options, " \n"))].map(plainArgument);
}

function callOfTemplate(given: (name: string) => Value | undefined, word: (text: string) => Value): readonly Argument[] | undefined {
  const [template, parameters, overrides] = [given("csmFile"), given("csmParametersFile"), given("overrideParameters")];
  if (template === undefined) return undefined;
  const files = parameters === undefined ? [] : [word("--parameters"), parameters];
  const values = overrides === undefined ? [] : [word("--parameters"), ...assignmentsOf(overrides)];
  return [...["az", "deployment", "group", "create", "--template-file"].map(word), template, ...files, ...values].map(plainArgument);
}

function taskOf(step: Value): string {
  return (textIn(step, "task") ?? "").split("@")[0]?.toLowerCase() ?? "";
}

/** `-name value` as the task writes it, as `name=value`. */
function assignmentsOf(overrides: Value): readonly Value[] {
  const parts = splitText(overrides, " \n");
  return parts.flatMap((part, index): readonly Value[] => {
    const name = textOf(part);
    const next = parts[index + 1];
    if (name === undefined || !name.startsWith("-") || next === undefined) return [];
    return [joined([scalar(`${name.slice(1)}=`, part.at), next], part.at)];
  });
}

/** A value with its `${{ expression }}` and `$(name)` in place. */
export function expandedMacros(value: Value, variables: Variables): Value {
  const withExpressions = expanded(value, variables);
  const parts = withExpressions.kind === "joined" ? withExpressions.parts : [withExpressions];
  return parts.some((part) => textOf(part)?.includes("$(") === true)
    ? assembled(
        parts.flatMap((part) => macrosIn(part, variables)),
        value.at,
      )
    : withExpressions;
}

function macrosIn(part: Value, variables: Variables): readonly Value[] {
  const text = textOf(part);
  if (text === undefined) return [part];
  return text.split("$(").flatMap((piece, index): Value[] => {
    const end = piece.indexOf(")");
    if (index === 0 || end === -1) return [scalar(index === 0 ? piece : `$(${piece}`, part.at)];
    const macro = `$(${piece.slice(0, end)})`;
    return [variables.get(macro) ?? unknown(`${macro} is set when the pipeline runs`, part.at), scalar(piece.slice(end + 1), part.at)];
  });
}
