import type { Location } from "../../src/change/location.ts";
import { computeDelta } from "../../src/stack/compute-delta.ts";
import type { Delta } from "../../src/stack/delta.ts";
import { Link } from "../../src/stack/link.ts";
import { Resource } from "../../src/stack/resource.ts";
import { Stack } from "../../src/stack/stack.ts";
import { fromPlain, mapOf } from "../../src/stack/value-builders.ts";
import type { LinkKind, ResourceKind } from "../../src/stack/vocabulary.ts";

const at: Location = { path: "template.yaml", startLine: 1, endLine: 1 };

type Plain = Readonly<Record<string, unknown>>;

/** A resource with the given common settings. */
export function resource(kind: ResourceKind, name: string, settings: Plain = {}, scope = "template.yaml"): Resource {
  return new Resource({
    platform: "aws",
    kind,
    name,
    scope,
    address: name,
    nativeType: "AWS::Test",
    format: "cloudformation",
    at,
    properties: mapOf({}, at),
    settings: new Map(Object.entries(settings).map(([key, value]) => [key, { value: fromPlain(value, at), at, nativeName: key }])),
  });
}

/** A parameter of Systems Manager. */
export function parameter(name: string, type: "String" | "SecureString"): Resource {
  const nativeType = "AWS::SSM::Parameter";
  const properties = mapOf({ Type: fromPlain(type, at) }, at);
  return new Resource({
    platform: "aws",
    kind: "secret",
    name,
    scope: "template.yaml",
    address: name,
    nativeType,
    format: "cloudformation",
    at,
    properties,
    settings: new Map(),
  });
}

/** A link between two of the resources. */
export function linkOf(kind: LinkKind, from: Resource, to: Resource, settings: Plain = {}): Link {
  const raw = Object.entries(settings).map(([key, value]) => [key, { value: fromPlain(value, at), at, nativeName: key }] as const);
  return new Link({ kind, platform: "aws", name: "", from: { resource: from }, to: { resource: to }, at, settings: new Map(raw) });
}

export function stackOf(resources: readonly Resource[], links: readonly Link[] = []): Stack {
  return new Stack({ resources, links, handlers: new Map(), notes: [], files: new Set() });
}

export function deltaOf(base: Stack, head: Stack): Delta {
  return computeDelta(base, head, new Set());
}
