import { isCode, valueIn } from "./edit-dialect.ts";
import type { Replacement, Spot } from "./edit-plan.ts";
import type { Edit } from "./finding.ts";

/**
 * A replacement on the file's text. A value may be read from text that holds more than it, JSON in a string; and code may name it by a constant, which a text in its place would not fit: then null.
 */
export function replaceValue({ path, text, dialect, start, end }: Spot, { value, constant }: Replacement): Edit | null {
  const old = text.slice(start, end);
  if (typeof value !== "object" && /[{\n]/.test(old)) return null;
  const replacement = valueIn(dialect, value, text);
  if (!isCode(dialect) || typeof value === "object" || formOf(old) === formOf(replacement)) return { path, start, end, replacement };
  const member = /\.(\w+)$/.exec(old)?.[1];
  return constant === undefined || member === undefined ? null : { path, start: end - member.length, end, replacement: constant };
}

/** What kind of literal a piece of code is; "other" where it is none. */
function formOf(code: string): "text" | "number" | "truth" | "other" {
  if (/^(["'`]).*\1$/.test(code)) return "text";
  if (/^-?[\d_.]+$/.test(code)) return "number";
  return /^(?:true|false)$/i.test(code) ? "truth" : "other";
}
