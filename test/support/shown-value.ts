import type { Value } from "../../src/stack/value.ts";

/** A value as plain data that tests can compare: references as "→address.attribute", joined text with "{…}" for parts that are not literal, unknown as "?reason". */
export function shown(value: Value | undefined): unknown {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "list":
      return value.items.map(shown);
    case "map":
      return Object.fromEntries([...value.entries.values()].map((entry) => [entry.name, shown(entry.value)]));
    case "reference":
      return `→${value.scope === undefined ? "" : `${value.scope}#`}${value.address}${value.attribute === undefined ? "" : `.${value.attribute}`}`;
    case "joined":
      return value.parts.map((part) => (part.kind === "scalar" ? String(part.value) : `{${String(shown(part))}}`)).join("");
    default:
      return `?${value.reason}`;
  }
}
