import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { map } from "../../value-builders.ts";
import type { Format } from "../../vocabulary.ts";
import { type TemplateScope, conditionOf } from "./template-scope.ts";

/** One member of `Resources`, with its properties resolved. */
export interface Declaration {
  readonly scope: string;
  readonly logicalId: string;
  readonly type: string;
  readonly at: Location;
  /** Place of the logical id. */
  readonly key: Location;
  readonly properties: MapValue;
  readonly attributes: ReadonlyMap<string, string>;
  readonly metadata: Value | undefined;
  readonly updatePolicy?: Value | undefined;
  readonly conditional: boolean;
}

/** Reads a member of `Resources`; undefined where it has no type. `properties` replaces the written ones (merged with Globals). */
export function declarationOf(entry: MapEntry, scope: TemplateScope, properties: Value | undefined): Declaration | undefined {
  const type = textOf(entryOf(entry.value, "Type")?.value);
  if (type === undefined) return undefined;
  const resolved = properties?.kind === "map" ? scope.resolve(properties) : undefined;
  const condition = conditionOf(entry.value);
  const resolvedPart = (name: string) => {
    const written = entryOf(entry.value, name)?.value;
    return written === undefined ? undefined : scope.resolve(written);
  };
  return {
    scope: scope.name,
    logicalId: entry.name,
    type,
    at: entry.at,
    key: entry.key,
    properties: resolved?.kind === "map" ? resolved : map([], entry.key),
    attributes: attributesOf(entry.value, scope),
    metadata: resolvedPart("Metadata"),
    updatePolicy: resolvedPart("UpdatePolicy"),
    conditional: condition !== undefined && scope.condition(condition) !== true,
  };
}

/** The declaration as it is, without anything that a framework would add. */
export function nativeOf(declaration: Declaration, format: Format): NativeResource {
  return {
    platform: "aws",
    format,
    scope: declaration.scope,
    address: declaration.logicalId,
    name: declaration.logicalId,
    type: declaration.type,
    nativeType: declaration.type,
    at: declaration.at,
    properties: declaration.properties,
    attributes: declaration.attributes,
    conditional: declaration.conditional,
    implicit: false,
  };
}

function attributesOf(resource: Value, scope: TemplateScope): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const name of [
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "Condition",
    "DependsOn",
    "Metadata",
    "CreationPolicy",
    "UpdatePolicy",
    "Connectors",
  ]) {
    const written = entryOf(resource, name)?.value;
    const value = written === undefined ? undefined : scope.resolve(written);
    if (value !== undefined) attributes.set(name, attributeText(value));
  }
  return attributes;
}

function attributeText(value: Value): string {
  if (value.kind === "list" && value.items.every((item) => item.kind === "scalar"))
    return value.items.flatMap((item) => textOf(item) ?? []).join(",");
  return textOf(value) ?? JSON.stringify(jsonOf(value));
}

/** Plain data for reading; what is not known stays as a text that says so. */
function jsonOf(value: Value): unknown {
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "list":
      return value.items.map(jsonOf);
    case "map":
      return Object.fromEntries([...value.entries.values()].map((entry) => [entry.name, jsonOf(entry.value)]));
    case "reference":
      return `\${${value.address}${value.attribute === undefined ? "" : `.${value.attribute}`}}`;
    case "joined":
      return value.parts.map((part) => String(jsonOf(part))).join("");
    default:
      return `(${value.reason})`;
  }
}
