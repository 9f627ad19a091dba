import type { Location } from "../change/location.ts";
import { type Dialect, type EditValue, dialectOf, nameIn, valueIn } from "./edit-dialect.ts";
import type { Edit } from "./finding.ts";
import { afterBlanks, indentationOf, isAlone, lineEndOf, lineStartOf, newlineOf } from "./text-places.ts";

/** Writes a sibling below (or, on one line, behind) an entry that stands already. */
export interface Insertion {
  readonly kind: "insert";
  /** Key and value of the entry, with offsets. */
  readonly after: Location;
  /** As the dialect spells it; dots lead into nested maps or blocks: `ScalingConfig.MaximumConcurrency`. */
  readonly name: string;
  readonly value: EditValue;
}

/** Replaces a value, quoted as its dialect wants it. */
export interface Replacement {
  readonly kind: "replace";
  readonly at: Location;
  readonly value: EditValue;
}

/** Takes an entry out, with its comma or its lines. */
export interface Removal {
  readonly kind: "remove";
  readonly entry: Location;
}

/** A cure as a rule proposes it: rules know places, not texts. */
export type EditPlan = Edit | Insertion | Replacement | Removal;

/** The file that a plan changes. */
export function pathOfPlan(plan: EditPlan): string {
  if (!("kind" in plan)) return plan.path;
  if (plan.kind === "insert") return plan.after.path;
  return plan.kind === "replace" ? plan.at.path : plan.entry.path;
}

/** The plan on the file's text; null where the place is not exact, or the text around it is of a form that we do not write. */
export function resolvePlan(plan: EditPlan, text: string): Edit | null {
  if (!("kind" in plan)) return plan;
  const path = pathOfPlan(plan);
  const dialect = dialectOf(path, text);
  const at = plan.kind === "insert" ? plan.after : plan.kind === "replace" ? plan.at : plan.entry;
  const { start, end } = at;
  if (dialect === null || start === undefined || end === undefined || start < 0 || end <= start || end > text.length) return null;
  const spot: Spot = { path, text, dialect, start, end };
  if (plan.kind === "replace") return { path, start, end, replacement: valueIn(dialect, plan.value, text) };
  return plan.kind === "insert" ? inserted(spot, plan) : removed(spot);
}

interface Spot {
  readonly path: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly start: number;
  readonly end: number;
}

/** Whether commas separate the entry from its siblings; null in a list's own brackets, where a sibling would be an item. */
function isSeparatedByCommas({ text, dialect, end }: Spot): boolean | null {
  if (dialect === "json" || dialect === "code") return true;
  const next = afterBlanks(text, end, dialect);
  const character = text[next];
  if (character === "]") return null;
  if (character === ",") return true;
  return character === "}" && (dialect === "yaml" || !text.slice(end, next).includes("\n"));
}

function inserted(spot: Spot, plan: Insertion): Edit | null {
  const byCommas = isSeparatedByCommas(spot);
  if (byCommas === null) return null;
  return byCommas ? insertedInFlow(spot, plan) : insertedAsLines(spot, plan);
}

function insertedInFlow({ path, text, dialect, start, end }: Spot, { name, value }: Insertion): Edit | null {
  // A nested block of Terraform has no form on one line among other arguments.
  if (dialect === "hcl" && name.includes(".")) return null;
  const indentation = indentationOf(text, start);
  const separator = indentation === null ? " " : `${newlineOf(text, start)}${indentation}`;
  const sign = dialect === "hcl" ? " = " : ": ";
  const isQuoted = text[start] === '"';
  const steps = name.split(".").map((step) => nameIn(dialect, step, isQuoted));
  const nested = steps.reduceRight(
    (inner, step, depth) => `${step}${sign}${depth === steps.length - 1 ? inner : `{ ${inner} }`}`,
    valueIn(dialect, value, text),
  );
  return { path, start: end, end, replacement: `,${separator}${nested}` };
}

/** Nested maps of YAML and blocks of HCL and Bicep go two columns deeper a step. */
function insertedAsLines({ path, text, dialect, start, end }: Spot, plan: Insertion): Edit | null {
  const indentation = indentationOf(text, start);
  const lineEnd = lineEndOf(text, end);
  if (indentation === null || afterBlanks(text, end, dialect, lineEnd) < lineEnd) return null;
  const newline = newlineOf(text, start);
  const lines = linesOf(plan, { dialect, text, entry: text.slice(start, end) }).map((line) => `${newline}${indentation}${line}`);
  return { path, start: lineEnd, end: lineEnd, replacement: lines.join("") };
}

function linesOf({ name, value }: Insertion, { dialect, text, entry }: { dialect: Dialect; text: string; entry: string }): string[] {
  const steps = name.split(".");
  const last = steps.pop() ?? name;
  const opening = dialect === "yaml" ? ":" : dialect === "hcl" ? " {" : ": {";
  const indented = (depth: number, line: string) => `${"  ".repeat(depth)}${line}`;
  const key = dialect === "hcl" && steps.length === 0 ? aligned(last, entry) : last;
  return [
    ...steps.map((step, depth) => indented(depth, `${step}${opening}`)),
    indented(steps.length, `${key}${dialect === "hcl" ? " = " : ": "}${valueIn(dialect, value, text)}`),
    ...(dialect === "yaml" ? [] : steps.map((_, index) => indented(steps.length - 1 - index, "}"))),
  ];
}

/** `terraform fmt` puts the equals signs of neighbouring lines below one another. */
function aligned(name: string, neighbour: string): string {
  const column = /^[\w-]+ *(?==)/.exec(neighbour)?.[0].length ?? 0;
  return name.padEnd(column - 1);
}

function removed(spot: Spot): Edit | null {
  const { path, text, dialect, start, end } = spot;
  const byCommas = isSeparatedByCommas(spot);
  if (byCommas === null) return null;
  const next = byCommas ? afterBlanks(text, end, dialect) : end;
  const hasComma = byCommas && text[next] === ",";
  const last = hasComma ? next + 1 : end;
  if (byCommas && !hasComma) return withoutCommaBefore(spot);
  if (isAlone(text, start, last, dialect)) {
    const after = Math.min(text.length, text.indexOf("\n", last) + 1 || text.length);
    return { path, start: lineStartOf(text, start), end: after, replacement: "" };
  }
  return hasComma ? { path, start, end: afterBlanks(text, last, "json"), replacement: "" } : null;
}

/** The last entry takes the comma before it along. */
function withoutCommaBefore({ path, text, start, end }: Spot): Edit | null {
  let before = start;
  while (before > 0 && /\s/.test(text[before - 1] ?? "")) before -= 1;
  if (text[before - 1] === ",") return { path, start: before - 1, end, replacement: "" };
  return text[before - 1] === "{" ? { path, start, end, replacement: "" } : null;
}
