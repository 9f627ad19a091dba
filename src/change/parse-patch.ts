import { parsePatch as parseUnified } from "diff";
import type { Hunk, HunkLine } from "./hunk.ts";

/**
 * Reads the hunks of one file's unified diff, with or without file headers, as git prints it and as GitHub gives it in `patch`.
 * Returns null when the text is not a whole diff (cut off, damaged): such a file takes no inline comment.
 */
export function parsePatch(patch: string): readonly Hunk[] | null {
  try {
    return parseUnified(patch).flatMap((file) => file.hunks.map(toHunk));
  } catch {
    return null;
  }
}

function toHunk(hunk: { oldStart: number; oldLines: number; newStart: number; newLines: number; lines: string[] }): Hunk {
  let baseLine = hunk.oldStart;
  let headLine = hunk.newStart;
  const lines: HunkLine[] = [];
  for (const line of hunk.lines) {
    const text = line.slice(1).replace(/\r$/, "");
    if (line.startsWith("+")) lines.push({ kind: "added", baseLine: null, headLine: headLine++, text });
    else if (line.startsWith("-")) lines.push({ kind: "removed", baseLine: baseLine++, headLine: null, text });
    else if (!line.startsWith("\\")) lines.push({ kind: "context", baseLine: baseLine++, headLine: headLine++, text });
  }
  return { baseStart: hunk.oldStart, baseLines: hunk.oldLines, headStart: hunk.newStart, headLines: hunk.newLines, lines };
}
