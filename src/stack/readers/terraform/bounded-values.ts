import type { Location } from "../../../change/location.ts";
import { joined, list, map, scalar, unknown } from "../../value-builders.ts";
import type { MapEntry, UnknownValue, Value } from "../../value.ts";

/** How many parts one value may hold. Values share parts, so a few lines of HCL can describe billions of them. */
const heaviest = 20_000;
/** Characters of one text. */
const longestText = 500_000;
/** Parts of one text that stay apart. */
const mostParts = 5_000;

const weights = new WeakMap<Value, number>();
const failures = new WeakSet<UnknownValue>();

/** A list, or unknown where it would be too large to walk. */
export function boundedList(items: readonly Value[], at: Location): Value {
  return weighed(list(items, at), items);
}

/** A map, or unknown where it would be too large to walk. */
export function boundedMap(entries: readonly MapEntry[], at: Location): Value {
  return weighed(
    map(entries, at),
    entries.map((entry) => entry.value),
  );
}

/** A text, or unknown where it would be too long. */
export function boundedText(text: string, at: Location): Value {
  return text.length > longestText ? unknown("the text is too long to evaluate", at) : scalar(text, at);
}

/** A text of parts, or unknown where it would be too long or of too many parts. */
export function boundedJoin(parts: readonly Value[], at: Location): Value {
  if (parts.reduce((sum, part) => sum + weightOf(part), 0) > mostParts) return unknown("the text has too many parts to evaluate", at);
  const text = joined(parts, at);
  return text.kind === "scalar" ? boundedText(String(text.value), at) : text;
}

/** Unknown because Terraform itself would refuse: what `try` and `can` look for. */
export function failure(reason: string, at: Location): UnknownValue {
  const value = unknown(reason, at);
  failures.add(value);
  return value;
}

export function isFailure(value: Value): boolean {
  return value.kind === "unknown" && failures.has(value);
}

/** Whether Terraform would refuse the value or a part of it. */
export function containsFailure(value: Value): boolean {
  switch (value.kind) {
    case "list":
      return value.items.some(containsFailure);
    case "map":
      return [...value.entries.values()].some((entry) => containsFailure(entry.value));
    case "joined":
      return value.parts.some(containsFailure);
    default:
      return isFailure(value);
  }
}

function weighed(value: Value, parts: readonly Value[]): Value {
  let weight = 1;
  for (const part of parts) weight += weightOf(part);
  if (weight > heaviest) return unknown("the value is too large to evaluate", value.at);
  weights.set(value, weight);
  return value;
}

/** How many parts a value has, counting shared parts each time. */
export function weightOf(value: Value): number {
  return value.kind === "joined" ? value.parts.reduce((sum, part) => sum + weightOf(part), 1) : (weights.get(value) ?? 1);
}
