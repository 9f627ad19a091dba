import type { Location } from "../change/location.ts";
import type { Delta, PermissionChange, SettingChange } from "../stack/delta.ts";
import type { Invocation } from "../stack/invocations/invocation.ts";
import type { Link, LinkEnd } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import { plainOf } from "../stack/setting.ts";
import type { Stack } from "../stack/stack.ts";
import type { Statement } from "../stack/statement.ts";
import type { Value } from "../stack/value.ts";

/** The stack as one JSON document; with a delta also what differs. Values that are not known are objects with `unknown` and the reason. */
export function graphJson(stack: Stack, delta?: Delta): string {
  return JSON.stringify(
    {
      version: 1,
      resources: stack.resources.map(resourceJson),
      links: stack.links.map(linkJson),
      handlers: Object.fromEntries(
        [...stack.handlers].map(([id, handler]) => [
          id,
          handler.state === "found" ? { state: handler.state, language: handler.language, files: handler.files } : handler,
        ]),
      ),
      notes: stack.notes,
      ...(delta && { delta: deltaJson(delta) }),
    },
    null,
    2,
  );
}

function resourceJson(resource: Resource): object {
  return {
    id: resource.id,
    platform: resource.platform,
    kind: resource.kind,
    name: resource.name,
    type: resource.nativeType,
    format: resource.format,
    at: placeJson(resource.at),
    ...(resource.conditional && { conditional: true }),
    settings: settingsJson(resource),
    ...(resource.statements.length > 0 && { statements: resource.statements.map(statementJson) }),
  };
}

/** What a role, or the policy of a resource, allows or denies; `actions` is null where they are not known. */
function statementJson(statement: Statement): object {
  return {
    effect: statement.effect,
    [statement.isNotAction ? "notActions" : "actions"]: statement.actions?.map((action) => action.text) ?? null,
    [statement.isNotResource ? "notResources" : "resources"]: statement.resources.map(valueJson),
    ...(statement.principals.length > 0 && { principals: statement.principals.map(({ type, value }) => ({ type, value: valueJson(value) })) }),
    ...(statement.conditions !== null && { conditions: valueJson(statement.conditions) }),
    origin: statement.origin,
    at: placeJson(statement.at),
  };
}

function linkJson(link: Link): object {
  return { kind: link.kind, name: link.name, from: endJson(link.from), to: endJson(link.to), at: placeJson(link.at), settings: settingsJson(link) };
}

function settingsJson(holder: Resource | Link): object {
  return Object.fromEntries(holder.settingNames.map((name) => [name, settingJson(holder, name)]));
}

function settingJson(holder: { value(name: string): Value | undefined; placeOf(name: string): Location }, name: string): object {
  const value = holder.value(name);
  return { value: value === undefined ? null : valueJson(value), at: placeJson(holder.placeOf(name)) };
}

function valueJson(value: Value): unknown {
  if (value.kind === "unknown") return { unknown: value.reason };
  if (value.kind === "reference") return { reference: value.address, ...(value.attribute !== undefined && { attribute: value.attribute }) };
  if (value.kind === "joined") return { joined: value.parts.map(valueJson) };
  if (value.kind === "list") return value.items.map(valueJson);
  if (value.kind === "map") return Object.fromEntries([...value.entries.values()].map((entry) => [entry.name, valueJson(entry.value)]));
  return plainOf(value);
}

function endJson(end: LinkEnd): unknown {
  return end.resource === null ? { external: valueJson(end.value) } : end.resource.id;
}

function placeJson(at: Location): string {
  return at.startLine === at.endLine ? `${at.path}:${at.startLine}` : `${at.path}:${at.startLine}-${at.endLine}`;
}

function deltaJson(delta: Delta): object {
  const changes = (settings: readonly SettingChange[]) =>
    settings.map((change) => ({
      name: change.name,
      before: change.before && valueJson(change.before),
      after: change.after && valueJson(change.after),
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
    gainedInvocations: delta.gainedInvocations.map(invocationJson),
    lostInvocations: delta.lostInvocations.map(invocationJson),
    gainedPermissions: delta.gainedPermissions.map(permissionJson),
    lostPermissions: delta.lostPermissions.map(permissionJson),
    losses: delta.losses.map(({ before, after, because, loses, isKept }) => ({ before: before.id, after: after.id, because, loses, isKept })),
    functionsWithChangedCode: delta.functionsWithChangedCode.map((resource) => resource.id),
  };
}

function invocationJson({ function: called, kind, service, link }: Invocation): object {
  return { function: called.id, kind, service, from: link === null ? null : endJson(link.from) };
}

function permissionJson({ holder, at, ...permission }: PermissionChange): object {
  return { holder: holder.id, ...permission, at: placeJson(at) };
}
