import type { Location } from "../../../change/location.ts";
import type { Note } from "../../native.ts";
import type { MapEntry, Value } from "../../value.ts";
import { allowanceOfDocuments, documentOf } from "./document-text.ts";
import { parseTemplateText } from "./parse-hcl.ts";
import type { Attribute, Block, Body, Expression } from "./syntax.ts";

/** How many labels the blocks of each top-level key have; the other keys of a file are assignments (tfvars). */
const labelsOf = new Map([
  ["resource", 2],
  ["data", 2],
  ["variable", 1],
  ["output", 1],
  ["module", 1],
  ["provider", 1],
  ["locals", 0],
  ["terraform", 0],
  ["moved", 0],
]);

/** A `.tf.json` or `.tfvars.json` file. Arguments and nested blocks look alike there: both become attributes. */
export function parseJsonConfiguration(path: string, text: string): { readonly body: Body; readonly notes: readonly Note[] } {
  const at = { path, startLine: 1, endLine: Math.max(1, text.split("\n").length), start: 0, end: text.length };
  const document = documentOf({ kind: "scalar", value: text, at }, allowanceOfDocuments());
  if (document.kind !== "map")
    return { body: { attributes: [], blocks: [] }, notes: [{ path, line: 1, message: "not valid Terraform JSON; the file is not read" }] };
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const one of document.entries.values()) {
    const labels = path.endsWith(".tfvars.json") ? undefined : labelsOf.get(one.name);
    if (labels === undefined) attributes.push(attribute(one));
    else blocks.push(...blocksIn(one.name, one, labels, []));
  }
  return { body: { attributes, blocks }, notes: [] };
}

function blocksIn(type: string, found: MapEntry, labelsLeft: number, labels: readonly string[]): readonly Block[] {
  const values = found.value.kind === "list" ? found.value.items : [found.value];
  return values.flatMap((value) => {
    if (value.kind !== "map") return [];
    if (labelsLeft > 0) return [...value.entries.values()].flatMap((inner) => blocksIn(type, inner, labelsLeft - 1, [...labels, inner.name]));
    const attributes = [...value.entries.values()].filter((inner) => inner.name !== "//").map(attribute);
    return [{ type, labels, body: { attributes, blocks: [] }, key: found.key, at: spanning(found.key, value.at) }];
  });
}

function attribute(one: MapEntry): Attribute {
  return {
    name: one.name,
    key: one.key,
    value: expressionOf(one.value, one.name === "depends_on" || one.name === "source"),
    at: spanning(one.key, one.value.at),
  };
}

function expressionOf(value: Value, literal: boolean): Expression {
  const { at } = value;
  switch (value.kind) {
    case "scalar":
      if (typeof value.value !== "string" || literal || !value.value.includes("{")) return { kind: "literal", value: value.value, at };
      return { ...parseTemplateText(at.path, value.value), at };
    case "list":
      return { kind: "list", items: value.items.map((item) => expressionOf(item, literal)), at };
    case "map":
      return { kind: "object", elements: [...value.entries.values()].map((one) => element(one, literal)), at };
    default:
      return { kind: "broken", reason: "unsupported JSON", at };
  }
}

function element(one: MapEntry, literal: boolean) {
  const key: Expression = { kind: "literal", value: one.name, at: one.key };
  return { key, keyAt: one.key, value: expressionOf(one.value, literal), at: spanning(one.key, one.value.at) };
}

function spanning(from: Location, to: Location): Location {
  const end = to.end ?? from.end;
  return { ...from, endLine: Math.max(from.endLine, to.endLine), ...(end === undefined ? {} : { end }) };
}
