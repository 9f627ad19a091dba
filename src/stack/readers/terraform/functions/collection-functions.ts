import { entry, scalar, unknown } from "../../../value-builders.ts";
import { type MapEntry, type Value, isFullyKnown } from "../../../value.ts";
import { boundedList, boundedMap, failure } from "../bounded-values.ts";
import { sameValue } from "../same-value.ts";
import { unknownBecauseOf } from "../value-conversion.ts";
import { listFunctions } from "./list-functions.ts";
import { type FunctionCall, type TerraformFunction, ofAny } from "./function-call.ts";

/** merge, lookup, keys, values, zipmap, length, contains, coalesce …, and those of lists. */
export const collectionFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ...listFunctions,
  ["merge", ofAny(merge)],
  ["lookup", ofAny(lookup)],
  ["keys", ofAny(keys)],
  ["values", ofAny(values)],
  ["zipmap", ofAny(zipmap)],
  ["length", ofAny(length)],
  ["contains", ofAny(contains)],
  ["coalesce", ofAny(coalesce)],
  ["coalescelist", ofAny(coalesceList)],
  ["tomap", ofAny(same)],
  ["nonsensitive", ofAny(same)],
  ["sensitive", ofAny(same)],
  ["tobool", ofAny(same)],
];

function same(call: FunctionCall): Value {
  return call.arguments[0] ?? failure(`${call.name}() without argument`, call.at);
}

function merge(call: FunctionCall): Value {
  const entries = new Map<string, MapEntry>();
  for (const one of call.arguments) {
    if (one.kind === "scalar" && one.value === null) continue;
    if (one.kind !== "map") return unknownBecauseOf([one], call.at);
    for (const found of one.entries.values()) entries.set(found.name, found);
  }
  return boundedMap([...entries.values()], call.at);
}

function lookup(call: FunctionCall): Value {
  const [source, key, fallback] = call.arguments;
  if (source?.kind !== "map" || key?.kind !== "scalar") return unknownBecauseOf(call.arguments, call.at);
  return source.entries.get(String(key.value))?.value ?? fallback ?? failure(`there is no ${String(key.value)}`, call.at);
}

function keys(call: FunctionCall): Value {
  const [source] = call.arguments;
  if (source?.kind !== "map") return unknownBecauseOf(call.arguments, call.at);
  return boundedList(
    sorted(source.entries.values()).map((one) => scalar(one.name, one.key)),
    call.at,
  );
}

function values(call: FunctionCall): Value {
  const [source] = call.arguments;
  if (source?.kind !== "map") return unknownBecauseOf(call.arguments, call.at);
  return boundedList(
    sorted(source.entries.values()).map((one) => one.value),
    call.at,
  );
}

function sorted(entries: Iterable<MapEntry>): readonly MapEntry[] {
  return [...entries].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function zipmap(call: FunctionCall): Value {
  const [names, items] = call.arguments;
  if (names?.kind !== "list" || items?.kind !== "list" || !names.items.every((name) => name.kind === "scalar"))
    return unknownBecauseOf(call.arguments, call.at);
  const entries = names.items.flatMap((name, index) => {
    const value = items.items[index];
    return name.kind === "scalar" && value !== undefined ? [entry(String(name.value), value)] : [];
  });
  return boundedMap(entries, call.at);
}

function length(call: FunctionCall): Value {
  const [source] = call.arguments;
  if (source?.kind === "list") return scalar(source.items.length, call.at);
  if (source?.kind === "map") return scalar(source.entries.size, call.at);
  if (source?.kind === "scalar" && typeof source.value === "string") return scalar(Array.from(source.value).length, call.at);
  return source?.kind === "scalar" ? failure("length() does not take this value", call.at) : unknownBecauseOf(call.arguments, call.at);
}

function contains(call: FunctionCall): Value {
  const [source, wanted] = call.arguments;
  if (source?.kind !== "list" || wanted === undefined) return unknownBecauseOf(call.arguments, call.at);
  if (source.items.some((item) => sameValue(item, wanted))) return scalar(true, call.at);
  return isFullyKnown(source) && isFullyKnown(wanted) ? scalar(false, call.at) : unknownBecauseOf([...source.items, wanted], call.at);
}

function coalesce(call: FunctionCall): Value {
  for (const one of call.arguments) {
    if (one.kind !== "scalar") return one;
    if (one.value !== null && one.value !== "") return one;
  }
  return failure("coalesce() found no value", call.at);
}

function coalesceList(call: FunctionCall): Value {
  for (const one of call.arguments) {
    if (one.kind !== "list") return unknown("one of the lists is not known", call.at);
    if (one.items.length > 0) return one;
  }
  return failure("coalescelist() found no list", call.at);
}
