import type { Location } from "../change/location.ts";
import type { Delta, PermissionChange, SettingChange } from "../stack/delta.ts";
import type { Invocation } from "../stack/invocations/invocation.ts";
import type { Link, LinkEnd } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import { plainOf } from "../stack/setting.ts";
import type { Stack } from "../stack/stack.ts";
import type { Statement } from "../stack/statement.ts";
import type { Value } from "../stack/value.ts";

/** What one graph shows of lists, maps and long texts: many APIs may have one document, which would be written out for each. */
const mostParts = 500_000;
const charactersOfPart = 100;

interface Room {
  parts: number;
}

/** The stack as one JSON document; with a delta also what differs. Values that are not known are objects with `unknown` and the reason. */
export function graphJson(stack: Stack, delta?: Delta): string {
  const room: Room = { parts: mostParts };
  return JSON.stringify(
    {
      version: 1,
      resources: stack.resources.map((resource) => resourceJson(resource, room)),
      links: stack.links.map((link) => linkJson(link, room)),
      handlers: Object.fromEntries(
        [...stack.handlers].map(([id, handler]) => [
          id,
          handler.state === "found" ? { state: handler.state, language: handler.language, files: handler.files } : handler,
        ]),
      ),
      notes: stack.notes,
      ...(delta && { delta: deltaJson(delta, room) }),
    },
    null,
    2,
  );
}

function resourceJson(resource: Resource, room: Room): object {
  return {
    id: resource.id,
    platform: resource.platform,
    kind: resource.kind,
    name: resource.name,
    type: resource.nativeType,
    format: resource.format,
    at: placeJson(resource.at),
    ...(resource.conditional && { conditional: true }),
    settings: settingsJson(resource, room),
    ...(resource.statements.length > 0 && { statements: resource.statements.map((statement) => statementJson(statement, room)) }),
  };
}

/** What a role, or the policy of a resource, allows or denies; `actions` is null where they are not known. */
function statementJson(statement: Statement, room: Room): object {
  return {
    effect: statement.effect,
    [statement.isNotAction ? "notActions" : "actions"]: statement.actions?.map((action) => action.text) ?? null,
    [statement.isNotResource ? "notResources" : "resources"]: statement.resources.map((value) => valueJson(value, room)),
    ...(statement.principals.length > 0 && { principals: statement.principals.map(({ type, value }) => ({ type, value: valueJson(value, room) })) }),
    ...(statement.conditions !== null && { conditions: valueJson(statement.conditions, room) }),
    origin: statement.origin,
    at: placeJson(statement.at),
  };
}

function linkJson(link: Link, room: Room): object {
  const { kind, name, from, to, at } = link;
  return { kind, name, from: endJson(from, room), to: endJson(to, room), at: placeJson(at), settings: settingsJson(link, room) };
}

function settingsJson(holder: Resource | Link, room: Room): object {
  return Object.fromEntries(holder.settingNames.map((name) => [name, settingJson(holder, name, room)]));
}

interface Holder {
  value(name: string): Value | undefined;
  placeOf(name: string): Location;
}

function settingJson(holder: Holder, name: string, room: Room): object {
  const value = holder.value(name);
  return { value: value === undefined ? null : valueJson(value, room), at: placeJson(holder.placeOf(name)) };
}

function valueJson(value: Value, room: Room): unknown {
  if (value.kind === "unknown") return { unknown: value.reason };
  if (value.kind === "reference") return { reference: value.address, ...(value.attribute !== undefined && { attribute: value.attribute }) };
  room.parts -= extentOf(value);
  if (room.parts < 0) return { unknown: "there is too much to show" };
  if (value.kind === "joined") return { joined: value.parts.map((part) => valueJson(part, room)) };
  if (value.kind === "list") return value.items.map((item) => valueJson(item, room));
  if (value.kind === "map") return Object.fromEntries([...value.entries.values()].map((entry) => [entry.name, valueJson(entry.value, room)]));
  return plainOf(value);
}

function extentOf(value: Value): number {
  if (value.kind === "list") return value.items.length;
  if (value.kind === "joined") return value.parts.length;
  if (value.kind === "map") return value.entries.size;
  return value.kind === "scalar" && typeof value.value === "string" ? Math.floor(value.value.length / charactersOfPart) : 0;
}

function endJson(end: LinkEnd, room: Room): unknown {
  return end.resource === null ? { external: valueJson(end.value, room) } : end.resource.id;
}

function placeJson(at: Location): string {
  return at.startLine === at.endLine ? `${at.path}:${at.startLine}` : `${at.path}:${at.startLine}-${at.endLine}`;
}

function deltaJson(delta: Delta, room: Room): object {
  const changes = (settings: readonly SettingChange[]) =>
    settings.map((change) => ({
      name: change.name,
      before: change.before && valueJson(change.before, room),
      after: change.after && valueJson(change.after, room),
    }));
  return {
    addedResources: delta.addedResources.map((resource) => resource.id),
    removedResources: delta.removedResources.map((resource) => resource.id),
    changedResources: delta.changedResources.map((change) => ({
      id: change.after.id,
      settings: changes(change.settings),
      replacedBecauseOf: change.replacedBecauseOf,
    })),
    addedLinks: delta.addedLinks.map((link) => link.id),
    removedLinks: delta.removedLinks.map((link) => link.id),
    changedLinks: delta.changedLinks.map((change) => ({ id: change.after.id, settings: changes(change.settings) })),
    renamedResources: delta.renamedResources.map(({ before, after, isReplaced }) => ({ before: before.id, after: after.id, isReplaced })),
    gainedInvocations: delta.gainedInvocations.map((invocation) => invocationJson(invocation, room)),
    lostInvocations: delta.lostInvocations.map((invocation) => invocationJson(invocation, room)),
    gainedPermissions: delta.gainedPermissions.map(permissionJson),
    lostPermissions: delta.lostPermissions.map(permissionJson),
    losses: delta.losses.map(({ before, after, because, loses, isKept }) => ({ before: before.id, after: after.id, because, loses, isKept })),
    functionsWithChangedCode: delta.functionsWithChangedCode.map((resource) => resource.id),
  };
}

function invocationJson({ function: called, kind, service, link }: Invocation, room: Room): object {
  return { function: called.id, kind, service, from: link === null ? null : endJson(link.from, room) };
}

function permissionJson({ holder, at, ...permission }: PermissionChange): object {
  return { holder: holder.id, ...permission, at: placeJson(at) };
}
