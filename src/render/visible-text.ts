import { stripVTControlCharacters } from "node:util";

/** Control, format (bidirectional, zero-width, tag) and private-use characters, and selectors that can carry hidden text. Newline and tab are looked at apart. */
const invisible = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\u{E0100}-\u{E01EF}]/gu;

/**
 * The text without anything that a reader cannot see or a terminal would obey: escape sequences, control, bidirectional and zero-width characters.
 * Line ends become "\n".
 */
export function visibleText(text: string): string {
  const lines = text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replace(/[\r\u0085\u2028\u2029]/g, "\n");
  return stripVTControlCharacters(lines).replace(invisible, "");
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/g, " ").trim();
}

/** The text, or its beginning with a remark when it is longer than `limit` UTF-16 units. The answer may exceed the limit by the remark. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit)
    .toWellFormed()
    .replace(/\uFFFD$/, "")} … (${text.length - limit} more characters are left out)`;
}
