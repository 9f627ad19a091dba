import type { Location } from "../../../../src/change/location.ts";
import { awsModel } from "../../../../src/stack/platforms/aws/aws-model.ts";
import type { Link } from "../../../../src/stack/link.ts";
import type { NativeResource } from "../../../../src/stack/native.ts";
import type { Resource } from "../../../../src/stack/resource.ts";
import type { Value } from "../../../../src/stack/value.ts";
import { entry, joined, list, map, reference, scalar, unknown } from "../../../../src/stack/value-builders.ts";

export const here: Location = { path: "template.yaml", startLine: 1, endLine: 1 };

class Written {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

export type Plain = string | number | boolean | null | Written | readonly Plain[] | { readonly [name: string]: Plain };

/** A reference, as `Ref` and `Fn::GetAtt` become. */
export function ref(address: string, attribute?: string): Written {
  return new Written(reference(address, here, attribute));
}

/** Text with parts, as `Fn::Sub` becomes. */
export function sub(...parts: readonly Plain[]): Written {
  return new Written(joined(parts.map(valueOf), here));
}

/** A parameter without a default. */
export function open(reason: string): Written {
  return new Written(unknown(reason, here));
}

export function valueOf(plain: Plain): Value {
  if (plain instanceof Written) return plain.value;
  if (plain === null || typeof plain !== "object") return scalar(plain, here);
  if (isList(plain)) return list(plain.map(valueOf), here);
  return map(
    Object.entries(plain).map(([name, value]) => entry(name, valueOf(value))),
    here,
  );
}

function isList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}

/** A declaration of a template. */
export function native(
  type: string,
  address: string,
  properties: { readonly [name: string]: Plain } = {},
  more: Partial<NativeResource> = {},
): NativeResource {
  const value = valueOf(properties);
  return {
    platform: "aws",
    format: "cloudformation",
    scope: "template.yaml",
    address,
    name: address,
    type,
    nativeType: type,
    at: here,
    properties: value.kind === "map" ? value : map([], here),
    attributes: new Map(),
    conditional: false,
    implicit: false,
    ...more,
  };
}

/** What the model makes of declarations, with short ways to ask. */
export function built(...natives: readonly NativeResource[]) {
  const { resources, links, notes } = awsModel.build(natives);
  return {
    resources,
    links,
    notes,
    resource(name: string): Resource {
      const found = resources.find((resource) => resource.name === name);
      if (found === undefined) throw new Error(`no resource ${name}`);
      return found;
    },
    link(kind: Link["kind"], to?: string): Link {
      const found = links.filter((link) => link.kind === kind && (to === undefined || link.to.resource?.name === to));
      const [only] = found;
      if (only === undefined || found.length > 1) throw new Error(`${found.length} links ${kind} to ${to ?? "anything"}`);
      return only;
    },
    /** Every link as "kind from > to (name)". */
    lines(): readonly string[] {
      return links.map((link) => `${link.kind} ${link.from.resource?.name ?? "?"} > ${link.to.resource?.name ?? "?"} (${link.name})`);
    },
  };
}

/** A function with nothing but a name in the template. */
export function fn(address: string, properties: { readonly [name: string]: Plain } = {}): NativeResource {
  return native("AWS::Lambda::Function", address, properties);
}

export function queue(address: string, properties: { readonly [name: string]: Plain } = {}): NativeResource {
  return native("AWS::SQS::Queue", address, properties);
}

export function allow(action: Plain, resource?: Plain, more: { readonly [name: string]: Plain } = {}): Plain {
  return { Effect: "Allow", Action: action, ...(resource === undefined ? {} : { Resource: resource }), ...more };
}

export function policy(...statements: readonly Plain[]): { readonly [name: string]: Plain } {
  return { Version: "2012-10-17", Statement: statements };
}
