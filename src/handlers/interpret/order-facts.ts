import type { Location } from "../../change/location.ts";
import type { HandlerFacts } from "../facts.ts";

/** Facts in the order of the files, and of the text inside each. */
export function orderFacts(facts: HandlerFacts, paths: readonly string[]): HandlerFacts {
  const rank = new Map(paths.map((path, index) => [path, index]));
  const position = ({ at }: { readonly at: Location }) => [rank.get(at.path) ?? paths.length, at.startLine, at.start ?? 0] as const;
  const sorted = Object.entries(facts).map(([name, value]) => [name, Array.isArray(value) ? value.toSorted((one, other) => compare(position(one), position(other))) : value]);
  return Object.fromEntries(sorted) as HandlerFacts;
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
