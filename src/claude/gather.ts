import type { Change } from "../change/change.ts";
import type { Snapshot } from "../change/snapshot.ts";
import { basePathOf, type PlannedFile } from "./plan-files.ts";
import type { Redactor } from "./redact.ts";
import type { FileLines } from "./show-file.ts";
import { escapeInvisible } from "./visible.ts";

/** A planned file with its lines as they may be sent. */
export interface GatheredFile extends PlannedFile {
  readonly lines: FileLines;
}

export interface Gathered {
  readonly files: readonly GatheredFile[];
  /** Files that cannot be sent at all, with the reason. */
  readonly omitted: readonly { readonly path: string; readonly reason: string }[];
}

/** More files than this are not even read: no budget would hold them. */
const mostFiles = 150;
/** Longer texts are made by programs, not written. */
const longestText = 400_000;
/** A line beyond this is cut: nobody wrote it by hand, and a quote of it could not be shown anyway. */
const longestLine = 600;

/** Loads planned files from both snapshots and makes their text fit to be sent: secrets out, invisible characters visible, overlong lines cut. */
export async function gatherFiles(plan: readonly PlannedFile[], change: Change, redactor: Redactor): Promise<Gathered> {
  const taken = plan.slice(0, mostFiles);
  const omitted = plan.slice(mostFiles).map(({ path }) => ({ path, reason: "too many files" }));
  await change.head.load(taken.filter((file) => file.changed?.status !== "removed").map((file) => file.path));
  await change.base.load(
    taken.filter((file) => file.changed !== null && file.changed.status !== "added").map((file) => basePathOf(change, file.path)),
  );
  const read: { file: PlannedFile; base: string | null; head: string | null }[] = [];
  for (const file of taken) {
    const isThere = { base: file.changed !== null && file.changed.status !== "added", head: file.changed?.status !== "removed" };
    const base = isThere.base ? await sendable(change.base, basePathOf(change, file.path), redactor) : null;
    const head = isThere.head ? await sendable(change.head, file.path, redactor) : null;
    const shown = file.changed?.status === "removed" ? base : head;
    if (typeof shown?.text === "string") read.push({ file, base: base?.text ?? null, head: head?.text ?? null });
    else if (file.changed !== null) omitted.push({ path: file.path, reason: shown?.reason ?? "not found" });
  }
  // A secret may be recognised in the last file only, and stand in the first.
  const files = read.map(({ file, base, head }) => ({ ...file, lines: { base: linesOf(base, redactor), head: linesOf(head, redactor) } }));
  return { files, omitted };
}

async function sendable(snapshot: Snapshot, path: string, redactor: Redactor): Promise<{ text: string } | { text: null; reason: string }> {
  const content = snapshot.read(path);
  if (content.state !== "text") return { text: null, reason: content.state === "skipped" ? content.reason : "not found" };
  if (content.text.length > longestText) return { text: null, reason: "too long" };
  return { text: await redactor.redact(path, content.text) };
}

function linesOf(text: string | null, redactor: Redactor): readonly string[] {
  if (text === null || text === "") return [];
  const lines = escapeInvisible(redactor.scrub(text))
    .split("\n")
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)} … (cut)` : line));
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
