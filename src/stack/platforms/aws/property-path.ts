import type { Location } from "../../../change/location.ts";
import type { MapValue, Value } from "../../value.ts";
import { unknown } from "../../value-builders.ts";
import { structured } from "./structured-text.ts";

/** A property with the place of key and value together. */
export interface FoundProperty {
  readonly value: Value;
  readonly at: Location;
}

/**
 * The property at a path such as `VpcConfig.SubnetIds` or `Architectures.0`; undefined where a part is absent. A part that is unknown or computed makes
 * the whole unknown; a part written as JSON text is opened.
 */
export function propertyAt(properties: Value, path: string): FoundProperty | undefined {
  let current: FoundProperty = { value: properties, at: properties.at };
  for (const step of path.split(".")) {
    const container = structured(current.value);
    if (container.kind === "map") {
      const entry = container.entries.get(step);
      if (entry === undefined) return undefined;
      current = { value: entry.value, at: entry.at };
    } else if (container.kind === "list") {
      const item = container.items[Number(step)];
      if (item === undefined) return undefined;
      current = { value: item, at: current.at };
    } else if (container.kind === "scalar") return undefined;
    else return { value: container.kind === "unknown" ? container : unknown("computed at deployment", container.at), at: current.at };
  }
  return current;
}

/** The value alone. */
export function valueAtPath(properties: Value, path: string): Value | undefined {
  return propertyAt(properties, path)?.value;
}

/** The first of several paths that is there. */
export function firstProperty(properties: Value, paths: readonly string[]): FoundProperty | undefined {
  for (const path of paths) {
    const found = propertyAt(properties, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The items of a list property as maps with JSON text opened; a single map counts as a list of one. Unknown items stay. */
export function partsAt(properties: MapValue | Value, path: string): readonly Value[] {
  const found = valueAtPath(properties, path);
  if (found === undefined) return [];
  const value = structured(found);
  return value.kind === "list" ? value.items.map(structured) : [value];
}
