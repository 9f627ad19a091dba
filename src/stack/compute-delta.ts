import { replacementProperties } from "../facts/replacement-properties.ts";
import type { Handler } from "../handlers/facts.ts";
import { sameValue } from "./compare-values.ts";
import type { Delta, LinkChange, ResourceChange, SettingChange } from "./delta.ts";
import type { Link } from "./link.ts";
import type { Resource } from "./resource.ts";
import type { Stack } from "./stack.ts";
import type { Value } from "./value.ts";

/** What differs between two stacks. `changedPaths` are the head paths of changed files, for code that changed behind an unchanged template. */
export function computeDelta(base: Stack, head: Stack, changedPaths: ReadonlySet<string>): Delta {
  const linksBefore = new Map(base.links.map((link) => [link.id, link]));
  const linksAfter = new Map(head.links.map((link) => [link.id, link]));
  return {
    addedResources: head.resources.filter((resource) => base.find(resource.id) === undefined),
    removedResources: base.resources.filter((resource) => head.find(resource.id) === undefined),
    changedResources: head.resources.flatMap((after) => compareResources(base.find(after.id), after)),
    addedLinks: head.links.filter((link) => !linksBefore.has(link.id)),
    removedLinks: base.links.filter((link) => !linksAfter.has(link.id)),
    changedLinks: head.links.flatMap((after) => compareLinks(linksBefore.get(after.id), after)),
    functionsWithChangedCode: head.resourcesOf("function").filter((resource) => codeChanged(head.handlerOf(resource), changedPaths)),
  };
}

function compareResources(before: Resource | undefined, after: Resource): ResourceChange[] {
  if (before === undefined) return [];
  const settings = [...commonChanges(before, after), ...nativeChanges(before, after)];
  if (settings.length === 0) return [];
  const forcing = replacementProperties(after.nativeShape);
  const replacedBecauseOf = settings
    .filter((change) => !change.common && change.before !== undefined && forcing.has(change.name))
    .map((change) => change.name);
  return [{ before, after, settings, replacedBecauseOf }];
}

function compareLinks(before: Link | undefined, after: Link): LinkChange[] {
  if (before === undefined) return [];
  const settings = commonChanges(before, after);
  return settings.length === 0 ? [] : [{ before, after, settings }];
}

interface Holder {
  readonly settingNames: readonly string[];
  value(name: string): Value | undefined;
}

function commonChanges(before: Holder, after: Holder): SettingChange[] {
  const names = new Set([...before.settingNames, ...after.settingNames]);
  return [...names].flatMap((name) => {
    const [one, other] = [before.value(name), after.value(name)];
    return sameValue(one, other) ? [] : [{ name, common: true, before: one, after: other }];
  });
}

function nativeChanges(before: Resource, after: Resource): SettingChange[] {
  const names = new Set([...before.properties.entries.keys(), ...after.properties.entries.keys()]);
  return [...names].flatMap((name) => {
    const [one, other] = [before.properties.entries.get(name)?.value, after.properties.entries.get(name)?.value];
    return sameValue(one, other) ? [] : [{ name, common: false, before: one, after: other }];
  });
}

function codeChanged(handler: Handler | undefined, changedPaths: ReadonlySet<string>): boolean {
  return handler?.state === "found" && handler.files.some((path) => changedPaths.has(path));
}
