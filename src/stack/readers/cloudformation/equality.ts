import type { Value } from "../../value.ts";

/** Whether two values are certainly the same, wherever they are written; what is unknown equals nothing but the same pseudo parameter. */
export function isSameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  switch (one.kind) {
    case "scalar":
      return other.kind === "scalar" && String(one.value) === String(other.value);
    case "reference":
      return other.kind === "reference" && one.address === other.address && one.attribute === other.attribute && one.scope === other.scope;
    case "list":
      return other.kind === "list" && areSame(one.items, other.items);
    case "joined":
      return other.kind === "joined" && areSame(one.parts, other.parts);
    case "map":
      return (
        other.kind === "map" &&
        one.entries.size === other.entries.size &&
        [...one.entries.values()].every((entry) => isSameValue(entry.value, other.entries.get(entry.name)?.value))
      );
    default:
      // A pseudo parameter is the same wherever it stands in a stack.
      return other.kind === "unknown" && one.reason === other.reason && one.reason.startsWith("AWS::");
  }
}

function areSame(ones: readonly Value[], others: readonly Value[]): boolean {
  return ones.length === others.length && ones.every((one, index) => isSameValue(one, others[index]));
}
