import type { Change } from "./change.ts";
import type { Hunk } from "./hunk.ts";

/** Where a line of the base stands at head; null where the change removes it or does not tell. */
export function placeAtHead({ files }: Change, path: string, line: number): { readonly path: string; readonly line: number } | null {
  const file = files.find((one) => (one.previousPath ?? one.path) === path && one.status !== "copied");
  if (file === undefined) return { path, line };
  if (file.status === "removed" || file.binary || file.diffOmitted === true) return null;
  const head = lineAtHead(line, file.hunks);
  return head === null ? null : { path: file.path, line: head };
}

function lineAtHead(line: number, hunks: readonly Hunk[]): number | null {
  let shift = 0;
  for (const hunk of hunks) {
    if (line < hunk.baseStart) break;
    const own = hunk.lines.find((one) => one.baseLine === line);
    if (own !== undefined) return own.headLine;
    shift += hunk.headLines - hunk.baseLines;
  }
  return line + shift;
}
