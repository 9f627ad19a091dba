/** Lines of a file that a quote covers, 1-based and inclusive. `whole`: the quote is exactly these lines, up to white space. */
export interface QuotePlace {
  readonly startLine: number;
  readonly endLine: number;
  readonly whole: boolean;
}

/** How much a place is preferred where a quote stands more than once: the highest wins, then the first. */
export type Preference = (startLine: number, endLine: number) => number;

const mostLines = 40;
/** A shorter part of a single line says nothing. */
const shortestPart = 6;

/**
 * Finds a quote in a file's lines: exactly, else with white space normalised, else (for its first and last line) as a part of a line. Null where it is not
 * there, or has no letter or digit in it.
 */
export function findQuote(lines: readonly string[], quote: string, preference: Preference): QuotePlace | null {
  const wanted = linesOfQuote(quote);
  if (wanted.length === 0 || wanted.length > mostLines || !/[\p{L}\p{N}]/u.test(wanted.join(""))) return null;
  for (const { matches, whole } of [
    { matches: exactly, whole: true },
    { matches: normalised, whole: true },
    { matches: partly, whole: false },
  ]) {
    const places = placesOf(lines, wanted, matches);
    if (places.length === 0) continue;
    const best = places.reduce((one, other) => (preference(other.startLine, other.endLine) > preference(one.startLine, one.endLine) ? other : one));
    return { ...best, whole };
  }
  return null;
}

type Matches = (line: string, wanted: string, position: "only" | "first" | "middle" | "last") => boolean;

const exactly: Matches = (line, wanted) => line.trimEnd() === wanted.trimEnd();
const normalised: Matches = (line, wanted) => squeeze(line) === squeeze(wanted);
const partly: Matches = (line, wanted, position) => {
  const [have, want] = [squeeze(line), squeeze(wanted)];
  if (position === "middle") return have === want;
  if (position === "first") return have.endsWith(want);
  if (position === "last") return have.startsWith(want);
  return want.length >= shortestPart && have.includes(want);
};

function placesOf(lines: readonly string[], wanted: readonly string[], matches: Matches): { startLine: number; endLine: number }[] {
  const places: { startLine: number; endLine: number }[] = [];
  const last = wanted.length - 1;
  for (let start = 0; start + last < lines.length; start++) {
    const isHere = wanted.every((line, index) => matches(lines[start + index] ?? "", line, positionOf(index, last)));
    if (isHere) places.push({ startLine: start + 1, endLine: start + 1 + last });
  }
  return places;
}

function positionOf(index: number, last: number): "only" | "first" | "middle" | "last" {
  if (last === 0) return "only";
  return index === 0 ? "first" : index === last ? "last" : "middle";
}

function squeeze(line: string): string {
  return line.replace(/\s+/g, " ").trim();
}

/** Marks and numbers that our rendering puts before a line: `+  12 | `. */
const prefix = /^[+\- ]\s*\d+ \| ?/;

/** The quote's lines without empty ones at its ends, and without our own prefixes where the model copied them. */
function linesOfQuote(quote: string): string[] {
  const lines = quote.replaceAll("\r\n", "\n").split("\n");
  const bare = lines.every((line) => line.trim() === "" || prefix.test(line)) ? lines.map((line) => line.replace(prefix, "")) : lines;
  const isFull = (line: string) => line.trim() !== "";
  return bare.slice(bare.findIndex(isFull) < 0 ? bare.length : bare.findIndex(isFull), bare.findLastIndex(isFull) + 1);
}
