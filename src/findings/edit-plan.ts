import type { Location } from "../change/location.ts";
import { appendItem } from "./append-item.ts";
import { type Dialect, type EditValue, blockLines, dialectOf, isCode, isWritable, nameIn, valueIn } from "./edit-dialect.ts";
import type { Edit } from "./finding.ts";
import { replaceValue } from "./replace-value.ts";
import { afterBlanks, indentationOf, isAlone, lineEndOf, lineStartOf, newlineOf } from "./text-places.ts";

/** Writes a sibling below (or, on one line, behind) an entry that stands already. */
export interface Insertion {
  readonly kind: "insert";
  /** Key and value of the entry, with offsets. */
  readonly after: Location;
  /** As the dialect spells it; dots lead into nested maps or blocks: `ScalingConfig.MaximumConcurrency`. */
  readonly name: string;
  readonly value: EditValue;
  /** The value is a time: code writes it with a type of a package that may not be at hand in the file, so that it is not written there. */
  readonly unit?: "seconds";
  /** Further siblings, where the cure takes them all. */
  readonly also?: readonly Sibling[];
}

interface Sibling {
  readonly name: string;
  readonly value: EditValue;
}

/** Replaces a value, quoted as its dialect wants it. */
export interface Replacement {
  readonly kind: "replace";
  readonly at: Location;
  readonly value: EditValue;
  /** The value's name among the constants of a class, for code: `NODEJS_22_X` in the place of `NODEJS_18_X`. */
  readonly constant?: string;
}

/** Writes another entry in the place of one. */
export interface Rewriting {
  readonly kind: "rewrite";
  readonly entry: Location;
  readonly name: string;
  readonly value: EditValue;
}

/** Adds an item behind one of a list; a single value becomes a list of both. */
export interface Addition {
  readonly kind: "append";
  readonly after: Location;
  /** What stands there, or a part of it: a place that holds something else is none where an item can be added. */
  readonly written: string;
  readonly value: EditValue;
}

/** Puts text around an expression of code. */
export interface Wrapping {
  readonly kind: "wrap";
  readonly at: Location;
  readonly before: string;
  readonly after: string;
}

/** Takes an entry out, with its comma or its lines. */
export interface Removal {
  readonly kind: "remove";
  readonly entry: Location;
}

/** A cure as a rule proposes it: rules know places, not texts. */
export type EditPlan = Edit | Insertion | Replacement | Removal | Rewriting | Addition | Wrapping;

/** The file that a plan changes. */
export function pathOfPlan(plan: EditPlan): string {
  return "kind" in plan ? placeOf(plan).path : plan.path;
}

function placeOf(plan: Exclude<EditPlan, Edit>): Location {
  switch (plan.kind) {
    case "insert":
    case "append":
      return plan.after;
    case "remove":
    case "rewrite":
      return plan.entry;
    default:
      return plan.at;
  }
}

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
      return inserted(spot, plan);
    case "remove":
      return removed(spot);
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

/** A place in a file whose dialect is known. */
export interface Spot {
  readonly path: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly start: number;
  readonly end: number;
}

/** Whether commas separate the entry from its siblings; null in a list's own brackets, where a sibling would be an item. */
function isSeparatedByCommas({ text, dialect, end }: Spot): boolean | null {
  if (dialect === "json" || isCode(dialect)) return true;
  const next = afterBlanks(text, end, dialect);
  const character = text[next];
  if (character === "]") return null;
  if (character === ",") return true;
  return character === "}" && (dialect === "yaml" || !text.slice(end, next).includes("\n"));
}

function inserted(spot: Spot, plan: Insertion): Edit | null {
  const byCommas = isSeparatedByCommas(spot);
  if (byCommas === null || (isCode(spot.dialect) && plan.unit !== undefined)) return null;
  return byCommas ? insertedInFlow(spot, plan) : insertedAsLines(spot, plan);
}

function insertedInFlow(spot: Spot, plan: Insertion): Edit | null {
  const { path, text, dialect, start, end } = spot;
  const siblings = siblingsOf(plan);
  // A nested block of Terraform has no form on one line among other arguments, and the arguments of a call nest in no common way.
  if ((dialect === "hcl" || dialect === "python") && siblings.some(({ name }) => name.includes("."))) return null;
  const indentation = indentationOf(text, start);
  const separator = indentation === null ? " " : `${newlineOf(text, start)}${indentation}`;
  return { path, start: end, end, replacement: siblings.map((sibling) => `,${separator}${entryInFlow(spot, sibling)}`).join("") };
}

function siblingsOf({ name, value, also = [] }: Insertion): readonly Sibling[] {
  return [{ name, value }, ...also];
}

function entryInFlow({ text, dialect, start }: Spot, { name, value }: Sibling): string {
  const isQuoted = text[start] === '"' || text[start] === "'";
  const sign = dialect === "hcl" ? " = " : dialect === "python" && !isQuoted ? "=" : ": ";
  const steps = name.split(".").map((step) => nameIn(dialect, step, isQuoted));
  return steps.reduceRight(
    (inner, step, depth) => `${step}${sign}${depth === steps.length - 1 ? inner : `{ ${inner} }`}`,
    valueIn(dialect, value, text),
  );
}

/** Nested maps of YAML and blocks of HCL and Bicep go two columns deeper a step. */
function insertedAsLines({ path, text, dialect, start, end }: Spot, plan: Insertion): Edit | null {
  const indentation = indentationOf(text, start);
  const lineEnd = lineEndOf(text, end);
  if (indentation === null || afterBlanks(text, end, dialect, lineEnd) < lineEnd) return null;
  const newline = newlineOf(text, start);
  const context = { dialect, text, entry: text.slice(start, end) };
  const lines = siblingsOf(plan).flatMap((sibling) => linesOf(sibling, context).map((line) => `${newline}${indentation}${line}`));
  return { path, start: lineEnd, end: lineEnd, replacement: lines.join("") };
}

function linesOf({ name, value }: Sibling, { dialect, text, entry }: { dialect: Dialect; text: string; entry: string }): string[] {
  const steps = name.split(".");
  const last = steps.pop() ?? name;
  const opening = dialect === "yaml" ? ":" : dialect === "hcl" ? " {" : ": {";
  const indented = (depth: number, line: string) => `${"  ".repeat(depth)}${line}`;
  const key = dialect === "hcl" && steps.length === 0 ? aligned(last, entry) : last;
  const own = dialect === "yaml" ? blockLines(key, value, text) : [`${key}${dialect === "hcl" ? " = " : ": "}${valueIn(dialect, value, text)}`];
  return [
    ...steps.map((step, depth) => indented(depth, `${step}${opening}`)),
    ...own.map((line) => indented(steps.length, line)),
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
