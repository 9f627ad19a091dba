import type { Location } from "../../../change/location.ts";
import type { Value } from "../../value.ts";
import { unknown } from "../../value-builders.ts";

/** A property with the place of key and value together. */
export interface FoundProperty {
  readonly value: Value;
  readonly at: Location;
}

/**
 * The property at a path such as `service_config.timeout_seconds`. Nested blocks are lists of maps: the first one counts. Undefined where a part is
 * absent, unknown where a part is not known.
 */
export function propertyAt(properties: Value | undefined, path: string): FoundProperty | undefined {
  if (properties === undefined) return undefined;
  let current: FoundProperty = { value: properties, at: properties.at };
  for (const step of path.split(".")) {
    const block = firstOf(current.value);
    if (block === undefined || block.kind === "scalar") return undefined;
    if (block.kind !== "map") return { value: block.kind === "unknown" ? block : unknown("known at deployment", block.at), at: current.at };
    const found = block.entries.get(step);
    if (found === undefined) return undefined;
    current = { value: found.value, at: found.at };
  }
  return current;
}

/** The value alone. */
export function valueAtPath(properties: Value | undefined, path: string): Value | undefined {
  return propertyAt(properties, path)?.value;
}

/** All nested blocks at a path. */
export function blocksAt(properties: Value | undefined, path: string): readonly Value[] {
  const value = valueAtPath(properties, path);
  if (value === undefined) return [];
  return value.kind === "list" ? value.items : [value];
}

function firstOf(value: Value): Value | undefined {
  return value.kind === "list" ? value.items[0] : value;
}
