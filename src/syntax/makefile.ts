/** One statement of a makefile. */
export type MakeStatement = MakeAssignment | MakeExport | MakeInclude | MakeRule;

/** Where a statement stands. Lines count from 1. */
interface Placed {
  readonly line: number;
  /** Inside `ifeq`, `ifdef` and their like: it may hold or not. */
  readonly isConditional: boolean;
}

/** `NAME = text`; for some targets only where it stands behind them. */
export interface MakeAssignment extends Placed {
  readonly kind: "assignment";
  readonly name: string;
  /** `define` stands for text of several lines. */
  readonly operator: "=" | ":=" | "?=" | "+=" | "!=" | "define";
  readonly value: string;
  readonly isExported: boolean;
  readonly targets: string | undefined;
}

/** `export A B`; without names, every variable. */
export interface MakeExport extends Placed {
  readonly kind: "export";
  readonly names: string;
}

/** `include common.mk` */
export interface MakeInclude extends Placed {
  readonly kind: "include";
  readonly paths: string;
}

/** Targets with what they need first, and what makes them. */
export interface MakeRule extends Placed {
  readonly kind: "rule";
  readonly targets: string;
  readonly prerequisites: string;
  /** Each of the rules with two colons has a recipe that counts. */
  readonly isDoubleColon: boolean;
  readonly recipe: readonly RecipeLine[];
}

/** What Make hands to one shell, with its continued lines. */
interface RecipeLine {
  readonly text: string;
  readonly line: number;
}

interface Logical {
  readonly text: string;
  readonly line: number;
}

/** Longer files are generated. In UTF-16 units. */
const maximumLength = 200_000;
const operator = /(?::{1,3}|[?+!])?=/y;

/** The statements of a makefile in their order; references (`$(NAME)`) stay in their texts. */
export function makeStatements(text: string): readonly MakeStatement[] {
  return text.length > maximumLength ? [] : new Reader().read(logicalLines(text));
}

/** Lines with those that a backslash continues. */
function logicalLines(text: string): readonly Logical[] {
  const found: Logical[] = [];
  let open: Logical | undefined;
  for (const [index, physical] of text.split("\n").entries()) {
    const line = physical.endsWith("\r") ? physical.slice(0, -1) : physical;
    const current: Logical = open === undefined ? { text: line, line: index + 1 } : { text: `${open.text}\n${line}`, line: open.line };
    const isContinued = /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
    if (!isContinued) found.push(current);
    open = isContinued ? current : undefined;
  }
  return open === undefined ? found : [...found, open];
}

class Reader {
  private readonly statements: MakeStatement[] = [];
  private conditions = 0;
  private recipe: RecipeLine[] | undefined;
  private isDefining = false;

  read(lines: readonly Logical[]): readonly MakeStatement[] {
    for (const line of lines) {
      if (this.isDefining) this.isDefining = line.text.trim() !== "endef";
      else if (line.text.startsWith("\t") && this.recipe !== undefined) this.recipe.push({ text: line.text.slice(1), line: line.line });
      else
        this.statement({
          ...line,
          text: withoutComment(line.text)
            .replaceAll(/\s*\\\n\s*/g, " ")
            .trim(),
        });
    }
    return this.statements;
  }

  private statement(line: Logical): void {
    const [, word = "", rest = ""] = /^(-?[a-z]+)(?:\s+(.*))?$/s.exec(line.text) ?? [];
    if (line.text === "") return;
    if (["ifeq", "ifneq", "ifdef", "ifndef"].includes(word) || /^ifn?eq\(/.test(line.text)) this.conditions += 1;
    else if (word === "endif") this.conditions = Math.max(0, this.conditions - 1);
    else if (word === "include" || word === "-include" || word === "sinclude") this.add({ kind: "include", paths: rest, ...this.placed(line) });
    else if (word === "define") this.define(rest, line);
    else if (word !== "else") this.ruleOrAssignment(line);
  }

  private placed({ line }: Logical): Placed {
    return { line, isConditional: this.conditions > 0 };
  }

  private add(statement: MakeStatement): void {
    this.recipe = undefined;
    this.statements.push(statement);
  }

  private define(rest: string, line: Logical): void {
    const name = rest.split(/[\s=:?+!]/)[0] ?? "";
    this.isDefining = true;
    this.add({ kind: "assignment", name, operator: "define", value: "", isExported: false, targets: undefined, ...this.placed(line) });
  }

  private ruleOrAssignment(line: Logical): void {
    const found = firstOutside(line.text, /(?::{1,3}|[?+!])?=|::?/y);
    const exported = /^export(?:\s+(.*))?$/s.exec(line.text);
    if (found?.text.endsWith("=") === true) return this.assign(line.text, line, undefined);
    if (exported !== null) return this.add({ kind: "export", names: exported[1] ?? "", ...this.placed(line) });
    if (found === undefined) return;
    const targets = line.text.slice(0, found.at).trim();
    const behind = line.text.slice(found.at + found.text.length);
    const commands = firstOutside(behind, /;/y);
    const needed = commands === undefined ? behind : behind.slice(0, commands.at);
    if (firstOutside(needed, operator) !== undefined) return this.assign(behind, line, targets);
    const recipe: RecipeLine[] = commands === undefined ? [] : [{ text: behind.slice(commands.at + 1), line: line.line }];
    this.add({ kind: "rule", targets, prerequisites: needed.trim(), isDoubleColon: found.text === "::", recipe, ...this.placed(line) });
    this.recipe = recipe;
  }

  private assign(text: string, line: Logical, targets: string | undefined): void {
    const found = firstOutside(text, operator);
    if (found === undefined) return;
    const words = text.slice(0, found.at).trim().split(/\s+/);
    const sign = found.text.endsWith(":=") ? ":=" : found.text;
    const value = text.slice(found.at + found.text.length).trim();
    const isExported = words.slice(0, -1).includes("export");
    if (sign === "=" || sign === ":=" || sign === "?=" || sign === "+=" || sign === "!=")
      this.add({ kind: "assignment", name: words.at(-1) ?? "", operator: sign, value, isExported, targets, ...this.placed(line) });
  }
}

/** The text before a `#` that no backslash keeps. */
function withoutComment(text: string): string {
  let kept = "";
  let rest = text;
  for (let found = firstOutside(rest, /#/y); found !== undefined; found = firstOutside(rest, /#/y)) {
    if (rest[found.at - 1] !== "\\") return kept + rest.slice(0, found.at);
    kept += `${rest.slice(0, found.at - 1)}#`;
    rest = rest.slice(found.at + 1);
  }
  return kept + rest;
}

/** The first place outside references where a sign stands. */
function firstOutside(text: string, sign: RegExp): { readonly at: number; readonly text: string } | undefined {
  for (let at = 0; at < text.length; at += 1) {
    const end = endOfReference(text, at);
    if (end !== undefined) at = end - 1;
    else {
      sign.lastIndex = at;
      const found = sign.exec(text)?.[0];
      if (found !== undefined) return { at, text: found };
    }
  }
  return undefined;
}

/** Where a reference that begins here ends: `$(NAME)`, `${NAME}`, `$N`, `$$`; undefined where none begins. */
export function endOfReference(text: string, start: number): number | undefined {
  const next = text[start + 1];
  if (text[start] !== "$" || next === undefined) return undefined;
  const close = next === "(" ? ")" : next === "{" ? "}" : undefined;
  if (close === undefined) return start + 2;
  let open = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === next) open += 1;
    else if (text[at] === close && --open === 0) return at + 1;
  }
  return text.length;
}
