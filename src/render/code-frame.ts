import type { Suggestion } from "../findings/finding.ts";
import { fitWidth } from "./display-width.ts";
import type { Place } from "./place.ts";
import type { Palette } from "./terminal-text.ts";
import { visibleText } from "./visible-text.ts";

/** How a frame is drawn. `around`: unmarked lines above and below. */
export interface FrameStyle {
  readonly palette: Palette;
  readonly width: number;
  readonly around: number;
}

const longestMark = 8;
const longestDiff = 20;

interface Row {
  readonly mark: " " | ">" | "-" | "+";
  readonly number: number | null;
  readonly text: string;
}

/** The marked lines with their numbers and neighbours; empty where the source does not have them. Lines before the change are marked as removed. */
export function codeFrame(source: string | null, place: Place, style: FrameStyle): readonly string[] {
  if (source === null) return [];
  const lines = source.split(/\r\n|\r|\n/);
  if (place.startLine < 1 || place.startLine > lines.length) return [];
  const last = Math.min(lines.length, Math.max(place.startLine, place.endLine));
  const rows: Row[] = [];
  for (let number = Math.max(1, place.startLine - style.around); number <= Math.min(lines.length, last + style.around); number++) {
    const marked = number >= place.startLine && number <= last;
    if (number >= place.startLine + longestMark - 2 && number < last && last - place.startLine >= longestMark) {
      if (number === place.startLine + longestMark - 2) rows.push({ mark: " ", number: null, text: `… ${last - number} lines …` });
      continue;
    }
    rows.push({ mark: !marked ? " " : place.side === "LEFT" ? "-" : ">", number, text: lines[number - 1] ?? "" });
  }
  return draw(withoutBlankEdges(rows), style);
}

/** What a suggestion changes, as removed and added lines; lines that stay are left out. */
export function suggestionDiff(source: string | null, suggestion: Suggestion, style: FrameStyle): readonly string[] {
  const after = suggestion.replacement === "" ? [] : suggestion.replacement.split("\n");
  const before = source === null ? [] : source.split(/\r\n|\r|\n/).slice(suggestion.startLine - 1, suggestion.endLine);
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const first = suggestion.startLine + start;
  const rows = [
    ...before.slice(start, before.length - end).map((text, index): Row => ({ mark: "-", number: first + index, text })),
    ...after.slice(start, after.length - end).map((text, index): Row => ({ mark: "+", number: first + index, text })),
  ];
  const more: Row[] = rows.length > longestDiff ? [{ mark: " ", number: null, text: `… ${rows.length - longestDiff} more lines …` }] : [];
  return draw([...rows.slice(0, longestDiff), ...more], style);
}

function withoutBlankEdges(rows: readonly Row[]): readonly Row[] {
  const isNeeded = (row: Row) => row.mark !== " " || row.number === null || row.text.trim() !== "";
  return rows.slice(rows.findIndex(isNeeded), rows.findLastIndex(isNeeded) + 1);
}

/** Rows with their marks and numbers, cut at the width. */
function draw(rows: readonly Row[], { palette, width }: FrameStyle): readonly string[] {
  const digits = String(rows.reduce((largest, row) => Math.max(largest, row.number ?? 0), 0)).length;
  return rows.map(({ mark, number, text }) => {
    const shown = fitWidth(visibleText(text).replaceAll("\n", " ").replaceAll("\t", "  ").trimEnd(), Math.max(20, width - digits - 7));
    const gutter = `  ${mark} ${String(number ?? "").padStart(digits)} │`;
    if (mark === " ") return palette.paint("dim", `${gutter} ${shown}`.trimEnd());
    const format = mark === "-" ? "red" : mark === "+" ? "green" : "bold";
    return `${palette.paint(mark === ">" ? "yellow" : format, gutter)} ${palette.paint(format, shown)}`.trimEnd();
  });
}
