import type { Delta } from "../stack/delta.ts";
import type { Link } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import { displayName } from "./display-name.ts";

/**
 * What makes instances of one declaration the same to a reader: the place where it is written and the name that it has there. A module that ten root modules use
 * declares its queue once.
 */
export function declarationOf(resource: Resource): string {
  return [resource.kind, displayName(resource), resource.at.path, resource.at.startLine, resource.at.start ?? ""].join("\u0000");
}

/** A delta as it is told to people: of the instances of one declaration, the first speaks for all. */
export function oneOfEach(delta: Delta): Delta {
  const addedResources = distinct(delta.addedResources, declarationOf);
  const removedResources = distinct(delta.removedResources, declarationOf);
  const speakers = new Set([...addedResources, ...removedResources].map(({ id }) => id));
  const isOfSpeaker = (resource: Resource | null) => resource !== null && speakers.has(resource.id);
  const links = (all: readonly Link[]) =>
    distinct(
      inFront(all, ({ from, to }) => isOfSpeaker(from.resource) || isOfSpeaker(to.resource)),
      endsOf,
    );
  const permissions = (all: Delta["gainedPermissions"]) =>
    distinct(
      inFront(all, ({ holder }) => isOfSpeaker(holder)),
      permissionKey,
    );
  return {
    ...delta,
    addedResources,
    removedResources,
    changedResources: distinct(delta.changedResources, ({ after }) => declarationOf(after)),
    addedLinks: links(delta.addedLinks),
    removedLinks: links(delta.removedLinks),
    changedLinks: distinct(delta.changedLinks, ({ after }) => endsOf(after)),
    functionsWithChangedCode: distinct(delta.functionsWithChangedCode, declarationOf),
    renamedResources: distinct(delta.renamedResources, ({ before, after }) => `${declarationOf(before)}\u0000${declarationOf(after)}`),
    gainedPermissions: permissions(delta.gainedPermissions),
    lostPermissions: permissions(delta.lostPermissions),
  };
}

/** The same in the same order, but for those in front that belong to an instance that speaks. */
function inFront<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): readonly Item[] {
  return items.toSorted((one, other) => Number(isFirst(other)) - Number(isFirst(one)));
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

function endsOf(link: Link): string {
  const ends = [link.from, link.to].map(({ resource }) => (resource === null ? link.id : declarationOf(resource)));
  return [link.kind, link.name, ...ends].join("\u0000");
}

function permissionKey({ holder, effect, actions, resources, at }: Delta["gainedPermissions"][number]): string {
  return [declarationOf(holder), effect, at.path, at.startLine, ...actions, ...resources].join("\u0000");
}
