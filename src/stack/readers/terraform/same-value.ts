import type { Value } from "../../value.ts";

/** Whether two values are certainly the same; unknown values never are. */
export function sameValue(one: Value, other: Value): boolean {
  if (one.kind === "scalar" && other.kind === "scalar") return one.value === other.value;
  if (one.kind === "list" && other.kind === "list") return sameItems(one.items, other.items);
  if (one.kind === "joined" && other.kind === "joined") return sameItems(one.parts, other.parts);
  if (one.kind === "reference" && other.kind === "reference") return one.address === other.address && one.attribute === other.attribute;
  if (one.kind !== "map" || other.kind !== "map" || one.entries.size !== other.entries.size) return false;
  return [...one.entries.values()].every((entry) => {
    const counterpart = other.entries.get(entry.name);
    return counterpart !== undefined && sameValue(entry.value, counterpart.value);
  });
}

function sameItems(one: readonly Value[], other: readonly Value[]): boolean {
  return (
    one.length === other.length &&
    one.every((item, index) => {
      const counterpart = other[index];
      return counterpart !== undefined && sameValue(item, counterpart);
    })
  );
}
