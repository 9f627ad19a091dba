import { type Datum, textOfDatum } from "../datum.ts";

const longestPattern = 60;
const longestText = 200;

/**
 * `text.replace(/pattern/, replacement)` for patterns that cannot run for long: short, without references back, without repeated groups, and with at most
 * two repetitions. Undefined for any other.
 */
export function replacePattern(text: string, pattern: Extract<Datum, { kind: "term" }>, replacement: string): string | undefined {
  const [source, flags] = pattern.arguments.map(textOfDatum);
  if (source === undefined || source.length > longestPattern || text.length > longestText) return undefined;
  const repetitions = source.match(/[*+{]/gu)?.length ?? 0;
  if (repetitions > 2 || /\)[*+{]|\\[1-9k]/u.test(source)) return undefined;
  try {
    return text.replace(new RegExp(source, flags), replacement);
  } catch {
    return undefined;
  }
}
