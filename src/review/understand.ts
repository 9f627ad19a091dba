import type { Change } from "../change/change.ts";
import type { Snapshot } from "../change/snapshot.ts";
import { type StackParts, type StackTools, assembleStack, assignIds, assignIdsAs, readParts } from "../stack/build-stack.ts";
import { computeDelta } from "../stack/compute-delta.ts";
import type { Delta } from "../stack/delta.ts";
import { relevantPaths } from "../stack/relevant-paths.ts";
import type { Stack } from "../stack/stack.ts";

/** Both sides of a change as systems, and what differs. */
export interface Understanding {
  readonly base: Stack;
  readonly head: Stack;
  readonly delta: Delta;
  /** What was not read, for the reader: "1,200 templates far from the change were not read". */
  readonly notes: readonly string[];
}

/** References are followed at most this many files deep: template → nested template → definition → code → local module … */
const deepestChain = 12;

/** Told as a part of understanding begins, for those who measure. */
type OnPart = (part: "base" | "head" | "delta") => void;

/** Parses base and head into stacks. Contents are loaded in batches: what the readers ask for and is not there yet is loaded before they run again. */
export async function understand(change: Change, tools: StackTools, onPart: OnPart = () => undefined): Promise<Understanding> {
  onPart("base");
  const changed = change.files.flatMap((file) => [file.path, file.previousPath ?? file.path]);
  const claims = (path: string) => tools.readers.some((reader) => reader.claims(path));
  const relevant = [change.base, change.head].map((snapshot) => relevantPaths(snapshot, changed, claims));
  const baseParts = await readAll(change.base, relevant[0]?.paths ?? [], tools);
  onPart("head");
  const headParts = await readAll(change.head, relevant[1]?.paths ?? [], tools);
  onPart("delta");
  assignIds([baseParts, headParts]);
  const [base, head] = [assembleStack(baseParts), assembleStack(headParts)];
  const delta = computeDelta(base, head, new Set(change.files.map((file) => file.path)));
  const leftOut = relevant[1]?.leftOut ?? 0;
  const notes =
    leftOut === 0 ? [] : [`${leftOut} files that may declare resources lie outside the projects that this change touches and were not read.`];
  return { base, head, delta, notes };
}

/** The head of a change read again, with one of its files in another text, against the same base: its resources keep the ids that they have. */
export async function understandHead(change: Change, known: Understanding, tools: StackTools): Promise<Understanding> {
  const changed = change.files.flatMap((file) => [file.path, file.previousPath ?? file.path]);
  const claims = (path: string) => tools.readers.some((reader) => reader.claims(path));
  const parts = await readAll(change.head, relevantPaths(change.head, changed, claims).paths, tools);
  assignIdsAs([known.base, known.head], parts);
  const head = assembleStack(parts);
  return { ...known, head, delta: computeDelta(known.base, head, new Set(change.files.map((file) => file.path))) };
}

async function readAll(snapshot: Snapshot, paths: readonly string[], tools: StackTools): Promise<StackParts> {
  await snapshot.load(paths);
  let parts = readParts(paths, snapshot, tools);
  for (let round = 0; snapshot.wanted.size > 0 && round < deepestChain; round++) {
    await snapshot.load([...snapshot.wanted]);
    parts = readParts(paths, snapshot, tools);
  }
  return parts;
}

/** One snapshot alone as a stack, for drawing it. */
export async function understandSnapshot(snapshot: Snapshot, tools: StackTools): Promise<Stack> {
  const claims = (path: string) => tools.readers.some((reader) => reader.claims(path));
  const parts = await readAll(snapshot, relevantPaths(snapshot, [], claims).paths, tools);
  assignIds([parts]);
  return assembleStack(parts);
}
