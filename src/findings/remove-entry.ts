import type { Edit } from "./finding.ts";
import { type Spot, isSeparatedByCommas } from "./spot.ts";
import { afterBlanks, isAlone, lineEndOf, lineStartOf, newlineOf } from "./text-places.ts";

/** An entry taken out of the file's text, with its comma or its lines; null where what stands around it would not be whole without it. */
export function removeEntry(spot: Spot): Edit | null {
  const { path, text, dialect, start, end } = spot;
  const byCommas = isSeparatedByCommas(spot);
  if (byCommas === null) return null;
  const next = byCommas ? afterBlanks(text, end, dialect) : end;
  const hasComma = byCommas && text[next] === ",";
  const last = hasComma ? next + 1 : end;
  if (byCommas && !hasComma) return withoutCommaBefore(spot);
  if (isAlone(text, start, last, dialect)) {
    const [from, after] = [lineStartOf(text, start), Math.min(text.length, text.indexOf("\n", last) + 1 || text.length)];
    // At the end of the file a suggestion can stand on the line before only.
    if (after === text.length && from > 0)
      return { path, start: from - newlineOf(text, from - 1).length, end: lineEndOf(text, last), replacement: "" };
    return { path, start: from, end: after, replacement: "" };
  }
  return hasComma ? { path, start, end: afterBlanks(text, last, "json"), replacement: "" } : null;
}

/** The last entry takes the comma before it along. */
function withoutCommaBefore({ path, text, start, end }: Spot): Edit | null {
  let before = start;
  while (before > 0 && /\s/.test(text[before - 1] ?? "")) before -= 1;
  if (text[before - 1] === ",") return { path, start: before - 1, end, replacement: "" };
  return text[before - 1] === "{" || text[before - 1] === "(" ? { path, start, end, replacement: "" } : null;
}
