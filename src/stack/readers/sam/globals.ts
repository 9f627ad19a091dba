import { type MapEntry, type MapValue, type Value, entryOf } from "../../value.ts";
import { list, map } from "../../value-builders.ts";
import type { TemplateScope } from "../cloudformation/template-scope.ts";

/** The properties of a resource with what `Globals` gives to every resource of its type: maps are merged, lists appended, the rest overridden. */
export function withGlobals(resource: MapEntry, type: string, scope: TemplateScope): MapValue {
  const written = entryOf(resource.value, "Properties")?.value;
  const own = written?.kind === "map" ? written : map([], resource.key);
  const globals = type.startsWith("AWS::Serverless::") ? scope.section("Globals").get(type.slice("AWS::Serverless::".length))?.value : undefined;
  return globals?.kind === "map" ? mergedMaps(globals, own) : own;
}

function merged(global: Value, own: Value): Value {
  if (isIntrinsic(global) || isIntrinsic(own)) return own;
  if (global.kind === "map" && own.kind === "map") return mergedMaps(global, own);
  if (global.kind === "list" && own.kind === "list") return list([...global.items, ...own.items], own.at);
  return own;
}

function mergedMaps(global: MapValue, own: MapValue): MapValue {
  const entries = new Map(global.entries);
  for (const entry of own.entries.values()) {
    const inherited = entries.get(entry.name);
    entries.set(entry.name, inherited === undefined ? entry : { ...entry, value: merged(inherited.value, entry.value) });
  }
  return { kind: "map", entries, at: own.at };
}

function isIntrinsic(value: Value): boolean {
  if (value.kind !== "map" || value.entries.size !== 1) return false;
  const [name] = value.entries.keys();
  return name === "Ref" || name === "Condition" || name?.startsWith("Fn::") === true;
}
