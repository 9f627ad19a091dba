import type { Snapshot } from "../change/snapshot.ts";
import type { Handler } from "../handlers/facts.ts";
import { type HandlerCache, readHandler } from "../handlers/read-handler.ts";
import type { Link } from "./link.ts";
import type { NativeResource, Note, Reader } from "./native.ts";
import type { PlatformModel } from "./platforms/platform-model.ts";
import type { Resource } from "./resource.ts";
import { Stack } from "./stack.ts";
import { handlerRequestOf } from "./handler-request.ts";

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

/** Reads paths of a snapshot into parts of a stack. Never throws for what a file holds: a reader that fails becomes a note. */
export function readParts(paths: readonly string[], snapshot: Snapshot, tools: StackTools): StackParts {
  const natives: NativeResource[] = [];
  const notes: Note[] = [];
  const files = new Set<string>();
  for (const reader of tools.readers) {
    const claimed = paths.filter((path) => reader.claims(path));
    if (claimed.length === 0) continue;
    const reading = guarded(() => reader.read(claimed, snapshot), `${reader.format} reader`, claimed[0] ?? "", notes);
    if (reading === null) continue;
    natives.push(...reading.resources);
    notes.push(...reading.notes);
    for (const file of reading.files) files.add(file);
  }
  const resources: Resource[] = [];
  const links: Link[] = [];
  for (const model of tools.models) {
    const own = natives.filter((native) => native.platform === model.platform);
    if (own.length === 0) continue;
    const built = guarded(() => model.build(own), `${model.platform} model`, own[0]?.at.path ?? "", notes);
    if (built === null) continue;
    resources.push(...built.resources);
    links.push(...built.links);
    notes.push(...built.notes);
  }
  const code = readCode(resources, snapshot, tools.handlers, notes);
  for (const handler of code.values()) if (handler.state === "found") for (const file of handler.files) files.add(file);
  return { resources, links, notes, files, code };
}

function readCode(resources: readonly Resource[], snapshot: Snapshot, cache: HandlerCache, notes: Note[]): Map<Resource, Handler> {
  const code = new Map<Resource, Handler>();
  for (const resource of resources) {
    const request = handlerRequestOf(resource);
    if (request === null) continue;
    const handler = guarded(() => readHandler(request, snapshot, cache), "handler reader", resource.at.path, notes);
    if (handler !== null) code.set(resource, handler);
  }
  return code;
}

function guarded<T>(read: () => T, what: string, path: string, notes: Note[]): T | null {
  try {
    return read();
  } catch (error) {
    notes.push({
      path,
      message: `the ${what} failed: ${error instanceof Error ? error.message : String(error)}; this is our fault, please report it`,
    });
    return null;
  }
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

export function assembleStack(parts: StackParts): Stack {
  const handlers = new Map([...parts.code].map(([resource, handler]) => [resource.id, handler]));
  return new Stack({ resources: parts.resources, links: parts.links, handlers, notes: parts.notes, files: parts.files });
}
