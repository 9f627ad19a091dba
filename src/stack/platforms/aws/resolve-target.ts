import type { NativeResource } from "../../native.ts";
import type { Resource } from "../../resource.ts";
import type { ReferenceValue, Value } from "../../value.ts";
import { arnOf, namedIn } from "./arn.ts";
import type { NativeIndex } from "./native-index.ts";
import { namePropertyOf } from "./physical-name.ts";
import { type Piece, piecesOf, splitAtAny, withoutPrefix } from "./pieces.ts";
import { valueAtPath } from "./property-path.ts";

/** Where a value stands, and which types it may mean. */
export interface Surroundings {
  readonly index: NativeIndex;
  readonly scope: string;
  readonly types?: readonly string[];
}

/** What a value points to. `rest` is the text after the name or ARN: a qualifier, an object key, an index. */
export interface Resolution {
  readonly native: NativeResource;
  readonly attribute?: string;
  readonly rest: readonly Piece[];
}

/** References that lead to references are followed this far. */
const deepestFollow = 5;

/** Declarations of which the attributes are values of somewhere else. */
const opaqueTypes = new Set(["AWS::CloudFormation::Stack", "AWS::CloudFormation::CustomResource", "AWS::Serverless::Application"]);

/** The resource that a reference, an ARN, a queue URL or a physical name means; null where it is none of the stack's. */
export function resolveTarget(value: Value, index: NativeIndex, scope: string): Resource | null {
  const resolution = resolveNative(value, { index, scope });
  return (resolution && index.resourceOf(resolution.native)) ?? null;
}

/** The declaration that a value means, with what the value says besides. */
export function resolveNative(value: Value, around: Surroundings, depth = 0): Resolution | undefined {
  if (depth > deepestFollow) return undefined;
  if (value.kind === "reference") return resolveReference(value, around, depth);
  const pieces = piecesOf(value);
  const [first] = pieces ?? [];
  if (pieces === undefined || first === undefined) return undefined;
  if ("hole" in first) return resolveBeginning(pieces, around, depth);
  if (first.text.startsWith("arn:")) return resolveArn(pieces, around, depth);
  if (/^https:\/\/(?:sqs\.|queue\.amazonaws)/.test(first.text)) return resolveQueueUrl(pieces, around);
  const native = around.index.named(pieces, around.scope, around.types);
  return native && { native, rest: [] };
}

function resolveReference(value: ReferenceValue, around: Surroundings, depth: number): Resolution | undefined {
  const native = around.index.find(value.scope ?? around.scope, value.address);
  if (native === undefined) return undefined;
  const attribute = value.attribute;
  if (attribute === undefined) return { native, rest: [] };
  if (opaqueTypes.has(native.type) || native.type.startsWith("Custom::")) return undefined;
  const held = attribute === namePropertyOf(native.type) ? undefined : valueAtPath(native.properties, attribute);
  const pointsOn = held?.kind === "reference" || held?.kind === "joined" || (held?.kind === "scalar" && String(held.value).startsWith("arn:"));
  if (held !== undefined && pointsOn) return resolveNative(held, { index: around.index, scope: native.scope }, depth + 1);
  return { native, attribute, rest: [] };
}

/** A text that begins with a hole: a reference with more after it, or a name made of parts. */
function resolveBeginning(pieces: readonly Piece[], around: Surroundings, depth: number): Resolution | undefined {
  const [first, ...rest] = pieces;
  const [next] = rest;
  const isContinued = next === undefined || ("text" in next && /^[:/*]/.test(next.text));
  if (first !== undefined && "hole" in first && first.hole.kind === "reference" && isContinued) {
    const resolution = resolveReference(first.hole, around, depth);
    return resolution && { ...resolution, rest };
  }
  const native = around.index.named(pieces, around.scope, around.types);
  return native && { native, rest: [] };
}

function resolveArn(pieces: readonly Piece[], around: Surroundings, depth: number): Resolution | undefined {
  const arn = arnOf(pieces);
  if (arn === undefined) return undefined;
  if (arn.service === "apigateway") return resolveIntegrationPath(arn.resource, around, depth);
  const named = namedIn(arn);
  if (named === undefined) return undefined;
  const [first] = named.name;
  if (named.name.length === 1 && first !== undefined && "hole" in first) {
    const resolution = first.hole.kind === "reference" ? resolveReference(first.hole, around, depth) : undefined;
    return resolution && { ...resolution, rest: named.rest };
  }
  const native = around.index.named(named.name, around.scope, named.types);
  return native && { native, rest: named.rest };
}

/** `path/2015-03-31/functions/<function ARN>/invocations`, as integrations and authorizers of API Gateway name functions. */
function resolveIntegrationPath(resource: readonly Piece[], around: Surroundings, depth: number): Resolution | undefined {
  const [first, ...others] = resource;
  if (first === undefined || !("text" in first)) return undefined;
  const marker = "/functions/";
  const from = first.text.indexOf(marker);
  if (from === -1) return undefined;
  const begun = first.text.slice(from + marker.length);
  const { before } = splitAtAny([...(begun === "" ? [] : [{ text: begun }]), ...others], "/");
  return resolveNative(valueOf(before, around.scope), around, depth + 1);
}

function resolveQueueUrl(pieces: readonly Piece[], around: Surroundings): Resolution | undefined {
  let name: readonly Piece[] = withoutPrefix(pieces, "https://") ?? [];
  for (;;) {
    const next = withoutPrefix(splitAtAny(name, "/").after, "/");
    if (next === undefined || next.length === 0) break;
    name = next;
  }
  const [only] = name;
  if (name.length === 1 && only !== undefined && "hole" in only) return resolveNative(only.hole, around);
  const native = around.index.named(name, around.scope, ["AWS::SQS::Queue"]);
  return native && { native, rest: [] };
}

function valueOf(pieces: readonly Piece[], scope: string): Value {
  const nowhere = { path: scope, startLine: 1, endLine: 1 };
  const parts = pieces.map((piece): Value => ("text" in piece ? { kind: "scalar", value: piece.text, at: nowhere } : piece.hole));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "joined", parts, at: nowhere };
}
