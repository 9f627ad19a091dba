import { replacementProperties } from "../facts/replacement-properties.ts";
import type { Handler } from "../handlers/facts.ts";
import { mayBeSame } from "./compare-values.ts";
import type { Delta, LinkChange, ResourceChange } from "./delta.ts";
import { invocationChanges } from "./invocation-changes.ts";
import type { Link } from "./link.ts";
import { permissionChanges } from "./permission-changes.ts";
import { renamedResources } from "./renamed-resources.ts";
import { replacementLosses } from "./replacement-losses.ts";
import type { Resource } from "./resource.ts";
import type { Stack } from "./stack.ts";
import { commonChanges, settingChanges } from "./setting-changes.ts";

/** What differs between two stacks. `changedPaths` are the head paths of changed files, for code that changed behind an unchanged template. */
export function computeDelta(base: Stack, head: Stack, changedPaths: ReadonlySet<string>): Delta {
  const linksBefore = new Map(base.links.map((link) => [link.id, link]));
  const linksAfter = new Map(head.links.map((link) => [link.id, link]));
  const addedResources = head.resources.filter((resource) => base.find(resource.id) === undefined);
  const removedResources = base.resources.filter((resource) => head.find(resource.id) === undefined);
  const changedResources = head.resources.flatMap((after) => compareResources(base.find(after.id), after));
  const renamed = renamedResources(removedResources, addedResources);
  const names = new Map(renamed.map(({ before, after }) => [before.id, after.id]));
  const permissions = permissionChanges(base, head, names);
  const invocations = invocationChanges(base, head, names);
  return {
    addedResources,
    removedResources,
    changedResources,
    renamedResources: renamed,
    gainedInvocations: invocations.gained,
    lostInvocations: invocations.lost,
    gainedPermissions: permissions.gained,
    lostPermissions: permissions.lost,
    losses: replacementLosses(changedResources, renamed),
    addedLinks: head.links.filter((link) => !linksBefore.has(link.id)),
    removedLinks: base.links.filter((link) => !linksAfter.has(link.id)),
    changedLinks: head.links.flatMap((after) => compareLinks(linksBefore.get(after.id), after)),
    functionsWithChangedCode: head.resourcesOf("function").filter((resource) => codeChanged(head.handlerOf(resource), changedPaths)),
  };
}

function compareResources(before: Resource | undefined, after: Resource): ResourceChange[] {
  if (before === undefined) return [];
  const settings = settingChanges(before, after);
  if (settings.length === 0) return [];
  const forcing = replacementProperties(after.nativeShape, after.format);
  const replacedBecauseOf = settings
    .filter((change) => !change.common && change.before !== undefined && forcing.has(change.name) && !mayBeSame(change.before, change.after))
    .map((change) => change.name);
  return [{ before, after, settings, replacedBecauseOf }];
}

function compareLinks(before: Link | undefined, after: Link): LinkChange[] {
  if (before === undefined) return [];
  const settings = commonChanges(before, after);
  return settings.length === 0 ? [] : [{ before, after, settings }];
}

function codeChanged(handler: Handler | undefined, changedPaths: ReadonlySet<string>): boolean {
  return handler?.state === "found" && handler.files.some((path) => changedPaths.has(path));
}
