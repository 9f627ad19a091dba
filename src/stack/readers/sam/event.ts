import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { map } from "../../value-builders.ts";
import type { ImplicitOwner } from "./implicit-resource.ts";
import type { RoleParts } from "./role-policies.ts";

/** What an event delivers to. */
export interface EventTarget extends ImplicitOwner {
  readonly logicalId: string;
  readonly kind: "function" | "state machine";
  /** A reference to the function (its alias where one is published) or state machine. */
  readonly ref: (at: Location) => Value;
  /** The same as an ARN. */
  readonly arn: (at: Location) => Value;
}

/** One member of `Events`. */
export interface SamEvent {
  readonly name: string;
  readonly type: string;
  /** Logical id of what SAM makes of it: the owner's id and the event's name. */
  readonly logicalId: string;
  readonly at: Location;
  readonly properties: MapValue;
}

/** What SAM makes of an event, and what it adds to the owner's role for it. */
export interface EventExpansion {
  readonly resources: readonly NativeResource[];
  readonly role?: RoleParts;
}

export const noExpansion: EventExpansion = { resources: [] };

/** Reads a member of `Events`; undefined where it has no type. */
export function eventOf(member: MapEntry, owner: string): SamEvent | undefined {
  const type = textOf(entryOf(member.value, "Type")?.value);
  if (type === undefined) return undefined;
  const properties = entryOf(member.value, "Properties")?.value;
  return {
    name: member.name,
    type,
    logicalId: `${owner}${member.name}`,
    at: member.at,
    properties: properties?.kind === "map" ? properties : map([], member.key),
  };
}

/** The event's properties under CloudFormation's names: `renames` from SAM's, everything else as it is, `dropped` taken away. */
export function renamedEntries(
  properties: MapValue,
  renames: Readonly<Record<string, string>>,
  dropped: readonly string[] = [],
): readonly MapEntry[] {
  const byName = new Map(Object.entries(renames));
  return [...properties.entries.values()]
    .filter((one) => !dropped.includes(one.name))
    .map((one) => ({ ...one, name: byName.get(one.name) ?? one.name }));
}

/** How the author's dialect writes CloudFormation's names: the reverse of `renames`. */
export function namesBefore(renames: Readonly<Record<string, string>>): (path: string) => string | undefined {
  const byName = new Map(Object.entries(renames).map(([from, to]) => [to, from]));
  return (path) => {
    const [first = "", ...rest] = path.split(".");
    const name = byName.get(first);
    return name === undefined ? undefined : [name, ...rest].join(".");
  };
}
