import { type Value, textOf, valueAt } from "../../value.ts";
import { type Job, type Step, type Variables, scriptOfScalar } from "../script.ts";
import { callOfStep, expandedMacros, scriptOfStep } from "./azure-tasks.ts";
import { type Place, itemsIn, listParametersOf, templateOf, variablesIn } from "./azure-templates.ts";
import { type PipelineFile, type PipelineKind, checkoutVariables, folderBelow, namedValues } from "./pipeline.ts";

const pipelineKeys = ["trigger", "pr", "schedules", "resources", "pool", "extends", "name"];
const checkouts = ["System.DefaultWorkingDirectory", "Build.SourcesDirectory", "Build.Repository.LocalPath"].flatMap((name) => [
  `$(${name})`,
  `variables.${name}`,
  name.replaceAll(".", "_").toUpperCase(),
]);
const strategies = ["runOnce", "rolling", "canary"];

/** Pipelines of Azure Pipelines, with the templates of the same repository that they take in. */
export const azurePipelines: PipelineKind = {
  claims: (path) => /(^|\/)[\w.-]*azure-pipelines?[\w.-]*\.ya?ml$/i.test(path) || /(^|\/)\.azure(?:devops|-pipelines)\/.+\.ya?ml$/.test(path),
  jobs: (file) => {
    if (isTemplate(file.document)) return [];
    const place: Place = { file, variables: new Map([...checkoutVariables(file, ...checkouts), ...listParametersOf(file.document)]), depth: 0 };
    return jobsOf({ ...place, variables: variablesIn(file.document, place) }, file.path.slice(file.path.lastIndexOf("/") + 1));
  },
};

/** Whether a file has parameters and nothing of what only pipelines have: those that take it in say what it does. */
function isTemplate(document: Value): boolean {
  return valueAt(document, "parameters") !== undefined && pipelineKeys.every((key) => valueAt(document, key) === undefined);
}

function jobsOf(place: Place, label: string): readonly Job[] {
  const { document } = place.file;
  const extended = valueAt(document, "extends");
  const called = extended === undefined ? undefined : templateOf(extended, place);
  if (called !== undefined) return place.file.steps.take() ? jobsOf({ ...called, variables: variablesIn(called.file.document, called) }, label) : [];
  const own = stepsOf(document, place);
  const stages = itemsIn(document, "stages", place).flatMap(({ item, place: at }) => {
    const inner = { ...at, variables: variablesIn(item, at) };
    return jobsIn(item, inner, textAt(item, "stage", inner.variables) ?? label);
  });
  return [...(own.length === 0 ? [] : [{ label, steps: own }]), ...jobsIn(document, place, label), ...stages];
}

function jobsIn(owner: Value, place: Place, label: string): readonly Job[] {
  return itemsIn(owner, "jobs", place).flatMap(({ item, place: at }) => {
    const inner = { ...at, variables: variablesIn(item, at) };
    const deployed = strategies.flatMap((one) => valueAt(item, "strategy", one, "deploy") ?? []);
    const steps = [item, ...deployed].flatMap((part) => stepsOf(part, inner));
    const environment = textAt(valueAt(item, "environment"), "name", inner.variables) ?? textAt(item, "environment", inner.variables);
    return steps.length === 0 ? [] : [{ label: environment ?? label, steps }];
  });
}

function textAt(owner: Value | undefined, name: string, variables: Variables): string | undefined {
  const value = valueAt(owner, name);
  return value === undefined ? undefined : textOf(expandedMacros(value, variables));
}

function stepsOf(owner: Value, place: Place): readonly Step[] {
  return itemsIn(owner, "steps", place).flatMap(({ item, place: at }) => stepOf(item, at.file, at.variables) ?? []);
}

function stepOf(step: Value, { content }: PipelineFile, outer: Variables): Step | undefined {
  const variables = namedValues(valueAt(step, "env"), outer, [""]);
  const inputs = valueAt(step, "inputs");
  const written = valueAt(step, "workingDirectory") ?? valueAt(inputs, "workingDirectory") ?? valueAt(inputs, "cwd");
  const folder = folderBelow("", written === undefined ? undefined : expandedMacros(written, variables), variables);
  if (folder === undefined) return undefined;
  const script = scriptOfStep(step);
  if (script !== undefined) return { folder, variables, script: scriptOfScalar(script, content) };
  const call = callOfStep(step, variables);
  return call === undefined ? undefined : { folder, variables, call, at: step.at };
}
