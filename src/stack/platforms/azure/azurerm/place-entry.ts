import { type MapEntry, type MapValue, type Value, entryOf } from "../../../value.ts";
import { entry, map, unknown } from "../../../value-builders.ts";

/** The argument at a path of azurerm; nested blocks are lists of one. What stands in a block that is not known is unknown. */
export function argumentAt(properties: MapValue, path: string): MapEntry | undefined {
  const steps = path.split(".");
  let current: Value = properties;
  for (const [position, step] of steps.entries()) {
    const found = entryOf(current, step);
    if (found === undefined) return undefined;
    if (position === steps.length - 1) return found;
    const inner: Value | undefined = found.value.kind === "list" ? found.value.items[0] : found.value;
    if (inner === undefined) return undefined;
    if (inner.kind !== "map") return { ...found, value: unknown(inner.kind === "unknown" ? inner.reason : "computed at deployment", inner.at) };
    current = inner;
  }
  return undefined;
}

/** The map with an entry put at a path of ARM's body; the objects on the way stand where the first of their entries stands. */
export function withEntryAt(body: MapValue, path: string, found: MapEntry): MapValue {
  const [step = "", ...rest] = path.split(".");
  const entries = new Map(body.entries);
  if (rest.length === 0) entries.set(step, { ...found, name: step });
  else {
    const before = entryOf(body, step);
    const inner = before?.value.kind === "map" ? before.value : map([], found.at);
    entries.set(step, entry(step, withEntryAt(inner, rest.join("."), found), before ?? { at: found.at, key: found.key }));
  }
  return { kind: "map", entries, at: body.at };
}
