import { appendItem } from "./append-item.ts";
import { dialectOf, isWritable } from "./edit-dialect.ts";
import { type EditPlan, placeOf } from "./edit-plan.ts";
import type { Edit } from "./finding.ts";
import { entryInFlow, insertEntry } from "./insert-entry.ts";
import { removeEntry } from "./remove-entry.ts";
import { replaceValue } from "./replace-value.ts";
import type { Spot } from "./spot.ts";

/** The plan on the file's text; null where the place is not exact, or the text around it is of a form that we do not write. */
export function resolvePlan(plan: EditPlan, text: string): Edit | null {
  if (!("kind" in plan)) return plan;
  const { path, start, end } = placeOf(plan);
  const dialect = dialectOf(path, text);
  if (dialect === null || start === undefined || end === undefined || start < 0 || end <= start || end > text.length) return null;
  const spot: Spot = { path, text, dialect, start, end };
  if ("value" in plan && !isWritable(dialect, plan.value)) return null;
  switch (plan.kind) {
    case "insert":
      return insertEntry(spot, plan);
    case "remove":
      return removeEntry(spot);
    case "replace":
      return replaceValue(spot, plan);
    case "rewrite":
      return { path, start, end, replacement: entryInFlow(spot, plan) };
    case "append":
      return appendItem(spot, plan);
    case "wrap":
      return { path, start, end, replacement: `${plan.before}${text.slice(start, end)}${plan.after}` };
  }
}
