import type { Handler } from "../handlers/facts.ts";
import type { HandlerCache } from "../handlers/handler-cache.ts";
import { readWhole } from "../handlers/interpret/program-facts.ts";
import type { Link } from "./link.ts";
import type { Note, Reader } from "./native.ts";
import type { PlatformModel } from "./platforms/platform-model.ts";
import type { Resource } from "./resource.ts";
import { Stack } from "./stack.ts";

/** What understanding needs: the formats, the platforms, and a cache of code facts that base and head share. */
export interface StackTools {
  readonly readers: readonly Reader[];
  readonly models: readonly PlatformModel[];
  readonly handlers: HandlerCache;
}

/** A stack before its resources have ids that are unique across base and head. */
export interface StackParts {
  readonly resources: readonly Resource[];
  readonly links: readonly Link[];
  readonly notes: readonly Note[];
  readonly files: ReadonlySet<string>;
  readonly code: ReadonlyMap<Resource, Handler>;
}

/**
 * Gives resources of both sides ids that are unique within a side and the same on both: where two scopes declare the same name, all of that name get their
 * scope into the id.
 */
export function assignIds(sides: readonly StackParts[]): void {
  const crowded = new Set<string>();
  for (const side of sides) {
    const seen = new Set<string>();
    for (const { id } of side.resources) {
      if (seen.has(id)) crowded.add(id);
      seen.add(id);
    }
  }
  for (const side of sides) nameResources(side, crowded);
}

/** Gives the resources of another reading of a side the ids that they have in stacks that stand already. */
export function assignIdsAs(standing: readonly Stack[], side: StackParts): void {
  const known = standing.flatMap((stack) => stack.resources);
  const plainIds = known.map((resource) => ({ id: resource.id, plain: `${resource.platform}:${resource.kind}:${resource.name}` }));
  nameResources(side, new Set(plainIds.flatMap(({ id, plain }) => (id === plain ? [] : [plain]))));
}

function nameResources(side: StackParts, crowded: ReadonlySet<string>): void {
  const taken = new Map<string, number>();
  for (const resource of side.resources) {
    if (crowded.has(resource.id)) resource.id = `${resource.platform}:${resource.kind}:${resource.scope}/${resource.name}`;
    const count = (taken.get(resource.id) ?? 0) + 1;
    taken.set(resource.id, count);
    if (count > 1) resource.id = `${resource.id}#${count}`;
  }
}

/** Reads all facts of the code, which else are read one by one as rules ask for them: for a head, of which they ask for most. */
export function readFacts({ code }: StackParts): void {
  for (const handler of code.values()) if (handler.state === "found") readWhole(handler.facts);
}

export function assembleStack(parts: StackParts): Stack {
  const handlers = new Map([...parts.code].map(([resource, handler]) => [resource.id, handler]));
  return new Stack({ resources: parts.resources, links: parts.links, handlers, notes: parts.notes, files: parts.files });
}
