import { type Dialect, isCode, valueIn } from "./edit-dialect.ts";
import type { Replacement } from "./edit-plan.ts";
import type { Edit } from "./finding.ts";
import type { Spot } from "./spot.ts";

/**
 * A replacement on the file's text; null where what stands there is more than the value (an entry with its key, JSON in a string) or stands for it (a variable, a
 * function of the template). Code may name a value by a constant of a class, whose place only another constant takes.
 */
export function replaceValue({ path, text, dialect, start, end }: Spot, { value, constant }: Replacement): Edit | null {
  const old = text.slice(start, end);
  const replacement = valueIn(dialect, value, text);
  const whole = isEntry(dialect, old) ? null : { path, start, end, replacement };
  if (typeof value === "object") return whole;
  const form = formOf(dialect, old);
  if (form !== "other" && (!isCode(dialect) || form === formOf(dialect, replacement))) return whole;
  const member = isCode(dialect) && constant !== undefined ? /\.(\w+)$/.exec(old)?.[1] : undefined;
  return member === undefined || constant === undefined ? null : { path, start: end - member.length, end, replacement: constant };
}

/** Readers may put a value where its whole entry stands. */
function isEntry(dialect: Dialect, text: string): boolean {
  if (dialect === "hcl") return /^[\w-]+\s*=[^=]/.test(text);
  return /^(?:"[^"]*"|'[^']*'|[\w-]+)\s*:\s/.test(text);
}

/** What kind of literal a text is; "other" where it is none. */
function formOf(dialect: Dialect, text: string): "text" | "number" | "truth" | "other" {
  if (/[{\n]/.test(text)) return "other";
  if (/^(["'`]).*\1$/.test(text)) return "text";
  if (/^-?[\d_.]+$/.test(text)) return "number";
  if (/^(?:true|false)$/i.test(text)) return "truth";
  return dialect === "yaml" && !/^[!&*]/.test(text) && !isEntry(dialect, text) ? "text" : "other";
}
