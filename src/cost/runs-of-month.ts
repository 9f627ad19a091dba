import { hoursOfMonth } from "../facts/prices.ts";

const minutesOfUnit: ReadonlyMap<string, number> = new Map([
  ["minute", 1],
  ["minutes", 1],
  ["hour", 60],
  ["hours", 60],
  ["day", 1440],
  ["days", 1440],
]);
const daysOfMonth = hoursOfMonth / 24;

/**
 * How often an EventBridge schedule runs in an average month; null for what is not understood. `at(…)` runs once, which is no monthly cost: 0.
 * Grammar: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function runsOfMonth(expression: string): number | null {
  const text = expression.trim();
  const open = text.indexOf("(");
  if (open === -1 || !text.endsWith(")")) return null;
  const words = text
    .slice(open + 1, -1)
    .trim()
    .split(/\s+/);
  switch (text.slice(0, open)) {
    case "at":
      return 0;
    case "rate":
      return runsOfRate(words);
    case "cron":
      return runsOfCron(words);
    default:
      return null;
  }
}

function runsOfRate([amount = "", unit = "", ...rest]: readonly string[]): number | null {
  const minutes = Number(amount) * (minutesOfUnit.get(unit) ?? Number.NaN);
  return rest.length === 0 && minutes > 0 ? (hoursOfMonth * 60) / minutes : null;
}

/** Minutes, hours, day of the month, month, day of the week, year. */
function runsOfCron(fields: readonly string[]): number | null {
  const [minute = "", hour = "", day = "", month = "", weekday = "", year = ""] = fields;
  if (fields.length !== 6 || year !== "*") return null;
  const minutes = matches(minute, { from: 0, to: 59 });
  const hours = matches(hour, { from: 0, to: 23 });
  const months = matches(month, { from: 1, to: 12, names: monthNames });
  const days = daysMatched(day, weekday);
  return minutes === null || hours === null || months === null || days === null ? null : minutes * hours * days * (months / 12);
}

const monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

function daysMatched(day: string, weekday: string): number | null {
  const isOpen = (field: string) => field === "?" || field === "*";
  if (isOpen(day) && isOpen(weekday)) return daysOfMonth;
  if (isOpen(weekday)) return day === "L" || /^\d{1,2}W$/.test(day) ? 1 : matches(day, { from: 1, to: 31 });
  if (!isOpen(day)) return null;
  if (/^[\dA-Z]{1,3}(?:#[1-5]|L)$/.test(weekday)) return 1;
  const weekdays = matches(weekday, { from: 1, to: 7, names: weekdayNames });
  return weekdays === null ? null : (daysOfMonth * weekdays) / 7;
}

interface FieldRange {
  readonly from: number;
  readonly to: number;
  /** Words for the values from `from` on. */
  readonly names?: readonly string[];
}

/** How many values of its range a field matches: lists of `*`, values, `a-b`, each with a step. */
function matches(field: string, range: FieldRange): number | null {
  const matched = new Set<number>();
  for (const part of field.split(",")) {
    const [span = "", step = "1", ...rest] = part.split("/");
    const [first, last] = boundsOf(span, part.includes("/") ? range.to : undefined, range);
    const by = Number(step);
    if (rest.length > 0 || !Number.isInteger(by) || by < 1 || first === null || last === null || first > last) return null;
    for (let value = first; value <= last; value += by) matched.add(value);
  }
  return matched.size;
}

/** First and last value of a part; a single value with a step goes on to the end of the range. */
function boundsOf(span: string, openEnd: number | undefined, range: FieldRange): readonly [number | null, number | null] {
  if (span === "*" || span === "?") return [range.from, range.to];
  const [first = "", last] = span.split("-");
  const from = valueOf(first, range);
  return [from, last === undefined ? (openEnd ?? from) : valueOf(last, range)];
}

function valueOf(word: string, { from, to, names = [] }: FieldRange): number | null {
  const named = names.indexOf(word.toUpperCase());
  const value = named === -1 ? Number(word) : from + named;
  return word !== "" && Number.isInteger(value) && value >= from && value <= to ? value : null;
}
