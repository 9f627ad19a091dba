import { type SourceComment, commentsOf } from "./comments.ts";

/** One line of a comment without its markers, and what the comment stands at. Lines are 1-based. */
export interface CommentLine {
  readonly text: string;
  readonly line: number;
  /** The line that it speaks of: its own where code stands on it, else the next one below further comments; null before a blank line and at the end. */
  readonly target: number | null;
  /** The line with code right above the comment, of which it may be the head of the block; null below a blank line and where it shares a line with code. */
  readonly heading: number | null;
  /** Nothing but comments and blank lines stand before it in the file. */
  readonly opensFile: boolean;
}

/** The lines of a file's comments that hold one of the words, at most 1,000; without such a word the file is not parsed. */
export function commentLinesWith(words: readonly string[], path: string, text: string): readonly CommentLine[] {
  const isMeant = (piece: string) => words.some((word) => piece.includes(word));
  if (!isMeant(text)) return [];
  const comments = commentsOf(path, text);
  const starts = lineStartsOf(text);
  const found = comments
    .filter((comment) => isMeant(comment.text))
    .flatMap((comment) => linesOf(comment, lineOf(comment.start, starts)))
    .filter(({ raw }) => isMeant(raw))
    .slice(0, mostLines);
  if (found.length === 0) return [];
  const kinds = kindsOfLines(text, comments);
  const firstCode = kinds.indexOf("code") + 1;
  return found.map(({ raw, line }) => {
    const isAlone = kinds[line - 1] !== "code";
    return {
      text: withoutMarkers(raw),
      line,
      target: isAlone ? codeNear(line, 1, kinds) : line,
      heading: isAlone ? codeNear(line, -1, kinds) : null,
      opensFile: firstCode === 0 || line < firstCode,
    };
  });
}

const mostLines = 1_000;
/** Of a comment's line no more is read: nobody writes a longer instruction. */
const longestLine = 1_000;

/** What a line holds besides comments. */
type LineKind = "code" | "comment" | "blank";

function linesOf(comment: SourceComment, first: number): { readonly raw: string; readonly line: number }[] {
  return comment.text.split("\n").map((raw, index) => ({ raw, line: first + index }));
}

function codeNear(line: number, step: 1 | -1, kinds: readonly LineKind[]): number | null {
  let at = line + step;
  while (kinds[at - 1] === "comment") at += step;
  return kinds[at - 1] === "code" ? at : null;
}

function kindsOfLines(text: string, comments: readonly SourceComment[]): LineKind[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of comments) {
    if (start < from) continue;
    // A character that no code begins with stands for the comment; its line breaks stay.
    pieces.push(text.slice(from, start), text.slice(start, end).replaceAll(/[^\n]+/g, "\u0000"));
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces
    .join("")
    .split("\n")
    .map((line) => {
      const rest = line.replaceAll("\u0000", "").replaceAll("\uFEFF", "").trim();
      if (rest !== "") return "code";
      return line.includes("\u0000") ? "comment" : "blank";
    });
}

function withoutMarkers(line: string): string {
  const text = line.slice(0, longestLine).trim();
  const closed = ["*/", "-->"].find((end) => text.endsWith(end));
  const opened = closed === undefined ? text : text.slice(0, -closed.length);
  return opened.replace(/^(?:\/\/+|#+|\/\*+|<!--|\*+)/, "").trim();
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) starts.push(index + 1);
  return starts;
}

function lineOf(offset: number, starts: readonly number[]): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
