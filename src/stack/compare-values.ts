import type { JoinedValue, Value } from "./value.ts";

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

/** Whether two values may turn out the same at deployment: what only one of them leaves unknown may be what the other says. */
export function mayBeSame(one: Value | undefined, other: Value | undefined): boolean {
  if (sameValue(one, other)) return true;
  if (one === undefined || other === undefined) return false;
  if (one.kind === "unknown" || other.kind === "unknown") return true;
  if (one.kind === "joined" && other.kind === "joined" && one.parts.length === other.parts.length)
    return one.parts.every((part, index) => mayBeSame(part, other.parts[index]));
  return (
    (one.kind === "joined" && other.kind === "scalar" && hasUnknown(one)) || (other.kind === "joined" && one.kind === "scalar" && hasUnknown(other))
  );
}

function hasUnknown(value: JoinedValue): boolean {
  return value.parts.some((part) => part.kind === "unknown" || (part.kind === "joined" && hasUnknown(part)));
}
