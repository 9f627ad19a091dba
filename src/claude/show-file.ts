import type { ChangedFile } from "../change/change.ts";

/** Lines of one file on both sides as they are sent: redacted, invisible characters written out. A side that was not read is empty. */
export interface FileLines {
  readonly base: readonly string[];
  readonly head: readonly string[];
}

/** A range of head lines (of base lines for a removed file) that is worth showing, 1-based and inclusive. */
export interface Region {
  readonly startLine: number;
  readonly endLine: number;
}

/** What of a file is shown. `complete` is false where changed lines or regions did not fit. */
export interface ShownFile {
  readonly text: string;
  readonly complete: boolean;
}

interface Row {
  readonly mark: "+" | "-" | " ";
  readonly line: number;
  readonly text: string;
  /** Changed, or in a region: shown first. */
  readonly wanted: boolean;
}

/** Lines of context around what changed, widest first: the widest that fits is taken. */
const contexts = [80, 30, 12, 4, 0];

/**
 * A file as numbered lines: `+` added, `-` removed (with the number at base), else present on both sides. All of it where it fits `limit` characters, else
 * the changed lines and regions with as much context as fits.
 */
export function showFile(lines: FileLines, file: ChangedFile | null, regions: readonly Region[], limit: number): ShownFile {
  const rows = rowsOf(lines, file, regions);
  const whole = render(rows, new Set(rows.keys()));
  if (whole.length <= limit) return { text: whole, complete: true };
  if (!rows.some((row) => row.wanted)) return { text: cutAtLine(whole, limit), complete: false };
  for (const context of contexts) {
    const text = render(rows, around(rows, context));
    if (text.length <= limit) return { text, complete: true };
  }
  return { text: cutAtLine(render(rows, around(rows, 0)), limit), complete: false };
}

function rowsOf(lines: FileLines, file: ChangedFile | null, regions: readonly Region[]): Row[] {
  const inRegion = (line: number) => regions.some((region) => line >= region.startLine && line <= region.endLine);
  if (file?.status === "removed")
    return lines.base.map((text, index) => ({ mark: "-", line: index + 1, text, wanted: regions.length === 0 || inRegion(index + 1) }));
  const { added, removedBefore } = changesOf(file);
  const removed = (next: number) =>
    (removedBefore.get(next) ?? []).flatMap((line): Row[] => {
      const text = lines.base[line - 1];
      return text === undefined ? [] : [{ mark: "-", line, text, wanted: true }];
    });
  const present = lines.head.flatMap((text, index): Row[] => {
    const line = index + 1;
    const isAdded = added.has(line);
    return [...removed(line), { mark: isAdded ? "+" : " ", line, text, wanted: isAdded || inRegion(line) }];
  });
  return [...present, ...removed(lines.head.length + 1)];
}

/** Head lines that were added, and base lines that were removed, by the head line that follows them. */
function changesOf(file: ChangedFile | null): { added: ReadonlySet<number>; removedBefore: ReadonlyMap<number, number[]> } {
  const added = new Set<number>();
  const removedBefore = new Map<number, number[]>();
  for (const hunk of file?.hunks ?? []) {
    let next = hunk.headLines === 0 ? hunk.headStart + 1 : hunk.headStart;
    for (const line of hunk.lines) {
      if (line.kind === "removed" && line.baseLine !== null) removedBefore.set(next, [...(removedBefore.get(next) ?? []), line.baseLine]);
      if (line.kind === "added" && line.headLine !== null) added.add(line.headLine);
      if (line.headLine !== null) next = line.headLine + 1;
    }
  }
  return { added, removedBefore };
}

function around(rows: readonly Row[], context: number): ReadonlySet<number> {
  const shown = new Set<number>();
  rows.forEach((row, index) => {
    if (row.wanted) for (let near = Math.max(0, index - context); near <= Math.min(rows.length - 1, index + context); near++) shown.add(near);
  });
  return shown;
}

function render(rows: readonly Row[], shown: ReadonlySet<number>): string {
  const width = String(rows.at(-1)?.line ?? 1).length + 1;
  const text: string[] = [];
  let hidden = 0;
  const closeGap = () => {
    if (hidden > 0) text.push(`… ${hidden} lines not shown`);
    hidden = 0;
  };
  rows.forEach((row, index) => {
    if (!shown.has(index)) hidden++;
    else {
      closeGap();
      text.push(`${row.mark}${String(row.line).padStart(width)} | ${row.text}`);
    }
  });
  closeGap();
  return text.join("\n");
}

function cutAtLine(text: string, limit: number): string {
  const end = text.lastIndexOf("\n", limit);
  return `${text.slice(0, Math.max(0, end))}\n… the rest is not shown`;
}
