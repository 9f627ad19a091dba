import type { Change, ChangedFile } from "../change/change.ts";
import type { Hunk } from "../change/hunk.ts";
import type { Evidence, Placement } from "./finding.ts";

/** A comment that covers more lines than this points at its first line instead: nobody reads a comment on a whole block. */
const longestRange = 10;

/**
 * Where a finding stands on the diff: on the first evidence that has a changed line in a hunk, else on the first that a hunk shows as context, else not inline.
 * The answer's lines always lie in one hunk, on one side, as GitHub demands.
 */
export function placeOnDiff(evidence: readonly Evidence[], change: Change): Placement {
  const spots = evidence.map((one) => ({ one, file: fileOf(one, change) }));
  for (const changedOnly of [true, false]) {
    for (const { one, file } of spots) {
      const placement = file && inHunks(one, file, changedOnly);
      if (placement) return placement;
    }
  }
  return offDiff(evidence, change);
}

/** A place for summary and annotations. Evidence at head is preferred: annotations stand in head files. */
function offDiff(evidence: readonly Evidence[], change: Change): Placement {
  const first = evidence.find((one) => one.side === "head") ?? evidence[0];
  if (first === undefined) return { inline: false, path: change.files[0]?.path ?? "", startLine: 1, endLine: 1, side: "RIGHT" };
  const { path, startLine, endLine } = first.location;
  const file = fileOf(first, change);
  return {
    inline: false,
    path: file?.path ?? path,
    startLine,
    endLine: Math.max(startLine, endLine),
    side: first.side === "head" ? "RIGHT" : "LEFT",
  };
}

function fileOf(evidence: Evidence, change: Change): ChangedFile | undefined {
  const { path } = evidence.location;
  return change.files.find((file) =>
    evidence.side === "head" ? file.path === path && file.status !== "removed" : (file.previousPath ?? file.path) === path && file.status !== "added",
  );
}

function inHunks(evidence: Evidence, file: ChangedFile, changedOnly: boolean): Placement | null {
  const side = evidence.side === "head" ? "RIGHT" : "LEFT";
  for (const hunk of file.hunks) {
    const lines = linesOf(hunk, side);
    const meeting = lines.filter((line) => line.number >= evidence.location.startLine && line.number <= evidence.location.endLine);
    const anchor = meeting.find((line) => line.changed) ?? (changedOnly ? undefined : meeting[0]);
    if (anchor === undefined) continue;
    const range = rangeOf(evidence, meeting, anchor.number);
    return { inline: true, path: file.path, ...range, side };
  }
  return null;
}

function linesOf(hunk: Hunk, side: "LEFT" | "RIGHT"): { number: number; changed: boolean }[] {
  return hunk.lines.flatMap((line) => {
    const number = side === "RIGHT" ? line.headLine : line.baseLine;
    return number === null ? [] : [{ number, changed: line.kind !== "context" }];
  });
}

/** The whole evidence where it is short and all of it is in the hunk; else one line: its heading if the hunk changes it, else its first changed line. */
function rangeOf(
  evidence: Evidence,
  meeting: readonly { number: number; changed: boolean }[],
  anchor: number,
): { startLine: number; endLine: number } {
  const { startLine, endLine } = evidence.location;
  if (endLine - startLine < longestRange && meeting.length === endLine - startLine + 1) return { startLine, endLine };
  const heading = meeting.find((line) => line.number === startLine && line.changed);
  const line = heading?.number ?? anchor;
  return { startLine: line, endLine: line };
}

/** Whether GitHub takes an inline comment on these lines: all of them in one hunk, on that side. */
export function standsInOneHunk(placement: Placement, file: ChangedFile): boolean {
  return file.hunks.some((hunk) => {
    const numbers = new Set(linesOf(hunk, placement.side).map((line) => line.number));
    for (let line = placement.startLine; line <= placement.endLine; line++) if (!numbers.has(line)) return false;
    return true;
  });
}
