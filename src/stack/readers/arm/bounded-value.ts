import type { Value } from "../../value.ts";
import { unknown } from "../../value-builders.ts";

/** How many parts one value may hold, shared parts counted each time: a few lines can describe billions. */
const heaviest = 10_000;
const longestText = 200_000;

/** Weights by what a value shares with its copies at other places. */
const weights = new WeakMap<object, number>();

/** The value, or unknown where it would be too large to walk. */
export function boundedValue(value: Value): Value {
  if (value.kind === "scalar" && typeof value.value === "string" && value.value.length > longestText)
    return unknown("the text is too long to evaluate", value.at);
  return weightOf(value) > heaviest ? unknown("the value is too large to evaluate", value.at) : value;
}

function weightOf(value: Value): number {
  switch (value.kind) {
    case "list":
      return remembered(value.items, value.items);
    case "joined":
      return remembered(value.parts, value.parts);
    case "map":
      return (
        weights.get(value.entries) ??
        remembered(
          value.entries,
          [...value.entries.values()].map((one) => one.value),
        )
      );
    default:
      return 1;
  }
}

function remembered(key: object, parts: readonly Value[]): number {
  const known = weights.get(key);
  if (known !== undefined) return known;
  let weight = 1;
  for (const part of parts) weight += weightOf(part);
  weights.set(key, weight);
  return weight;
}
