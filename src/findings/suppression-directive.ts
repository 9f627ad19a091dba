/** What an inline suppression says: `serverless-reviewer-ignore <rule>[, <rule>] -- reason: <text> [owner: <name>] [until: YYYY-MM-DD]`. */
export interface Directive {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly owner?: string;
  /** Last day (YYYY-MM-DD, UTC) on which it holds. */
  readonly until?: string;
}

/** A directive, or why the text is none although it begins like one. */
export type ReadDirective = { readonly directive: Directive } | { readonly problem: string };

export const directiveName = "serverless-reviewer-ignore";

/** Limits of the configuration's suppressions too. */
const shortestReason = 3;
const longestReason = 500;
const mostRules = 20;

/** Reads one line of a comment, without its markers; null where it is no directive. */
export function readDirective(line: string): ReadDirective | null {
  const text = line.trim();
  if (!text.startsWith(directiveName)) return null;
  const rest = text.slice(directiveName.length);
  if (rest !== "" && !/^[\s:]/.test(rest)) return null;
  const [ids = "", ...fields] = rest.replace(/^:/, "").split(" -- ");
  const rules = ids
    .replace(/--\s*$/, "")
    .split(/[\s,]+/)
    .filter((id) => id !== "");
  if (rules.length === 0) return { problem: "names no rule" };
  if (rules.length > mostRules) return { problem: `names more than ${mostRules} rules` };
  return withFields(rules, fields.join(" -- "));
}

function withFields(rules: readonly string[], text: string): ReadDirective {
  const fields = fieldsOf(text);
  const reason = fields.get("reason") ?? "";
  const owner = fields.get("owner");
  const until = fields.get("until");
  if (reason.length < shortestReason) return { problem: "gives no reason (`-- reason: …`)" };
  if (until !== undefined && !isDay(until)) return { problem: `says \`until: ${until.slice(0, 40)}\`, which is no day of the form YYYY-MM-DD` };
  const directive = { rules, reason: reason.slice(0, longestReason) };
  return { directive: { ...directive, ...(owner ? { owner: owner.slice(0, 100) } : {}), ...(until === undefined ? {} : { until }) } };
}

function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const pieces = ` ${text}`.split(/\s(reason|owner|until):/);
  for (let index = 1; index < pieces.length; index += 2) fields.set(pieces[index] ?? "", (pieces[index + 1] ?? "").trim());
  return fields;
}

/** Whether a text is a day that exists, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Whether a suppression's last day lies before today (UTC). */
export function isExpired(until: string | undefined, now: Date): boolean {
  return until !== undefined && now.toISOString().slice(0, 10) > until;
}

/** The reason as a review lists it, with who answers for it and until when. */
export function reasonText({ reason, owner, until }: { reason: string; owner?: string | undefined; until?: string | undefined }): string {
  const details = [...(owner === undefined ? [] : [owner]), ...(until === undefined ? [] : [`until ${until}`])];
  return details.length === 0 ? reason : `${reason} (${details.join(", ")})`;
}
