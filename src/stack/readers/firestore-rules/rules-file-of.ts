import type { MapValue } from "../../value.ts";
import type { RulesFile } from "./ast.ts";

/** Parsed rules by the properties of the ruleset that they make: the tree itself is no value of a template. */
const files = new WeakMap<MapValue, RulesFile>();

export function rememberRules(properties: MapValue, file: RulesFile): MapValue {
  files.set(properties, file);
  return properties;
}

/** The syntax tree of a ruleset, by the ruleset's properties; undefined for other resources. */
export function rulesFileOf(resource: { readonly properties: MapValue }): RulesFile | undefined {
  return files.get(resource.properties);
}
