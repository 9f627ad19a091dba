import type { Location } from "../change/location.ts";
import type { JoinedValue, ListValue, Lookup, MapEntry, MapValue, ReferenceValue, ScalarValue, UnknownValue, Value } from "./value.ts";

export function scalar(value: ScalarValue["value"], at: Location): ScalarValue {
  return { kind: "scalar", value, at };
}

export function list(items: readonly Value[], at: Location): ListValue {
  return { kind: "list", items, at };
}

/** A map of entries in their order; a name that comes twice keeps the last entry, as parsers do. */
export function map(entries: Iterable<MapEntry>, at: Location): MapValue {
  const byName = new Map<string, MapEntry>();
  for (const one of entries) byName.set(one.name, one);
  return { kind: "map", entries: byName, at };
}

/** An entry; without places of its own it stands where its value stands. */
export function entry(name: string, value: Value, places: { key?: Location; at?: Location } = {}): MapEntry {
  const at = places.at ?? value.at;
  return { name, key: places.key ?? at, value, at };
}

/** A map made by code: names with values that carry their own places; undefined values are left out. */
export function mapOf(values: Readonly<Record<string, Value | undefined>>, at: Location): MapValue {
  return map(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [entry(name, value)])),
    at,
  );
}

/** A copy of the map with entries added or replaced; a null takes an entry away. */
export function withEntries(source: MapValue, changes: ReadonlyMap<string, MapEntry | null>): MapValue {
  const entries = new Map(source.entries);
  for (const [name, change] of changes) {
    if (change === null) entries.delete(name);
    else entries.set(name, change);
  }
  return { kind: "map", entries, at: source.at };
}

export function reference(address: string, at: Location, attribute?: string): ReferenceValue {
  return attribute === undefined ? { kind: "reference", address, at } : { kind: "reference", address, attribute, at };
}

export function unknown(reason: string, at: Location): UnknownValue {
  return { kind: "unknown", reason, at };
}

/** Unknown, unless somebody in the repository stores a value under this name. */
export function awaiting(awaits: Lookup, reason: string, at: Location): UnknownValue {
  return { kind: "unknown", reason, awaits, at };
}

/** Text of parts: neighbouring literals become one, nested joins are opened; a scalar where every part is literal, the part itself where it is the only one. */
export function joined(parts: readonly Value[], at: Location): Value {
  const merged: Value[] = [];
  for (const part of parts.flatMap(openJoin)) {
    const last = merged.at(-1);
    if (part.kind === "scalar" && last?.kind === "scalar") merged[merged.length - 1] = joinedScalar(last, part);
    else if (part.kind !== "scalar" || textOfScalar(part) !== "") merged.push(part);
  }
  const only = merged[0];
  if (only === undefined) return scalar("", at);
  if (merged.length > 1) return { kind: "joined", parts: merged, at } satisfies JoinedValue;
  return only.kind === "scalar" ? { ...scalar(textOfScalar(only), at), ...(only.isDefault && { isDefault: true }) } : relocated(only, at);
}

/** The same value at another place: where it is used instead of where it was defined. Places inside lists and maps stay. */
export function relocated<V extends Value>(value: V, at: Location): V {
  return { ...value, at };
}

/** A value of plain data; every part stands at one place, since code made it. */
export function fromPlain(plain: unknown, at: Location): Value {
  if (Array.isArray(plain))
    return list(
      plain.map((item) => fromPlain(item, at)),
      at,
    );
  if (typeof plain === "object" && plain !== null) {
    return map(
      Object.entries(plain).map(([name, value]) => entry(name, fromPlain(value, at), { at })),
      at,
    );
  }
  if (typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean" || plain === null) return scalar(plain, at);
  return unknown("not a plain value", at);
}

function openJoin(part: Value): readonly Value[] {
  return part.kind === "joined" ? part.parts : [part];
}

function joinedScalar(one: ScalarValue, other: ScalarValue): ScalarValue {
  const isDefault = one.isDefault ?? other.isDefault;
  return { ...scalar(textOfScalar(one) + textOfScalar(other), one.at), ...(isDefault && { isDefault }) };
}

function textOfScalar(part: ScalarValue): string {
  return part.value === null ? "" : String(part.value);
}
