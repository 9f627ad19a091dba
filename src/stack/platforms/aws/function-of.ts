import type { NativeResource } from "../../native.ts";
import type { Value } from "../../value.ts";
import { scalar } from "../../value-builders.ts";
import { type Piece, piecesOf, splitAtAny, withoutPrefix } from "./pieces.ts";
import { valueAtPath } from "./property-path.ts";
import { type Resolution, type Surroundings, resolveNative } from "./resolve-target.ts";

/** A function as somebody calls it. `qualifier` is the alias or version, where one is named. */
export interface CalledFunction {
  readonly native: NativeResource;
  readonly qualifier?: Value;
}

const functionTypes = ["AWS::Lambda::Function"];

/** An alias names a version, and a version a function. */
const deepestAlias = 3;

/** The function that a value means, through aliases and versions; undefined where it means none of the stack's. */
export function functionOf(value: Value, around: Surroundings, depth = 0): CalledFunction | undefined {
  const named = { index: around.index, scope: around.scope, types: around.types ?? functionTypes };
  const resolution = resolveNative(value, named) ?? resolveQualifiedName(value, named);
  if (resolution === undefined) return undefined;
  if (resolution.native.type === "AWS::Lambda::Function") return withQualifier(resolution, value);
  const isQualified = resolution.native.type === "AWS::Lambda::Alias" || resolution.native.type === "AWS::Lambda::Version";
  const target = isQualified ? valueAtPath(resolution.native.properties, "FunctionName") : undefined;
  if (target === undefined || depth > deepestAlias) return undefined;
  const called = functionOf(target, { index: around.index, scope: resolution.native.scope }, depth + 1);
  return called && { native: called.native, qualifier: qualifierOf(resolution.native, value) };
}

/** `orders:live`, as callers may write a function's name. */
function resolveQualifiedName(value: Value, around: Surroundings): Resolution | undefined {
  const { before, after } = splitAtAny(piecesOf(value) ?? [], ":");
  if (after.length === 0) return undefined;
  const native = around.index.named(before, around.scope, functionTypes);
  return native && { native, rest: after };
}

function qualifierOf(native: NativeResource, value: Value): Value {
  const name = native.type === "AWS::Lambda::Alias" ? valueAtPath(native.properties, "Name") : undefined;
  return name ?? scalar(native.name, value.at);
}

function withQualifier(resolution: Resolution, value: Value): CalledFunction {
  const { native, attribute, rest } = resolution;
  if (attribute === "Alias" || attribute === "Version" || attribute === "QualifiedArn") {
    const alias = attribute === "Alias" ? valueAtPath(native.properties, "AutoPublishAlias") : undefined;
    return { native, qualifier: alias ?? scalar(attribute, value.at) };
  }
  const qualifier = qualifierIn(rest, value);
  return qualifier === undefined ? { native } : { native, qualifier };
}

function qualifierIn(rest: readonly Piece[], value: Value): Value | undefined {
  const [first, ...others] = withoutPrefix(rest, ":") ?? [];
  if (first === undefined || others.length > 0) return undefined;
  return "text" in first ? scalar(first.text.split("/")[0] ?? first.text, value.at) : first.hole;
}
