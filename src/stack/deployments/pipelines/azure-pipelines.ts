import { type Value, entryOf, itemsOf, textOf, valueAt } from "../../value.ts";
import { joined, scalar, unknown } from "../../value-builders.ts";
import { expanded, plainArgument, splitText } from "../expand-text.ts";
import { type Argument, type Job, type Step, type Variables, scriptOfScalar } from "../script.ts";
import { type PipelineFile, type PipelineKind, folderBelow, namedValues, textIn } from "./pipeline.ts";

/** Inputs of tasks that hold a script. */
const scriptInputs: ReadonlyMap<string, string> = new Map([
  ["azurecli", "inlineScript"],
  ["bash", "script"],
  ["cmdline", "script"],
  ["awsshellscript", "inlineScript"],
]);

/** Pipelines of Azure Pipelines, written out in one file; templates that a pipeline takes in are not followed. */
export const azurePipelines: PipelineKind = {
  claims: (path) => /(^|\/)[\w.-]*azure-pipelines?[\w.-]*\.ya?ml$/i.test(path) || /(^|\/)\.azure(?:devops|-pipelines)\/.+\.ya?ml$/.test(path),
  jobs: (file) => {
    const { document, path } = file;
    const variables = variablesOf(document, new Map());
    const own = stepsOf(itemsOf(valueAt(document, "steps")), file, variables);
    const label = path.slice(path.lastIndexOf("/") + 1);
    const stages = itemsOf(valueAt(document, "stages")).flatMap((stage) => {
      const inner = variablesOf(stage, variables);
      return jobsIn(stage, file, { variables: inner, label: textIn(stage, "stage") ?? label });
    });
    return [...(own.length === 0 ? [] : [{ label, steps: own }]), ...jobsIn(document, file, { variables, label }), ...stages];
  },
};

function jobsIn(owner: Value, file: PipelineFile, outer: { readonly variables: Variables; readonly label: string }): readonly Job[] {
  return itemsOf(valueAt(owner, "jobs")).flatMap((job) => {
    const variables = variablesOf(job, outer.variables);
    const environment = valueAt(job, "environment");
    const name = textIn(environment, "name") ?? textOf(environment);
    const deployed = valueAt(job, "strategy", "runOnce", "deploy", "steps");
    const steps = stepsOf(itemsOf(valueAt(job, "steps") ?? deployed), file, variables);
    return steps.length === 0 ? [] : [{ label: name ?? outer.label, steps }];
  });
}

/** `variables` as a map or as a list of names with values; groups are known to the service alone. */
function variablesOf(owner: Value, outer: Variables): Variables {
  const section = valueAt(owner, "variables");
  const prefixes = ["", "$(*)", "variables."];
  if (section?.kind !== "list") return namedValues(section, outer, prefixes);
  const entries = section.items.flatMap((item) => {
    const name = textIn(item, "name");
    const value = entryOf(item, "value");
    return name === undefined || value === undefined ? [] : [[name, { ...value, name }] as const];
  });
  return namedValues({ kind: "map", entries: new Map(entries), at: section.at }, outer, prefixes);
}

function stepsOf(steps: readonly Value[], file: PipelineFile, variables: Variables): readonly Step[] {
  return steps.flatMap((step): readonly Step[] => {
    const inner = namedValues(valueAt(step, "env"), variables, [""]);
    const inputs = valueAt(step, "inputs");
    const folder = folderBelow("", valueAt(step, "workingDirectory") ?? valueAt(inputs, "workingDirectory") ?? valueAt(inputs, "cwd"), inner);
    const script = valueAt(step, "script") ?? valueAt(step, "bash") ?? valueAt(inputs, scriptInputs.get(taskOf(step)) ?? "");
    if (folder === undefined || !file.steps.take()) return [];
    if (script?.kind === "scalar") return [{ folder, variables: inner, script: scriptOfScalar(script, file.content) }];
    const call = callOfTask(taskOf(step), inputs, inner);
    return call === undefined ? [] : [{ folder, variables: inner, call, at: step.at }];
  });
}

function taskOf(step: Value): string {
  return (textIn(step, "task") ?? "").split("@")[0]?.toLowerCase() ?? "";
}

/** Tasks that deploy, as the command that does the same. */
function callOfTask(task: string, inputs: Value | undefined, variables: Variables): readonly Argument[] | undefined {
  const given = (name: string) => {
    const value = entryOf(inputs, name)?.value;
    return value === undefined ? undefined : expandedMacros(value, variables);
  };
  if (inputs === undefined) return undefined;
  const word = (text: string) => scalar(text, inputs.at);
  if (task === "azureresourcemanagertemplatedeployment" || task === "azureresourcegroupdeployment") {
    const [template, parameters, overrides] = [given("csmFile"), given("csmParametersFile"), given("overrideParameters")];
    if (template === undefined) return undefined;
    const files = parameters === undefined ? [] : [word("--parameters"), parameters];
    const values = overrides === undefined ? [] : [word("--parameters"), ...assignmentsOf(overrides)];
    return [...["az", "deployment", "group", "create", "--template-file"].map(word), template, ...files, ...values].map(plainArgument);
  }
  if (!task.startsWith("terraform")) return undefined;
  const [command, options] = [given("command"), given("commandOptions")];
  return command === undefined
    ? undefined
    : [word("terraform"), command, ...(options === undefined ? [] : splitText(options, " \n"))].map(plainArgument);
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

/** A value with its `$(name)` in place. */
function expandedMacros(value: Value, variables: Variables): Value {
  const text = textOf(value);
  if (text === undefined || !text.includes("$(")) return expanded(value, variables);
  const pieces = text.split("$(").flatMap((piece, index): Value[] => {
    const end = piece.indexOf(")");
    if (index === 0 || end === -1) return [scalar(index === 0 ? piece : `$(${piece}`, value.at)];
    const macro = `$(${piece.slice(0, end)})`;
    return [variables.get(macro) ?? unknown(`${macro} is set when the pipeline runs`, value.at), scalar(piece.slice(end + 1), value.at)];
  });
  return joined(pieces, value.at);
}
