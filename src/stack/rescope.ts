import type { Value } from "./value.ts";

/** A value of one scope as another scope sees it: its references say where they lead. */
export function rescoped(value: Value, from: string, to: string): Value {
  switch (value.kind) {
    case "reference": {
      const { scope, ...rest } = value;
      const declaredIn = scope ?? from;
      return declaredIn === to ? rest : { ...rest, scope: declaredIn };
    }
    case "list":
      return { ...value, items: value.items.map((item) => rescoped(item, from, to)) };
    case "joined":
      return { ...value, parts: value.parts.map((part) => rescoped(part, from, to)) };
    case "map":
      return {
        ...value,
        entries: new Map([...value.entries].map(([name, entry]) => [name, { ...entry, value: rescoped(entry.value, from, to) }])),
      };
    default:
      return value;
  }
}
