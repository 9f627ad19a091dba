import type { NativeResource } from "../../native.ts";
import type { MapValue, Value } from "../../value.ts";

/**
 * A program often makes the same stack for several stages. Stacks of one class that differ in names only are one to a reader of the code: the first is kept,
 * and references to the others lead to it.
 */
export function mergeTwins(resources: readonly NativeResource[]): readonly NativeResource[] {
  const byScope = Map.groupBy(resources, (resource) => resource.scope);
  const twins = new Map<string, string>();
  const kept = new Map<string, string>();
  for (const [scope, members] of byScope) {
    const family = scope.replace(/ \(\d+\)$/u, "");
    const likeness = `${family}\n${members.map(likenessOf).join("\n")}`;
    const first = kept.get(likeness);
    if (first === undefined) kept.set(likeness, scope);
    else twins.set(scope, first);
  }
  if (twins.size === 0) return resources;
  return resources
    .filter((resource) => !twins.has(resource.scope))
    .map((resource) => ({ ...resource, properties: retoldMap(resource.properties, twins) }));
}

/** A resource as text in which names and other texts do not count. */
function likenessOf(resource: NativeResource): string {
  return JSON.stringify([resource.type, resource.address, resource.conditional, [...resource.attributes], shapeOf(resource.properties, 0)]);
}

function shapeOf(value: Value, depth: number): unknown {
  if (depth > 30) return null;
  switch (value.kind) {
    case "scalar":
      return typeof value.value === "string" ? "text" : value.value;
    case "list":
      return value.items.map((item) => shapeOf(item, depth + 1));
    case "map":
      return [...value.entries.values()].map((entry) => [entry.name, shapeOf(entry.value, depth + 1)]);
    case "reference":
      return ["→", value.address, value.attribute];
    case "joined":
      return "text";
    default:
      return "?";
  }
}

/** The value with references to twins leading to the stack that is kept. */
function retold(value: Value, twins: ReadonlyMap<string, string>): Value {
  switch (value.kind) {
    case "reference": {
      const scope = value.scope === undefined ? undefined : (twins.get(value.scope) ?? value.scope);
      return scope === undefined ? value : { ...value, scope };
    }
    case "list":
      return { ...value, items: value.items.map((item) => retold(item, twins)) };
    case "joined":
      return { ...value, parts: value.parts.map((part) => retold(part, twins)) };
    case "map":
      return retoldMap(value, twins);
    default:
      return value;
  }
}

function retoldMap(value: MapValue, twins: ReadonlyMap<string, string>): MapValue {
  return { ...value, entries: new Map([...value.entries].map(([name, entry]) => [name, { ...entry, value: retold(entry.value, twins) }])) };
}
