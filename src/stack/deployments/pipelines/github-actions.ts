import { type MapEntry, type Value, entryOf, itemsOf, textOf, valueAt } from "../../value.ts";
import { scalar } from "../../value-builders.ts";
import { expanded } from "../expand-text.ts";
import { type Job, type Step, type Variables, scriptOfScalar } from "../script.ts";
import { callOfAction } from "./action-calls.ts";
import { type PipelineFile, type PipelineKind, checkoutVariables, enter, folderBelow, namedValues, textIn } from "./pipeline.ts";

const deepestCall = 4;
const mostCombinations = 16;

/** Workflows of GitHub Actions, with the reusable workflows and composite actions of the same repository that they call. */
export const githubActions: PipelineKind = {
  // GitHub runs only those at the root.
  claims: (path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
  jobs: (file) => (isOnlyCalled(file.document) ? [] : jobsOf(file, new Map(), 0)),
};

function isOnlyCalled(workflow: Value): boolean {
  const on = valueAt(workflow, "on");
  const events = on?.kind === "map" ? [...on.entries.keys()] : itemsOf(on).flatMap((event) => textOf(event) ?? []);
  return events.length > 0 && events.every((event) => event === "workflow_call");
}

function jobsOf(file: PipelineFile, inputs: Variables, depth: number): readonly Job[] {
  const jobs = valueAt(file.document, "jobs");
  if (jobs?.kind !== "map" || depth > deepestCall) return [];
  const given = new Map([...checkoutVariables(file, "GITHUB_WORKSPACE", "env.GITHUB_WORKSPACE", "github.workspace"), ...inputs]);
  const outer = namedValues(valueAt(file.document, "env"), given, ["", "env."]);
  return [...jobs.entries.values()].flatMap((job) =>
    combinationsOf(valueAt(job.value, "strategy", "matrix"), outer).flatMap((variables) => jobIn(file, job, { variables, depth })),
  );
}

interface Surroundings {
  readonly variables: Variables;
  readonly depth: number;
}

function jobIn(file: PipelineFile, job: MapEntry, { variables: outer, depth }: Surroundings): readonly Job[] {
  if (!file.steps.take()) return [];
  const called = textIn(job.value, "uses");
  if (called !== undefined) {
    const bound = inputsOf(valueAt(job.value, "with"), outer);
    const workflow = called.startsWith("./") ? fileAt(called, file) : undefined;
    return workflow === undefined
      ? []
      : jobsOf(workflow, withDefaults(valueAt(workflow.document, "on", "workflow_call", "inputs"), bound), depth + 1);
  }
  const variables = namedValues(valueAt(job.value, "env"), outer, ["", "env."]);
  const start = folderBelow(
    "",
    valueAt(job.value, "defaults", "run", "working-directory") ?? valueAt(file.document, "defaults", "run", "working-directory"),
    outer,
  );
  const steps = stepsOf(itemsOf(valueAt(job.value, "steps")), file, { variables, depth, start });
  return steps.length === 0 ? [] : [{ label: labelOf(job, variables), steps }];
}

/** The environment that the job deploys to, the combination of its matrix, else its own name. */
function labelOf(job: MapEntry, variables: Variables): string {
  const environment = valueAt(job.value, "environment");
  const written = environment?.kind === "map" ? valueAt(environment, "name") : environment;
  const text = written === undefined ? undefined : textOf(expanded(written, variables));
  if (text !== undefined) return text;
  const combination = [...variables].flatMap(([name, value]) => (name.startsWith("matrix.") ? (textOf(value) ?? []) : []));
  return [job.name, ...combination].join(" ");
}

interface StepSurroundings extends Surroundings {
  readonly start: string | undefined;
}

function stepsOf(steps: readonly Value[], file: PipelineFile, around: StepSurroundings): readonly Step[] {
  return steps.flatMap((step): readonly Step[] => {
    if (!file.steps.take()) return [];
    const variables = namedValues(valueAt(step, "env"), around.variables, ["", "env."]);
    const folder = valueAt(step, "working-directory") === undefined ? around.start : folderBelow("", valueAt(step, "working-directory"), variables);
    const run = valueAt(step, "run");
    if (run?.kind === "scalar") return folder === undefined ? [] : [{ folder, variables, script: scriptOfScalar(run, file.content) }];
    const uses = entryOf(step, "uses");
    const action = textOf(uses?.value);
    if (uses === undefined || action === undefined) return [];
    if (action.startsWith("./")) return stepsOfAction(action, step, { file, around: { ...around, variables } });
    const call = callOfAction(action, valueAt(step, "with"), { variables, at: uses.at });
    return call === undefined ? [] : [{ folder: "", variables, call: call.words, at: uses.at }];
  });
}

/** The steps of a composite action of the repository, with what it is given. */
function stepsOfAction(
  action: string,
  step: Value,
  { file, around }: { readonly file: PipelineFile; readonly around: StepSurroundings },
): readonly Step[] {
  const folder = enter("", action);
  const path = folder === undefined ? undefined : ["action.yml", "action.yaml"].map((name) => `${folder}/${name}`).find((one) => file.files.has(one));
  const called = path === undefined || around.depth >= deepestCall ? undefined : fileAt(path, file);
  if (called === undefined) return [];
  const inputs = withDefaults(valueAt(called.document, "inputs"), inputsOf(valueAt(step, "with"), around.variables));
  const variables = new Map([...[...around.variables].filter(([name]) => !name.startsWith("inputs.")), ...inputs]);
  return stepsOf(itemsOf(valueAt(called.document, "runs", "steps")), called, { variables, depth: around.depth + 1, start: "" });
}

function fileAt(relative: string, { files, steps }: PipelineFile): PipelineFile | undefined {
  const path = enter("", relative);
  const content = path === undefined ? undefined : files.content(path);
  const document = path === undefined || content === undefined ? undefined : files.document(path);
  return path === undefined || content === undefined || document === undefined ? undefined : { path, content, document, files, steps };
}

/** What a caller hands over, with the caller's own variables in place. */
function inputsOf(given: Value | undefined, caller: Variables): Variables {
  const all = namedValues(given, caller, ["inputs."]);
  const names = given?.kind === "map" ? [...given.entries.keys()].map((name) => `inputs.${name}`) : [];
  return new Map([...all].filter(([name]) => names.includes(name)));
}

function withDefaults(declared: Value | undefined, given: Variables): Variables {
  const found = new Map(given);
  if (declared?.kind !== "map") return found;
  for (const input of declared.entries.values()) {
    const value = valueAt(input.value, "default");
    const name = `inputs.${input.name}`;
    if (!found.has(name) && value?.kind === "scalar") found.set(name, scalar(String(value.value ?? ""), value.at));
  }
  return found;
}

/** The variables of each run of a job: one for each combination of its matrix. */
function combinationsOf(matrix: Value | undefined, outer: Variables): readonly Variables[] {
  if (matrix?.kind !== "map") return [outer];
  const axes = [...matrix.entries.values()].filter((axis) => axis.name !== "include" && axis.name !== "exclude");
  let runs: readonly Variables[] = [outer];
  for (const axis of axes) {
    const values = axis.value.kind === "list" ? axis.value.items : [];
    if (values.length === 0 || values.length * runs.length > mostCombinations) return [outer];
    runs = runs.flatMap((run) => values.map((value) => bind(run, `matrix.${axis.name}`, value)));
  }
  const included = itemsOf(entryOf(matrix, "include")?.value);
  if (axes.length > 0 || included.length === 0 || included.length > mostCombinations) return runs;
  return included.map((one) => bind(outer, "matrix", one));
}

/** A value of a matrix under its name; of a map, each part under its own. */
function bind(run: Variables, name: string, value: Value): Variables {
  const bound = new Map(run);
  if (value.kind === "map") for (const part of value.entries.values()) bound.set(`${name}.${part.name}`, part.value);
  else bound.set(name, value.kind === "scalar" ? scalar(String(value.value ?? ""), value.at) : value);
  return bound;
}
