const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Scripts and forms that terminals draw two columns wide (Unicode Standard Annex 11, the wide and fullwidth classes), and pictures. */
const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303e\u3200-\u33ff\uff01-\uff60\uffe0-\uffe6]/u;
const zero = /^[\p{Mark}\p{Cc}\p{Cf}]/u;
const ascii = /^[\u0020-\u007e]*$/;

/** Columns that the text takes in a terminal. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** The beginning of the text that fits into `width` columns; what is cut ends with "…". */
export function fitWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const [beginning] = splitAtWidth(text, Math.max(0, width - 1));
  return `${beginning}…`;
}

/** The longest beginning that fits, and the rest. A grapheme is never cut in two. */
export function splitAtWidth(text: string, width: number): readonly [string, string] {
  let used = 0;
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += graphemeWidth(segment);
    if (used > width) break;
    length += segment.length;
  }
  return [text.slice(0, length), text.slice(length)];
}

function graphemeWidth(grapheme: string): number {
  if (zero.test(grapheme)) return 0;
  return wide.test(grapheme) || grapheme.includes("\ufe0f") ? 2 : 1;
}
