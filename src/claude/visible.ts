/** Control, format (bidirectional, zero-width, tag), private-use and blank characters, and selectors: what can hide text from a reader but not from a model. */
const invisible = /[^\P{C}\n\t]|\p{Variation_Selector}|[\p{Zl}\p{Zp}]|\u115F|\u1160|\u2800|\u3164|\uFFA0/gu;

/** The text with every invisible character written out (`\u{202E}`). Lines stay where they are; a byte order mark goes, and `\r` before a line's end. */
export function escapeInvisible(text: string): string {
  return text
    .toWellFormed()
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}

/** The same on one line. */
export function escapeLine(text: string): string {
  return escapeInvisible(text).replace(/\s+/g, " ").trim();
}
