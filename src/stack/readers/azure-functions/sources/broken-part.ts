import { firstErrorLine } from "../../../../syntax/first-error.ts";
import { type Grammar, withTree } from "../../../../syntax/tree-sitter.ts";

/** A part may be tried away this often: each try parses the file again. */
const mostParts = 60;
const longestText = 60_000;

/** Where a file first has a syntax error, and its text with the broken part blank, so that everything stands where it stood. */
export interface BrokenFile {
  readonly line: number;
  /** Undefined where no part is alone to blame. */
  readonly mended: string | undefined;
}

/** Looks for the one statement, or the one function of a class, without which a file can be parsed; undefined for a file that can be parsed as it is. */
export function brokenPart(grammar: Grammar, text: string, isSearched: boolean): BrokenFile | undefined {
  const line = errorLine(grammar, text);
  if (line === undefined) return undefined;
  const starts = isSearched && text.length <= longestText ? startsOfParts(grammar, text) : [];
  if (starts.length > mostParts) return { line, mended: undefined };
  const parts = starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
  const ranges = [...parts, ...pairsOf(parts)];
  for (const range of ranges) {
    const mended = blanked(text, range);
    if (errorLine(grammar, mended) === undefined) return { line, mended };
  }
  return { line, mended: undefined };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A statement that is cut in two by a line at its margin is broken in both halves. */
function pairsOf(parts: readonly Range[]): readonly Range[] {
  return parts.slice(1).map((part, index) => ({ start: parts[index]?.start ?? part.start, end: part.end }));
}

function errorLine(grammar: Grammar, text: string): number | undefined {
  return withTree(grammar, text, firstErrorLine);
}

/** Where statements begin: at the margin, and in classes with the mark of a function. */
function startsOfParts(grammar: Grammar, text: string): readonly number[] {
  const inClass = grammar === "csharp" || grammar === "java";
  const starts: number[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    const isMarked = line.trimStart().startsWith("[Function") || line.trimStart().startsWith("@FunctionName");
    if (inClass ? isMarked : isAtMargin(line)) starts.push(offset);
    offset += line.length + 1;
  }
  return starts;
}

/** What closes a statement at the margin belongs to it. */
function isAtMargin(line: string): boolean {
  const first = line.charAt(0);
  return first !== "" && !" \t\r)]}#*".includes(first);
}

function blanked(text: string, { start, end }: Range): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, " ") + text.slice(end);
}
