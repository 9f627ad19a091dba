import { valueIn } from "./edit-dialect.ts";
import type { Addition } from "./edit-plan.ts";
import type { Edit } from "./finding.ts";
import type { Spot } from "./spot.ts";
import { indentationOf, lineEndOf, lineStartOf, newlineOf } from "./text-places.ts";

/** An addition on the file's text; null where what stands there is neither an item of a list nor a single value. */
export function appendItem({ path, text, dialect, start, end }: Spot, { written, value }: Addition): Edit | null {
  const old = text.slice(start, end);
  const added = valueIn(dialect, value, text);
  if (!old.includes(written) || /[{\n]/.test(old)) return null;
  const lead = text.slice(lineStartOf(text, start), start);
  if (dialect === "yaml" && /^[ ]*- +$/.test(lead)) {
    const lineEnd = lineEndOf(text, end);
    return { path, start: lineEnd, end: lineEnd, replacement: `${newlineOf(text, start)}${lead}${added}` };
  }
  const before = text.slice(0, start).trimEnd().at(-1);
  if (before === ":" || before === "=") return { path, start, end, replacement: `[${old}, ${added}]` };
  const indentation = indentationOf(text, start);
  const separator = indentation === null ? " " : `${newlineOf(text, start)}${indentation}`;
  return before === "[" || before === "," ? { path, start: end, end, replacement: `,${separator}${added}` } : null;
}
