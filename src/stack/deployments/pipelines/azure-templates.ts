import { type Value, entryOf, textOf, valueAt } from "../../value.ts";
import { scalar, unknown } from "../../value-builders.ts";
import { expanded } from "../expand-text.ts";
import type { Variables } from "../script.ts";
import { type PipelineFile, enter, namedValues, textIn } from "./pipeline.ts";

/** A file of a pipeline with what its expressions find. */
export interface Place {
  readonly file: PipelineFile;
  readonly variables: Variables;
  readonly depth: number;
}

/** A stage, job or step, and where it is written. */
interface Placed {
  readonly item: Value;
  readonly place: Place;
}

const deepestTemplate = 12;
const mostRounds = 16;
const deepestParameter = 3;
const prefixes = ["", "$(*)", "variables."];

/** The items of a section (`stages`, `jobs`, `steps`), with those of the templates that stand among them. What stands under a condition may run. */
export function itemsIn(owner: Value | undefined, section: string, place: Place): readonly Placed[] {
  return itemsOfList(valueAt(owner, section), section, place);
}

function itemsOfList(written: Value | undefined, section: string, place: Place): readonly Placed[] {
  const items = written?.kind === "list" ? written.items : [];
  return items.flatMap((item): readonly Placed[] => {
    if (!place.file.steps.take()) return [];
    const [entry] = item.kind === "map" ? item.entries.values() : [];
    if (entry?.name.startsWith("${{") === true) return roundsOf(entry.name, place).flatMap((round) => itemsOfList(entry.value, section, round));
    if (textIn(item, "template") === undefined) return [{ item, place }];
    const called = templateOf(item, place);
    return called === undefined ? [] : itemsIn(called.file.document, section, called);
  });
}

/** The template that `template: deploy.yml` and `parameters` name, of this repository. */
export function templateOf(call: Value, { file, variables, depth }: Place): Place | undefined {
  const named = textOf(expanded(entryOf(call, "template")?.value ?? call, variables)) ?? "";
  const folder = named.startsWith("/") ? "" : file.path.slice(0, Math.max(0, file.path.lastIndexOf("/")));
  const path = named.includes("@") && !named.endsWith("@self") ? undefined : enter(folder, named.replace(/^\/|@self$/g, ""));
  const content = path === undefined || depth >= deepestTemplate || !file.files.has(path) ? undefined : file.files.content(path);
  const document = path === undefined || content === undefined ? undefined : file.files.document(path);
  if (path === undefined || content === undefined || document === undefined) return undefined;
  const outer = [...variables].filter(([name]) => !name.startsWith("parameters."));
  const bound = new Map([...outer, ...parametersOf(document, valueAt(call, "parameters"), variables)]);
  return { file: { ...file, path, content, document }, variables: bound, depth: depth + 1 };
}

/** What a template's parameters are: what the caller passes, else their defaults. */
function parametersOf(document: Value, given: Value | undefined, caller: Variables): Variables {
  const declared = valueAt(document, "parameters");
  const found = new Map<string, Value>();
  for (const item of declared?.kind === "list" ? declared.items : []) {
    const fallback = entryOf(item, "default")?.value;
    if (fallback !== undefined) bind(found, `parameters.${textIn(item, "name") ?? ""}`, fallback);
  }
  for (const section of [declared, given])
    if (section?.kind === "map")
      for (const { name, value } of section.entries.values())
        bind(found, `parameters.${name}`, expanded(value, section === given ? caller : new Map()));
  return found;
}

/** What is known of a pipeline's own parameters: lists to repeat something over. Who starts it may choose the others. */
export function listParametersOf(document: Value): Variables {
  return new Map([...parametersOf(document, undefined, new Map())].filter(([, value]) => value.kind === "list"));
}

/** A value under its name; of a map, also each part under its own. */
function bind(found: Map<string, Value>, name: string, value: Value, depth = 0): void {
  found.set(name, value.kind === "scalar" ? scalar(rendered(value.value), value.at) : value);
  if (value.kind !== "map" || depth >= deepestParameter) return;
  for (const part of [...value.entries.values()].slice(0, mostRounds)) bind(found, `${name}.${part.name}`, part.value, depth + 1);
}

/** As expressions write it. */
function rendered(value: string | number | boolean | null): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null ? "" : String(value);
}

/** `${{ each stage in parameters.stages }}` once for each; other insertions once. */
function roundsOf(expression: string, place: Place): readonly Place[] {
  const [, name, from] = /^\$\{\{\s*each\s+(\w+)\s+in\s+([\w.]+)\s*\}\}$/.exec(expression) ?? [];
  if (name === undefined || from === undefined) return [place];
  const over = place.variables.get(from);
  const items = over?.kind === "list" ? over.items : [];
  if (items.length === 0 || items.length > mostRounds) return [place];
  return items.map((item) => {
    const variables = new Map(place.variables);
    bind(variables, name, item);
    return { ...place, variables };
  });
}

/** `variables` as a map or as a list of names with values, also of templates; groups are known to the service alone, and what a condition sets to nobody. */
export function variablesIn(owner: Value | undefined, place: Place): Variables {
  return variablesOfSection(valueAt(owner, "variables"), place);
}

function variablesOfSection(section: Value | undefined, place: Place): Variables {
  const entries = section?.kind === "map" ? [...section.entries.values()] : [];
  const items = section?.kind === "list" ? section.items : [];
  let { variables } = place;
  for (const entry of entries)
    variables = entry.name.startsWith("${{") ? conditional(entry.value, { ...place, variables }) : named(entry.name, entry.value, variables);
  for (const item of items) {
    const [inserted] = item.kind === "map" ? item.entries.values() : [];
    const [name, value] = [textIn(item, "name"), entryOf(item, "value")?.value];
    if (inserted?.name.startsWith("${{") === true) variables = conditional(inserted.value, { ...place, variables });
    else if (textIn(item, "template") !== undefined) variables = ofTemplate(item, { ...place, variables });
    else if (name !== undefined && value !== undefined) variables = named(name, value, variables);
  }
  return variables;
}

function named(name: string, value: Value, outer: Variables): Variables {
  const entry = { name, key: value.at, value, at: value.at };
  return namedValues({ kind: "map", entries: new Map([[name, entry]]), at: value.at }, outer, prefixes);
}

function conditional(section: Value, place: Place): Variables {
  const inside = variablesOfSection(section, { ...place, depth: place.depth + 1 });
  const found = new Map(place.variables);
  for (const [name, value] of inside)
    if (place.variables.get(name) !== value) found.set(name, unknown(`${name} is set under a condition of the pipeline`, value.at));
  return found;
}

function ofTemplate(call: Value, place: Place): Variables {
  const called = place.file.steps.take() ? templateOf(call, place) : undefined;
  if (called === undefined) return place.variables;
  const own = [...variablesIn(called.file.document, called)].filter(([name]) => !name.startsWith("parameters."));
  return new Map([...place.variables, ...own]);
}
