import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import type { MapValue } from "../../value.ts";
import type { Format } from "../../vocabulary.ts";

/** Who has a framework make a resource: a function, a state machine, an event of one. */
export interface ImplicitOwner {
  readonly scope: string;
  readonly format: Format;
  readonly conditional: boolean;
}

interface ImplicitInit {
  readonly address: string;
  readonly name?: string;
  readonly type: string;
  /** As the author's dialect calls what made it: "SQS event", "AutoPublishAlias". */
  readonly nativeType: string;
  readonly at: Location;
  readonly properties: MapValue;
  readonly nativeNames?: (propertyPath: string) => string | undefined;
}

/** A resource that the framework makes, at the place of the author's line that asks for it. */
export function implicitResource(owner: ImplicitOwner, init: ImplicitInit): NativeResource {
  return {
    platform: "aws",
    format: owner.format,
    scope: owner.scope,
    address: init.address,
    name: init.name ?? init.address,
    type: init.type,
    nativeType: init.nativeType,
    at: init.at,
    properties: init.properties,
    ...(init.nativeNames === undefined ? {} : { nativeNames: init.nativeNames }),
    attributes: new Map(),
    conditional: owner.conditional,
    implicit: true,
  };
}
