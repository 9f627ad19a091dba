import type { Location } from "../../../change/location.ts";
import { entry, list, map, unknown } from "../../value-builders.ts";
import type { MapEntry, MapValue, Value } from "../../value.ts";
import { iterate } from "./evaluate-for.ts";
import { evaluate } from "./evaluate-expression.ts";
import { type Scope, withBindings } from "./scope.ts";
import { mapOf } from "../../value-builders.ts";
import { type Attribute, type Block, type Body, attributeOf, blocksOf } from "./syntax.ts";

const metaArguments = new Set(["count", "for_each", "provider", "providers", "depends_on"]);
const metaBlocks = new Set(["lifecycle", "provisioner", "connection", "dynamic"]);

/** Arguments and nested blocks of a declaration as one map: a nested block type is a list of maps, null arguments are left out. */
export function evaluateBody(body: Body, scope: Scope, at: Location): MapValue {
  return evaluateNested({ ...body, attributes: body.attributes.filter(({ name }) => !metaArguments.has(name)) }, scope, at);
}

/** What Terraform takes for itself in a declaration is an argument like any other in its blocks: the `provider` of a pipeline's action. */
function evaluateNested(body: Body, scope: Scope, at: Location): MapValue {
  const entries = body.attributes.flatMap((attribute) => attributeEntry(attribute, scope));
  const types = new Set([
    ...body.blocks.filter((block) => !metaBlocks.has(block.type)).map((block) => block.type),
    ...blocksOf(body, "dynamic").map((block) => block.labels[0] ?? ""),
  ]);
  for (const type of types) {
    const value = evaluateBlocks(body, type, scope);
    if (value !== undefined) entries.push(value);
  }
  return map(entries, at);
}

/** The nested blocks of one type, written out or made by `dynamic`; undefined where there are none. */
function evaluateBlocks(body: Body, type: string, scope: Scope): MapEntry | undefined {
  const items: Value[] = [];
  const places: Block[] = [];
  for (const block of body.blocks) {
    if (block.type === type) items.push(evaluateNested(block.body, scope, block.at));
    else if (block.type === "dynamic" && block.labels[0] === type) items.push(...dynamicItems(block, type, scope));
    else continue;
    places.push(block);
  }
  const [first] = places;
  if (first === undefined || items.length === 0) return undefined;
  return entry(type, list(items, first.at), { key: first.key, at: first.at });
}

/** One argument by name, evaluated alone; undefined where it is absent. */
export function evaluateArgument(body: Body, name: string, scope: Scope): Value | undefined {
  const attribute = attributeOf(body, name);
  return attribute === undefined ? evaluateBlocks(body, name, scope)?.value : evaluate(attribute.value, scope);
}

function attributeEntry(attribute: Attribute, scope: Scope): MapEntry[] {
  const value = evaluate(attribute.value, scope);
  if (value.kind === "scalar" && value.value === null) return [];
  const argument = argumentBehind(attribute, scope);
  const places = { key: argument?.key ?? attribute.key, at: argument?.at ?? attribute.at };
  return [entry(attribute.name, value, places)];
}

/** Inside a public module that we only model, the place that counts is the caller's. */
function argumentBehind(attribute: Attribute, scope: Scope): Attribute | undefined {
  if (!scope.module.source.modelled || attribute.value.kind !== "traversal" || attribute.value.of.kind !== "variable") return undefined;
  const [step] = attribute.value.steps;
  return attribute.value.of.name === "var" && step?.kind === "attribute" ? scope.module.argumentOf(step.name) : undefined;
}

function dynamicItems(block: Block, type: string, scope: Scope): readonly Value[] {
  const forEach = attributeOf(block.body, "for_each");
  const [content] = blocksOf(block.body, "content");
  if (forEach === undefined || content === undefined) return [];
  const collection = evaluate(forEach.value, scope);
  const items = iterate(collection);
  if (items === undefined) {
    const reason = collection.kind === "unknown" ? collection.reason : "the blocks are made from a value that is known at deployment";
    return [unknown(reason, block.at)];
  }
  const iterator = attributeOf(block.body, "iterator")?.value;
  const name = iterator?.kind === "variable" ? iterator.name : type;
  return items.map((item) => {
    const key = collection.kind === "list" ? item.value : item.key;
    return evaluateNested(content.body, withBindings(scope, [[name, mapOf({ key, value: item.value }, content.at)]]), content.at);
  });
}
