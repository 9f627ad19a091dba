import type { Location } from "../../../change/location.ts";
import { unknown } from "../../value-builders.ts";
import type { Value } from "../../value.ts";
import { boundedList, failure } from "./bounded-values.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { attributeOfResource } from "./resource-attributes.ts";
import { numberOf } from "./value-conversion.ts";

/** A step with its key evaluated. */
export type PathStep =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly key: Value }
  | { readonly kind: "splat"; readonly steps: readonly PathStep[] };

export interface WalkContext {
  readonly at: Location;
  readonly module: ModuleInstance;
}

/** Follows steps into a value; a whole resource on the way answers with its attributes. */
export function walk(value: Value, path: readonly PathStep[], context: WalkContext): Value {
  let current = value;
  for (const [index, step] of path.entries()) {
    // A part of what another stack stores is not the whole of it.
    if (current.kind === "unknown") return current.awaits === undefined ? current : unknown(current.reason, current.at);
    if (step.kind === "splat") return splat(current, [...step.steps, ...path.slice(index + 1)], context);
    if (current.kind === "reference") return ofReference(current, path.slice(index), context);
    current = take(current, step, context.at);
  }
  return current;
}

function splat(value: Value, path: readonly PathStep[], context: WalkContext): Value {
  if (value.kind === "scalar" && value.value === null) return boundedList([], context.at);
  const items = value.kind === "list" ? value.items : [value];
  return boundedList(
    items.map((item) => walk(item, path, context)),
    context.at,
  );
}

function ofReference(value: Extract<Value, { kind: "reference" }>, path: readonly PathStep[], context: WalkContext): Value {
  if (value.attribute !== undefined) return unknown("the value is known at deployment", context.at);
  const [step, ...rest] = path;
  // An index on a resource that stands for all its instances.
  if (step?.kind === "index" && step.key.kind !== "scalar") return walk(value, rest, context);
  if (step?.kind === "index" && numberOf(step.key) === 0) return walk(value, rest, context);
  return attributeOfResource(value, path, context);
}

function take(value: Value, step: PathStep, at: Location): Value {
  if (value.kind === "joined") return failure("a text has no attributes", at);
  const key = step.kind === "attribute" ? step.name : step.kind === "index" ? keyOf(step.key) : undefined;
  if (key === undefined) return unknown("the index is not known", at);
  if (value.kind === "map") return value.entries.get(String(key))?.value ?? failure(`there is no ${key}`, at);
  if (value.kind === "list") return value.items[numberIn(key)] ?? failure(`there is no item ${key}`, at);
  return failure("the value has no attributes", at);
}

function keyOf(key: Value): string | number | undefined {
  return key.kind === "scalar" && key.value !== null && typeof key.value !== "boolean" ? key.value : undefined;
}

function numberIn(key: string | number): number {
  const number = typeof key === "number" ? key : Number(key);
  return Number.isInteger(number) ? number : -1;
}

/** The attributes and keys of a path, without indexes. */
export function namesOf(path: readonly PathStep[]): readonly string[] {
  return path.flatMap((step) => {
    if (step.kind === "attribute") return [step.name];
    if (step.kind === "splat") return namesOf(step.steps);
    return step.key.kind === "scalar" && typeof step.key.value === "string" ? [step.key.value] : [];
  });
}
