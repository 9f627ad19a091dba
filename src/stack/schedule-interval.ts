const unitSeconds: ReadonlyMap<string, number> = new Map([
  ["minute", 60],
  ["hour", 3_600],
  ["day", 86_400],
]);

/**
 * The shortest time between two runs of an EventBridge schedule, in seconds: `rate(5 minutes)`, `cron(0/15 * * * ? *)`. Infinity for `at(…)`, null where the
 * expression is none that we can tell (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
 */
export function shortestIntervalSeconds(expression: string): number | null {
  const open = expression.indexOf("(");
  const kind = expression.slice(0, open).trim().toLowerCase();
  const inner = expression.slice(open + 1, expression.lastIndexOf(")")).trim();
  if (open === -1) return null;
  if (kind === "at") return Infinity;
  const words = inner.split(/\s+/);
  if (kind === "rate") return rateSeconds(words);
  return kind === "cron" && words.length === 6 ? cronSeconds(words[0] ?? "", words[1] ?? "") : null;
}

function rateSeconds([count = "", unit = ""]: readonly string[]): number | null {
  const seconds = unitSeconds.get(unit.replace(/s$/, ""));
  const amount = Number(count);
  return seconds === undefined || !Number.isFinite(amount) || amount <= 0 ? null : amount * seconds;
}

/** By the finest field that repeats; days and months only make it longer. */
function cronSeconds(minutes: string, hours: string): number | null {
  const [byMinute, byHour] = [stepOf(minutes, 60), stepOf(hours, 24)];
  if (byMinute === null || byHour === null) return null;
  if (byMinute < 60) return byMinute * 60;
  return byHour < 24 ? byHour * 3_600 : 86_400;
}

/** The shortest step between two values of a field; the field's size for a single value, null for what is none of a cron field. */
function stepOf(field: string, size: number): number | null {
  if (field === "*" || /^\d+-\d+$/.test(field)) return 1;
  const step = /^(?:\*|\d+|\d+-\d+)\/(\d+)$/.exec(field)?.[1];
  if (step !== undefined) return Number(step) > 0 ? Number(step) : null;
  const values = field.split(",").map(Number);
  if (values.some((value) => !Number.isInteger(value))) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const gaps = sorted.map((value, index) => (sorted[index + 1] ?? (sorted[0] ?? value) + size) - value);
  return Math.min(...gaps);
}
