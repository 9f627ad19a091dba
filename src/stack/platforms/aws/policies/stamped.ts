import type { Value } from "../../../value.ts";

/** The value with every reference telling its scope, so that statements can be read away from their declaration. */
export function stamped(value: Value, scope: string): Value {
  switch (value.kind) {
    case "reference":
      return { ...value, scope: value.scope ?? scope };
    case "joined":
      return { ...value, parts: value.parts.map((part) => stamped(part, scope)) };
    case "list":
      return { ...value, items: value.items.map((item) => stamped(item, scope)) };
    case "map":
      return { ...value, entries: new Map([...value.entries].map(([name, entry]) => [name, { ...entry, value: stamped(entry.value, scope) }])) };
    default:
      return value;
  }
}
