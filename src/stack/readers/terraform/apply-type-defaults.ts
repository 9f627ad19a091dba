import { entry, list, map, withEntries } from "../../value-builders.ts";
import type { MapEntry, Value } from "../../value.ts";
import { evaluate } from "./evaluate-expression.ts";
import type { Scope } from "./scope.ts";
import type { Expression } from "./syntax.ts";

/** Fills attributes that a variable's type declares as `optional(type, default)` and the given value leaves out. */
export function applyTypeDefaults(type: Expression, value: Value, scope: Scope): Value {
  if (type.kind !== "call") return value;
  const [inner] = type.arguments;
  if (inner === undefined) return value;
  switch (type.name) {
    case "list":
    case "set":
      if (value.kind !== "list") return value;
      return list(
        value.items.map((item) => applyTypeDefaults(inner, item, scope)),
        value.at,
      );
    case "map":
      if (value.kind !== "map") return value;
      return map(
        [...value.entries.values()].map((one) => ({ ...one, value: applyTypeDefaults(inner, one.value, scope) })),
        value.at,
      );
    case "object":
      return inner.kind === "object" ? fillObject(inner, value, scope) : value;
    default:
      return value;
  }
}

function fillObject(type: Extract<Expression, { kind: "object" }>, value: Value, scope: Scope): Value {
  if (value.kind !== "map") return value;
  const changes = new Map<string, MapEntry>();
  for (const element of type.elements) {
    if (element.key.kind !== "literal") continue;
    const name = String(element.key.value);
    const before = value.entries.get(name);
    const optional = element.value.kind === "call" && element.value.name === "optional" ? element.value.arguments : undefined;
    const attributeType = optional?.[0] ?? element.value;
    const absent = before === undefined || (before.value.kind === "scalar" && before.value.value === null);
    if (!absent) changes.set(name, { ...before, value: applyTypeDefaults(attributeType, before.value, scope) });
    else if (optional !== undefined) {
      const fallback: Expression = optional[1] ?? { kind: "literal", value: null, at: element.at };
      changes.set(name, entry(name, applyTypeDefaults(attributeType, evaluate(fallback, scope), scope)));
    }
  }
  return withEntries(value, changes);
}
