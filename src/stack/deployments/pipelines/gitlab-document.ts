import { type MapEntry, type MapValue, type Value, itemsOf, textOf, valueAt } from "../../value.ts";
import { map, withEntries } from "../../value-builders.ts";
import { type PipelineFile, enter, textIn } from "./pipeline.ts";

const mostFiles = 30;
/** Longer maps of one job are generated. */
const mostEntries = 300;
const joinedParts = ["variables", "environment"];

/** A pipeline's document over those of the repository that it includes. */
export function gitLabDocument(file: PipelineFile): MapValue {
  const seen = new Set([file.path]);
  const read = (document: Value): MapValue => {
    let merged = map([], document.at);
    for (const path of includedPaths(document)) {
      if (seen.has(path) || seen.size > mostFiles) continue;
      seen.add(path);
      const included = file.files.has(path) ? file.files.document(path) : undefined;
      if (included?.kind === "map") merged = over(merged, read(included));
    }
    return document.kind === "map" ? over(merged, document) : merged;
  };
  return read(file.document);
}

function includedPaths(document: Value): readonly string[] {
  const include = valueAt(document, "include");
  const items = include?.kind === "list" ? itemsOf(include) : include === undefined ? [] : [include];
  return items.flatMap((item) => {
    const path = textOf(item) ?? textIn(item, "local");
    return path === undefined || path.includes("://") ? [] : (enter("", path.replace(/^\//, "")) ?? []);
  });
}

/** The jobs of both; of a job that both have, each part that the later one gives. */
function over(base: MapValue, later: MapValue): MapValue {
  return withEntries(
    base,
    new Map(
      [...later.entries].map(([name, entry]) => {
        const before = base.entries.get(name);
        return [name, before === undefined ? entry : { ...entry, value: overJob(before.value, entry.value) }] as const;
      }),
    ),
  );
}

/** A job over another one: its variables and its environment add to those of the other, what else it has takes their place. */
export function overJob(base: Value, later: Value): Value {
  if (base.kind !== "map" || later.kind !== "map") return later;
  const merged = shallow(base, later);
  for (const name of joinedParts) {
    const [before, own] = [base.entries.get(name), later.entries.get(name)];
    if (before?.value.kind === "map" && own?.value.kind === "map")
      merged.set(name, { ...own, value: { ...own.value, entries: shallow(before.value, own.value) } });
  }
  return { ...later, entries: merged };
}

function shallow(base: MapValue, later: MapValue): Map<string, MapEntry> {
  return new Map([...[...base.entries].slice(0, mostEntries), ...[...later.entries].slice(0, mostEntries)]);
}
