import { type Dialect, blockLines, isCode, nameIn, valueIn } from "./edit-dialect.ts";
import type { Insertion, Sibling } from "./edit-plan.ts";
import type { Edit } from "./finding.ts";
import { type Spot, isSeparatedByCommas } from "./spot.ts";
import { afterBlanks, indentationOf, lineEndOf, newlineOf } from "./text-places.ts";

/** An entry beside another on the file's text; null where the text around it is of a form that we do not write. */
export function insertEntry(spot: Spot, plan: Insertion): Edit | null {
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

/** Key and value as they are written among others on one line. */
export function entryInFlow({ text, dialect, start }: Spot, { name, value }: Sibling): string {
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
