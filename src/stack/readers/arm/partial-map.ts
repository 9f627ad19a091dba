import type { MapEntry, MapValue, Value } from "../../value.ts";
import { entry } from "../../value-builders.ts";

/** Name of the entry that stands for properties nobody can list: a spread or a union with an unknown object. Its value is the unknown one. */
export const unlistedEntry = "...";

/** The entry that says "and others", with the value that is not known. */
export function unlisted(value: Value): MapEntry {
  return entry(unlistedEntry, value);
}

/** Whether every entry of the map could be listed. */
export function isListedWhole(map: MapValue): boolean {
  return !map.entries.has(unlistedEntry);
}
