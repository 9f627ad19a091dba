import type { Location } from "../../change/location.ts";

/** Makes what sorts facts by the order of the files, and of the text inside each. */
export function inOrderOf(paths: readonly string[]): <T extends { readonly at: Location }>(facts: readonly T[]) => readonly T[] {
  const rank = new Map(paths.map((path, index) => [path, index]));
  const rankOf = (at: Location) => rank.get(at.path) ?? paths.length;
  return (facts) =>
    facts.toSorted(
      ({ at: one }, { at: other }) => rankOf(one) - rankOf(other) || one.startLine - other.startLine || (one.start ?? 0) - (other.start ?? 0),
    );
}
