import type { Location } from "../../../../change/location.ts";
import { sameValue } from "../../../compare-values.ts";
import { type MapEntry, type Value, isFullyKnown, textOf } from "../../../value.ts";
import { entry, list, map, mapOf, scalar } from "../../../value-builders.ts";
import { isListedWhole, unlisted, unlistedEntry } from "../partial-map.ts";
import { equality } from "../operations.ts";
import { type ArmFunction, overPlain } from "./arm-function.ts";

const mostItems = 1_000;

/** Functions of lists and objects. https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-array */
export const collectionFunctions: readonly (readonly [string, ArmFunction])[] = [
  ["union", union],
  ["contains", contains],
  ["empty", empty],
  ["length", ([value], at) => lengthOf(value, at)],
  ["first", ([value]) => (value?.kind === "list" ? value.items[0] : undefined)],
  ["last", ([value]) => (value?.kind === "list" ? value.items.at(-1) : undefined)],
  ["take", ([value, count], at) => slice(value, at, { from: 0, to: numberOf(count) })],
  ["skip", ([value, count], at) => slice(value, at, { from: numberOf(count), to: Number.POSITIVE_INFINITY })],
  ["createArray", (values, at) => list(values, at)],
  ["array", ([value], at) => (value === undefined || value.kind === "unknown" ? undefined : value.kind === "list" ? value : list([value], at))],
  ["createObject", createObject],
  [
    "range",
    overPlain((start, count) =>
      typeof start === "number" && typeof count === "number" && count <= mostItems
        ? Array.from({ length: Math.max(0, count) }, (_, index) => start + index)
        : undefined,
    ),
  ],
  [
    "flatten",
    ([value], at) =>
      value?.kind === "list"
        ? list(
            value.items.flatMap((item) => (item.kind === "list" ? item.items : [item])),
            at,
          )
        : undefined,
  ],
  ["items", ([value], at) => itemsOfObject(value, at)],
  [
    "objectKeys",
    ([value], at) =>
      value?.kind === "map" && isListedWhole(value)
        ? list(
            [...value.entries.values()].map((one) => scalar(one.name, one.key)),
            at,
          )
        : undefined,
  ],
  ["intersection", overPlain((one, other) => (Array.isArray(one) && Array.isArray(other) ? one.filter((item) => other.includes(item)) : undefined))],
  ["json", overPlain((text) => (typeof text === "string" ? parsed(text) : undefined))],
];

/** Later objects win. An object among them that is not known leaves the rest listed, and says that there may be more. */
function union(values: readonly Value[], at: Location): Value | undefined {
  if (values.some((value) => value.kind === "list")) {
    const items: Value[] = [];
    for (const item of values.flatMap((value) => (value.kind === "list" ? value.items : [value]))) {
      if (item.kind === "unknown" || !items.some((other) => sameValue(item, other))) items.push(item);
    }
    return list(items, at);
  }
  if (!values.some((value) => value.kind === "map")) return undefined;
  const entries = new Map<string, MapEntry>();
  for (const value of values) {
    for (const one of value.kind === "map" ? value.entries.values() : [unlisted(value)]) {
      const before = entries.get(one.name);
      const bothMaps = before?.value.kind === "map" && one.value.kind === "map";
      entries.set(one.name, bothMaps ? { ...one, value: union([before.value, one.value], one.value.at) ?? one.value } : one);
    }
  }
  return { kind: "map", entries, at };
}

function contains([whole, part]: readonly Value[], at: Location): Value | undefined {
  if (whole?.kind === "map") {
    const name = textOf(part)?.toLowerCase();
    if (name === undefined) return undefined;
    const found = [...whole.entries.keys()].some((key) => key.toLowerCase() === name);
    return found || isListedWhole(whole) ? scalar(found, at) : undefined;
  }
  if (whole?.kind === "list" && part !== undefined) {
    const answers = whole.items.map((item) => equality(item, part));
    if (answers.includes(true)) return scalar(true, at);
    return answers.every((answer) => answer === false) ? scalar(false, at) : undefined;
  }
  const [text, searched] = [textOf(whole), textOf(part)];
  return text === undefined || searched === undefined ? undefined : scalar(text.includes(searched), at);
}

function empty([value]: readonly Value[], at: Location): Value | undefined {
  if (value === undefined) return undefined;
  if (value.kind === "scalar") return scalar(value.value === "" || value.value === null, at);
  if (value.kind === "joined") return value.parts.some((part) => part.kind === "scalar" && part.value !== "") ? scalar(false, at) : undefined;
  const length = lengthOf(value, at);
  if (length !== undefined) return scalar(length.kind === "scalar" && length.value === 0, at);
  return (value.kind === "map" && value.entries.size > 1) || (value.kind === "list" && value.items.some(isFullyKnown))
    ? scalar(false, at)
    : undefined;
}

function lengthOf(value: Value | undefined, at: Location): Value | undefined {
  if (value?.kind === "list") return value.items.some((item) => item.kind === "unknown") ? undefined : scalar(value.items.length, at);
  if (value?.kind === "map") return isListedWhole(value) ? scalar(value.entries.size, at) : undefined;
  return value?.kind === "scalar" && typeof value.value === "string" ? scalar(value.value.length, at) : undefined;
}

function slice(value: Value | undefined, at: Location, range: { from: number | undefined; to: number | undefined }): Value | undefined {
  if (range.from === undefined || range.to === undefined) return undefined;
  if (value?.kind === "list") return list(value.items.slice(range.from, range.to), at);
  const text = value?.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
  return text === undefined ? undefined : scalar(text.slice(range.from, range.to), at);
}

function createObject(values: readonly Value[], at: Location): Value {
  const entries: MapEntry[] = [];
  for (let index = 0; index + 1 < values.length; index += 2) {
    const [name, value] = [textOf(values[index]), values[index + 1]];
    if (value !== undefined) entries.push(name === undefined ? unlisted(value) : entry(name, value));
  }
  return map(entries, at);
}

function itemsOfObject(value: Value | undefined, at: Location): Value | undefined {
  if (value?.kind !== "map") return undefined;
  const listed = [...value.entries.values()].filter((one) => one.name !== unlistedEntry);
  const items: Value[] = listed.map((one) => mapOf({ key: scalar(one.name, one.key), value: one.value }, one.at));
  return list([...items, ...[...value.entries.values()].filter((one) => one.name === unlistedEntry).map((one) => one.value)], at);
}

function numberOf(value: Value | undefined): number | undefined {
  return value?.kind === "scalar" && typeof value.value === "number" ? value.value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
