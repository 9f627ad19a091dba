import { type MapEntry, type Value, entryOf, itemsOf, textOf, valueAt } from "../../value.ts";
import { map, unknown } from "../../value-builders.ts";
import { withReferences } from "../expand-text.ts";
import type { Job, Variables } from "../script.ts";
import { gitLabDocument, overJob } from "./gitlab-document.ts";
import { type PipelineFile, type PipelineKind, checkoutVariables, namedValues, scriptSteps } from "./pipeline.ts";

/** A job may extend others over eleven levels. */
const deepestExtension = 11;
const mostCombinations = 16;
/** Top-level names that are no jobs. */
const keywords = new Set("default include stages variables workflow image services cache before_script after_script spec".split(" "));

/** Pipelines of GitLab: the file at the root with the files of the repository that it includes. */
export const gitLabCi: PipelineKind = {
  claims: (path) => path === ".gitlab-ci.yml" || path === ".gitlab-ci.yaml",
  jobs: (file) => {
    const document = gitLabDocument(file);
    const resolver = new Extensions(document);
    const shared = variablesOf(document, checkoutVariables(file, "CI_PROJECT_DIR"));
    return [...document.entries.values()].flatMap((entry): readonly Job[] => {
      if (keywords.has(entry.name) || entry.name.startsWith(".") || entry.value.kind !== "map" || !file.steps.take()) return [];
      const job = resolver.resolve(entry.name);
      return combinationsOf(job, variablesOf(job, shared)).flatMap((variables) => jobsOf(entry, job, { document, file, variables }));
    });
  },
};

interface Surroundings {
  readonly document: Value;
  readonly file: PipelineFile;
  readonly variables: Variables;
}

/** What runs in a job's shell, and what runs in another one afterwards. */
function jobsOf(entry: MapEntry, job: Value, { document, file, variables }: Surroundings): readonly Job[] {
  const environment = valueAt(job, "environment");
  const named = environment?.kind === "map" ? valueAt(environment, "name") : environment;
  const label = (named === undefined ? undefined : textOf(withReferences(named, variables))) ?? entry.name;
  const section = (name: string) => {
    const written = valueAt(job, name) ?? valueAt(document, "default", name) ?? valueAt(document, name);
    return written === undefined ? undefined : withFragments(written, document, file);
  };
  const main = valueAt(job, "script") === undefined ? [] : [section("before_script"), section("script")];
  const shells = [main, main.length === 0 ? [] : [section("after_script")]];
  return shells.flatMap((sections) => {
    const steps = sections.flatMap((one) => scriptSteps(one, file, variables));
    return steps.length === 0 ? [] : [{ label, steps, isOneShell: true }];
  });
}

/** `!reference [.deploy, script]`: the part of another job. */
function withFragments(value: Value, document: Value, file: PipelineFile, depth = 0): Value {
  if (value.kind !== "list" || depth > deepestExtension) return value;
  const text = file.files.text(value.at.path) ?? "";
  const path = value.items.map((item) => textOf(item) ?? "");
  if (text.slice(0, value.at.start).trimEnd().endsWith("!reference")) {
    const found = valueAt(document, ...path);
    return found === undefined ? unknown("the reference leads nowhere", value.at) : withFragments(found, document, file, depth + 1);
  }
  return { ...value, items: value.items.map((item) => withFragments(item, document, file, depth + 1)) };
}

/** `variables`, plain or described; those that a rule may set are not known. */
function variablesOf(owner: Value, outer: Variables): Variables {
  const section = valueAt(owner, "variables");
  const found = new Map(outer);
  if (section?.kind === "map") {
    const plain = [...section.entries.values()].map((entry) => ({ ...entry, value: entryOf(entry.value, "value")?.value ?? entry.value }));
    for (const [name, value] of namedValues(map(plain, section.at), new Map(), [""])) found.set(name, value);
    for (const { name } of plain) {
      const value = found.get(name);
      if (textOf(value)?.includes("$") === true && value !== undefined)
        found.set(name, withReferences(value, new Map([...found].filter(([other]) => other !== name))));
    }
  }
  const rules = [...itemsOf(valueAt(owner, "rules")), ...itemsOf(valueAt(owner, "workflow", "rules"))];
  for (const given of rules.flatMap((rule) => valueAt(rule, "variables") ?? []))
    if (given.kind === "map")
      for (const { name, at } of given.entries.values()) found.set(name, unknown(`$${name} is set by a rule of the pipeline`, at));
  return found;
}

/** The variables of each run of a job: one for each combination of its matrix. */
function combinationsOf(job: Value, outer: Variables): readonly Variables[] {
  const runs = itemsOf(valueAt(job, "parallel", "matrix")).flatMap((one): readonly Variables[] => {
    if (one.kind !== "map") return [];
    let combined: readonly Variables[] = [outer];
    for (const axis of one.entries.values()) {
      const values = axis.value.kind === "list" ? axis.value.items : [axis.value];
      if (values.length * combined.length > mostCombinations) return [];
      combined = combined.flatMap((run) => values.map((value) => new Map([...run, [axis.name, value] as const])));
    }
    return combined;
  });
  return runs.length === 0 || runs.length > mostCombinations ? [outer] : runs;
}

/** Jobs with what they extend. */
class Extensions {
  private readonly document: Value;
  private readonly resolved = new Map<string, Value>();
  private readonly running = new Set<string>();

  constructor(document: Value) {
    this.document = document;
  }

  resolve(name: string): Value {
    const before = this.resolved.get(name);
    const own = valueAt(this.document, name);
    if (before !== undefined || own?.kind !== "map" || this.running.has(name) || this.running.size > deepestExtension)
      return before ?? map([], this.document.at);
    this.running.add(name);
    const extended = valueAt(own, "extends");
    const bases = extended?.kind === "list" ? extended.items.slice(0, deepestExtension) : extended === undefined ? [] : [extended];
    const job = [...bases.map((base) => this.resolve(textOf(base) ?? "")), own].reduce((merged, one) => overJob(merged, one));
    this.running.delete(name);
    this.resolved.set(name, job);
    return job;
  }
}
