import type { Dialect } from "./edit-dialect.ts";

/** The offset at which the line of an offset begins. */
export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset behind the last character of a line, before its line break. */
export function lineEndOf(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  if (newline < 0) return text.length;
  return newline > offset && text[newline - 1] === "\r" ? newline - 1 : newline;
}

/** The line break of the line at an offset, as the file writes it. */
export function newlineOf(text: string, offset: number): "\r\n" | "\n" {
  const newline = text.indexOf("\n", offset);
  const last = newline < 0 ? text.lastIndexOf("\n") : newline;
  return last > 0 && text[last - 1] === "\r" ? "\r\n" : "\n";
}

/** The blanks that put a line below an offset, where nothing but blanks (and the dashes of YAML's list items) stands before it; null otherwise. */
export function indentationOf(text: string, offset: number): string | null {
  const lead = text.slice(lineStartOf(text, offset), offset);
  return /^[ \t]*(?:- +)*$/.test(lead) ? lead.replaceAll("-", " ") : null;
}

/** Whether a range has its lines to itself, comments behind it aside. */
export function isAlone(text: string, start: number, end: number, dialect: Dialect): boolean {
  const lead = text.slice(lineStartOf(text, start), start);
  const lineEnd = lineEndOf(text, end);
  return lead.trim() === "" && afterBlanks(text, end, dialect, lineEnd) >= lineEnd;
}

/** The offset of the next character that is neither blank nor comment; `limit` where there is none before it. */
export function afterBlanks(text: string, offset: number, dialect: Dialect, limit = text.length): number {
  let at = offset;
  while (at < limit) {
    if (/\s/.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    const end = endOfComment(text, at, dialect);
    if (end === null) return at;
    at = end;
  }
  return limit;
}

function endOfComment(text: string, at: number, dialect: Dialect): number | null {
  const onlyHash = dialect === "yaml" || dialect === "python";
  const isLine = ((onlyHash || dialect === "hcl") && text[at] === "#") || (!onlyHash && text.startsWith("//", at));
  if (isLine) return lineEndOf(text, at);
  if (onlyHash || !text.startsWith("/*", at)) return null;
  const end = text.indexOf("*/", at + 2);
  return end < 0 ? text.length : end + 2;
}
