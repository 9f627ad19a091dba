import type { Change } from "../change/change.ts";
import { isCode, isNeverRead, isTestPath } from "../change/classify.ts";
import type { Snapshot } from "../change/snapshot.ts";
import { type StackTools, assembleStack, assignIds, assignIdsAs, readFacts } from "../stack/build-stack.ts";
import { computeDelta } from "../stack/compute-delta.ts";
import type { Delta } from "../stack/delta.ts";
import { readParts } from "../stack/read-parts.ts";
import { claimedPaths, relevantPaths } from "../stack/relevant-paths.ts";
import { Stack } from "../stack/stack.ts";

/** Both sides of a change as systems, and what differs. */
export interface Understanding {
  readonly base: Stack;
  readonly head: Stack;
  readonly delta: Delta;
  /** What was not read, for the reader: "1,200 templates far from the change were not read". */
  readonly notes: readonly string[];
}

/** Told as a part of understanding begins, for those who measure. */
type OnPart = (part: "base" | "head" | "delta") => void;

/** Parses base and head into stacks. Contents are loaded in batches, as the readers ask for them. */
export async function understand(change: Change, tools: StackTools, onPart: OnPart = () => undefined): Promise<Understanding> {
  onPart("base");
  const changed = changedPaths(change);
  const claims = claimedBy(tools);
  const relevant = [change.base, change.head].map((snapshot) => relevantPaths(snapshot, changed, claims));
  await loadAhead(change, { relevant: relevant.flatMap(({ paths }) => paths), changed });
  const baseParts = await readParts(relevant[0]?.paths ?? [], change.base, tools);
  onPart("head");
  const headParts = await readParts(relevant[1]?.paths ?? [], change.head, tools);
  readFacts(headParts);
  onPart("delta");
  assignIds([baseParts, headParts]);
  const [base, head] = [assembleStack(baseParts), assembleStack(headParts)];
  const delta = computeDelta(base, head, new Set(change.files.map((file) => file.path)));
  const leftOut = relevant[1]?.leftOut ?? 0;
  const notes =
    leftOut === 0 ? [] : [`${leftOut} files that may declare resources lie outside the projects that this change touches and were not read.`];
  return { base, head, delta, notes };
}

/**
 * Loads both sides of what is read for certain in one go. Changed code is asked for sooner or later, by its function or by the model: with the templates it costs
 * no request of its own.
 */
async function loadAhead({ base, head }: Change, { relevant, changed }: { relevant: readonly string[]; changed: readonly string[] }): Promise<void> {
  const code = changed.filter((path) => isCode(path) && !isTestPath(path) && !isNeverRead(path));
  const paths = [...relevant, ...code];
  const ofBase = new Set(paths.map((path) => base.entries.get(path)?.blobId));
  await Promise.all([base.load(paths), head.load(paths.filter((path) => !ofBase.has(head.entries.get(path)?.blobId)))]);
}

/** The same where a file changed that may matter; pages, pictures and lock files alone leave every system as it was, and nothing is loaded for them. */
export async function understandWhereItMatters(change: Change, tools: StackTools): Promise<Understanding> {
  if (changedPaths(change).some((path) => !isNeverRead(path))) return understand(change, tools);
  const untouched = new Stack({ resources: [], links: [], handlers: new Map(), notes: [], files: new Set() });
  return { base: untouched, head: untouched, delta: computeDelta(untouched, untouched, new Set()), notes: [] };
}

/** The head of a change read again, with one of its files in another text, against the same base: its resources keep the ids that they have. */
export async function understandHead(change: Change, known: Understanding, tools: StackTools): Promise<Understanding> {
  const changed = changedPaths(change);
  const claims = claimedBy(tools);
  const parts = await readParts(relevantPaths(change.head, changed, claims).paths, change.head, tools);
  assignIdsAs([known.base, known.head], parts);
  const head = assembleStack(parts);
  return { ...known, head, delta: computeDelta(known.base, head, new Set(change.files.map((file) => file.path))) };
}

/** Paths of changed files on both sides. */
function changedPaths({ files }: Change): readonly string[] {
  return files.flatMap((file) => [file.path, file.previousPath ?? file.path]);
}

/** Whether a reader claims a path; base and head have most of theirs in common. */
function claimedBy(tools: StackTools): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const isClaimed = tools.readers.some((reader) => reader.claims(path));
    known.set(path, isClaimed);
    return isClaimed;
  };
}

/** One snapshot alone as a stack, for drawing it: whole, however large it is. */
export async function understandSnapshot(snapshot: Snapshot, tools: StackTools): Promise<Stack> {
  const parts = await readParts(claimedPaths(snapshot, claimedBy(tools)), snapshot, tools);
  assignIds([parts]);
  return assembleStack(parts);
}
