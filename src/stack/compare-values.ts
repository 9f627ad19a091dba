import type { Value } from "./value.ts";

/** Whether two values mean the same, wherever they are written. Unknown values are equal when they are unknown for the same reason. */
export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.kind === "scalar") return other.kind === "scalar" && one.value === other.value;
  if (one.kind === "unknown") return other.kind === "unknown" && one.reason === other.reason;
  if (one.kind === "reference") return other.kind === "reference" && one.address === other.address && one.attribute === other.attribute;
  if (one.kind === "list") return other.kind === "list" && sameList(one.items, other.items);
  if (one.kind === "joined") return other.kind === "joined" && sameList(one.parts, other.parts);
  return (
    other.kind === "map" &&
    one.entries.size === other.entries.size &&
    [...one.entries].every(([name, entry]) => sameValue(entry.value, other.entries.get(name)?.value))
  );
}

function sameList(one: readonly Value[], other: readonly Value[]): boolean {
  return one.length === other.length && one.every((item, index) => sameValue(item, other[index]));
}
