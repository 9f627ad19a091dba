import type { Snapshot } from "../change/snapshot.ts";
import type { Handler } from "../handlers/facts.ts";
import { readHandler } from "../handlers/read-handler.ts";
import { boundedCode } from "./bounded-code.ts";
import type { StackParts, StackTools } from "./build-stack.ts";
import { handlerRequestOf } from "./handler-request.ts";
import type { NativeResource, Note, Reader, Reading } from "./native.ts";
import type { PlatformModel } from "./platforms/platform-model.ts";
import type { Resource } from "./resource.ts";

/** References are followed at most this many files deep, from template to nested template to definition, and again from code to local module. */
const deepestChain = 40;

/**
 * Reads paths of a snapshot into parts of a stack. Files that are not loaded yet are gathered and loaded in batches, and only what asked for them is read
 * again. Never throws for what a file holds: a reader that fails becomes a note.
 */
export async function readParts(paths: readonly string[], snapshot: Snapshot, tools: StackTools): Promise<StackParts> {
  const watched = watch(snapshot);
  await snapshot.load(paths);
  const notes: Note[] = [];
  const readings = await readFormats(paths, watched, { tools, notes });
  const files = new Set<string>(readings.flatMap((reading) => reading.files));
  const { resources, links } = buildModels(readings, { tools, notes });
  const { code, notes: left } = boundedCode(await readCode(resources, watched, { tools, notes }), snapshot);
  notes.push(...left);
  for (const handler of code.values()) if (handler.state === "found") for (const file of handler.files) files.add(file);
  return { resources, links, notes, files, code };
}

interface ReadContext {
  readonly tools: StackTools;
  readonly notes: Note[];
}

/** A snapshot that tells whether something was read that is not loaded yet. */
interface WatchedSnapshot {
  readonly snapshot: Snapshot;
  missed: boolean;
}

function watch(snapshot: Snapshot): WatchedSnapshot {
  const watched: WatchedSnapshot = {
    snapshot: {
      commit: snapshot.commit,
      entries: snapshot.entries,
      get wanted() {
        return snapshot.wanted;
      },
      read(path) {
        const content = snapshot.read(path);
        if (content.state === "pending") watched.missed = true;
        return content;
      },
      load: (wanted) => snapshot.load(wanted),
    },
    missed: false,
  };
  return watched;
}

/** Reads every member, loads what was missed, and reads those that missed something again. Gives the last result of each. */
async function inRounds<T, R>(members: readonly T[], watched: WatchedSnapshot, read: (member: T) => R | null): Promise<ReadonlyMap<T, R>> {
  const results = new Map<T, R>();
  let waiting = members;
  for (let round = 0; waiting.length > 0; round++) {
    const again: T[] = [];
    for (const member of waiting) {
      watched.missed = false;
      const result = read(member);
      if (result === null) continue;
      results.set(member, result);
      if (watched.missed) again.push(member);
    }
    if (again.length === 0 || round === deepestChain) break;
    await watched.snapshot.load([...watched.snapshot.wanted]);
    waiting = again;
  }
  return results;
}

async function readFormats(paths: readonly string[], watched: WatchedSnapshot, { tools, notes }: ReadContext): Promise<readonly Reading[]> {
  const claimed = new Map<Reader, readonly string[]>();
  for (const reader of tools.readers) {
    const own = paths.filter((path) => reader.claims(path));
    if (own.length > 0) claimed.set(reader, own);
  }
  const readings = await inRounds([...claimed.keys()], watched, (reader) => {
    const own = claimed.get(reader) ?? [];
    return guarded(() => reader.read(own, watched.snapshot), { what: `${reader.format} reader`, path: own[0] ?? "", notes });
  });
  // In the order of the readers, however often each was run.
  const inOrder = tools.readers.flatMap((reader) => readings.get(reader) ?? []);
  notes.push(...inOrder.flatMap((reading) => reading.notes));
  return inOrder;
}

function buildModels(readings: readonly Reading[], { tools, notes }: ReadContext): Pick<StackParts, "resources" | "links"> {
  const natives: readonly NativeResource[] = readings.flatMap((reading) => reading.resources);
  const shared = readings.flatMap((reading) => reading.shared ?? []);
  const built: ReturnType<PlatformModel["build"]>[] = [];
  const byPlatform = Map.groupBy(natives, (native) => native.platform);
  for (const model of tools.models) {
    const own = byPlatform.get(model.platform) ?? [];
    if (own.length === 0) continue;
    const one = guarded(() => model.build(own, shared), { what: `${model.platform} model`, path: own[0]?.at.path ?? "", notes });
    if (one !== null) built.push(one);
  }
  notes.push(...built.flatMap((one) => one.notes));
  return { resources: built.flatMap((one) => one.resources), links: built.flatMap((one) => one.links) };
}

async function readCode(
  resources: readonly Resource[],
  watched: WatchedSnapshot,
  { tools, notes }: ReadContext,
): Promise<ReadonlyMap<Resource, Handler>> {
  const requests = new Map(
    resources.flatMap((resource) => {
      const request = handlerRequestOf(resource);
      return request === null ? [] : [[resource, request] as const];
    }),
  );
  return inRounds([...requests.keys()], watched, (resource) => {
    const request = requests.get(resource);
    const read = () => (request === undefined ? null : readHandler(request, watched.snapshot, tools.handlers));
    return guarded(read, { what: "handler reader", path: resource.at.path, notes });
  });
}

function guarded<T>(read: () => T | null, told: { readonly what: string; readonly path: string; readonly notes: Note[] }): T | null {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof RangeError ? "it is nested too deeply" : error instanceof Error ? error.message : String(error);
    told.notes.push({ path: told.path, message: `the ${told.what} failed: ${reason}; this is our fault, please report it` });
    return null;
  }
}
