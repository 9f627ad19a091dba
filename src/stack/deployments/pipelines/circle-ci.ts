import { type Value, entryOf, itemsOf, textOf, valueAt } from "../../value.ts";
import { map, scalar } from "../../value-builders.ts";
import { type Job, type Step, type Variables, scriptOfScalar } from "../script.ts";
import { type PipelineFile, type PipelineKind, enter, namedValues, textIn } from "./pipeline.ts";
import { expanded } from "../expand-text.ts";

const deepestCommand = 5;
const mostCombinations = 16;

/** Pipelines of CircleCI: the jobs of all workflows with their parameters, and the commands of the same file. Orbs are not followed. */
export const circleCi: PipelineKind = {
  claims: (path) => path === ".circleci/config.yml" || path === ".circleci/config.yaml",
  jobs: (file) => {
    const workflows = valueAt(file.document, "workflows");
    if (workflows?.kind !== "map") return jobOf("build", "build", { file, given: new Map() });
    return [...workflows.entries.values()].flatMap((workflow) =>
      itemsOf(valueAt(workflow.value, "jobs")).flatMap((item) => {
        const [entry] = item.kind === "map" ? item.entries.values() : [];
        const name = textOf(item) ?? entry?.name;
        if (name === undefined || !file.steps.take()) return [];
        return combinationsOf(entry?.value).flatMap(({ given, values }) =>
          jobOf(name, [textIn(entry?.value, "name") ?? name, ...values].join(" "), { file, given }),
        );
      }),
    );
  },
};

interface Calling {
  readonly file: PipelineFile;
  /** Parameters that are passed. */
  readonly given: Variables;
}

function jobOf(name: string, label: string, { file, given }: Calling): readonly Job[] {
  const job = valueAt(file.document, "jobs", name);
  if (job === undefined) return [];
  const parameters = withDefaults(valueAt(job, "parameters"), given);
  const named = valueAt(job, "executor");
  const executor = valueAt(file.document, "executors", textOf(named) ?? textIn(named, "name") ?? "");
  const [image] = itemsOf(valueAt(job, "docker") ?? valueAt(executor, "docker"));
  const environment = [executor, image, job].reduce<Variables>((found, owner) => environmentOf(owner, found), parameters);
  const folder = folderAt("", valueAt(job, "working_directory"), environment) ?? "";
  const steps = stepsOf(itemsOf(valueAt(job, "steps")), file, { variables: environment, folder, depth: 0 });
  return steps.length === 0 ? [] : [{ label, steps }];
}

interface Surroundings {
  readonly variables: Variables;
  readonly folder: string;
  readonly depth: number;
}

function stepsOf(steps: readonly Value[], file: PipelineFile, around: Surroundings): readonly Step[] {
  return steps.flatMap((step): readonly Step[] => {
    const [entry] = step.kind === "map" ? step.entries.values() : [];
    const name = textOf(step) ?? entry?.name ?? "";
    if (around.depth > deepestCommand || !file.steps.take()) return [];
    if (name === "run" && entry !== undefined) return runStep(entry.value, file, around);
    const inner = { ...around, depth: around.depth + 1 };
    if (name === "when" || name === "unless") return stepsOf(itemsOf(valueAt(entry?.value, "steps")), file, inner);
    const command = valueAt(file.document, "commands", name);
    if (command === undefined) return [];
    const given = parametersIn(entry?.value, around.variables);
    const outer = [...around.variables].filter(([one]) => !one.startsWith("parameters."));
    const variables = withDefaults(valueAt(command, "parameters"), new Map([...outer, ...given]));
    return stepsOf(itemsOf(valueAt(command, "steps")), file, { ...inner, variables });
  });
}

/** `run: text` and `run: { command: text }` */
function runStep(run: Value, file: PipelineFile, around: Surroundings): readonly Step[] {
  const command = valueAt(run, "command") ?? run;
  const variables = environmentOf(run, around.variables);
  const folder = folderAt(around.folder, valueAt(run, "working_directory"), variables);
  if (command.kind !== "scalar" || folder === undefined) return [];
  const script = scriptOfScalar(withExpressions(command), file.content);
  return [{ folder, variables, script }];
}

/** The checkout is the default folder, `~/project`. */
function folderAt(folder: string, value: Value | undefined, variables: Variables): string | undefined {
  const text = value === undefined ? "" : textOf(expanded(withExpressions(value), variables));
  return text === undefined ? undefined : enter(folder, text.replace(/^~\/project\/?/, ""));
}

function environmentOf(owner: Value | undefined, outer: Variables): Variables {
  const section = valueAt(owner, "environment");
  const maps = section?.kind === "list" ? section.items : [section];
  return maps.reduce<Variables>((found, one) => {
    const entries = one?.kind === "map" ? [...one.entries.values()].map((entry) => ({ ...entry, value: withExpressions(entry.value) })) : [];
    return one === undefined ? found : namedValues(map(entries, one.at), found, [""]);
  }, outer);
}

/** `<< parameters.stage >>` as other pipelines write expressions: put in before a shell reads the text. */
function withExpressions<V extends Value>(value: V): V {
  if (value.kind !== "scalar" || typeof value.value !== "string" || !value.value.includes("<<")) return value;
  return { ...value, value: value.value.replaceAll(/<<\s*([\w.-]+)\s*>>/g, "${{ $1 }}") };
}

/** What is passed by name, with the caller's own parameters in place. */
function parametersIn(given: Value | undefined, caller: Variables): Variables {
  if (given?.kind !== "map") return new Map();
  return new Map(
    [...given.entries.values()].map(({ name, value }) => [`parameters.${name}`, plain(expanded(withExpressions(value), caller))] as const),
  );
}

function withDefaults(declared: Value | undefined, given: Variables): Variables {
  const found = new Map(given);
  for (const { name, value } of declared?.kind === "map" ? declared.entries.values() : []) {
    const fallback = entryOf(value, "default")?.value;
    if (!found.has(`parameters.${name}`) && fallback !== undefined) found.set(`parameters.${name}`, plain(fallback));
  }
  return found;
}

/** Parameters are put in as text. */
function plain(value: Value): Value {
  return value.kind === "scalar" ? scalar(String(value.value ?? ""), value.at) : value;
}

/** What a workflow passes to a job: once for each combination of its matrix. */
function combinationsOf(passed: Value | undefined): readonly { readonly given: Variables; readonly values: readonly string[] }[] {
  const alone = parametersIn(passed, new Map());
  const matrix = valueAt(passed, "matrix", "parameters");
  let runs: readonly { readonly given: Variables; readonly values: readonly string[] }[] = [{ given: alone, values: [] }];
  for (const axis of matrix?.kind === "map" ? matrix.entries.values() : []) {
    const items = itemsOf(axis.value);
    if (items.length * runs.length > mostCombinations) return [{ given: alone, values: [] }];
    runs = runs.flatMap(({ given, values }) =>
      items.map((item) => ({
        given: new Map([...given, [`parameters.${axis.name}`, plain(item)] as const]),
        values: [...values, textOf(item) ?? "?"],
      })),
    );
  }
  return runs;
}
