import type { Location } from "../../../change/location.ts";
import { type MakeAssignment, type MakeRule, type MakeStatement, makeStatements } from "../../../syntax/makefile.ts";
import { parsedOnce } from "../../../syntax/parsed-once.ts";
import { textOf } from "../../value.ts";
import type { Call } from "../called-script.ts";
import { assembled, splitText } from "../expand-text.ts";
import { enter } from "../pipelines/pipeline.ts";
import type { MakeVariables } from "./make-variables.ts";

/** A recipe with the file where it stands. */
export interface PlacedRecipe {
  readonly path: string;
  readonly lines: MakeRule["recipe"];
}

/** What a makefile says of one target. */
export interface MakeTarget {
  readonly prerequisites: readonly string[];
  readonly recipes: readonly PlacedRecipe[];
  /** Variables that hold for it and for what it needs. */
  readonly assignments: readonly { readonly assignment: MakeAssignment; readonly at: Location }[];
}

const parseOnce = parsedOnce((_, text) => makeStatements(text));
const mostFiles = 20;
/** A makefile is parsed once; each command that reads it follows its statements again, which costs less than its text. */
const lengthPerText = 10;
const nothing: MakeTarget = { prerequisites: [], recipes: [], assignments: [] };

/** The targets of a makefile and of those that it includes; what they set goes into the variables. */
export class MakefileRules {
  /** The first target, which is made where the command names none. */
  goal: string | undefined;
  isOneShell = false;
  private readonly targets = new Map<string, MakeTarget>();
  private readonly patterns: { readonly start: string; readonly end: string; readonly pattern: string }[] = [];
  private readonly call: Pick<Call, "folder" | "files" | "allowances">;
  private readonly variables: MakeVariables;
  private read = 0;

  constructor(path: string, variables: MakeVariables, call: Pick<Call, "folder" | "files" | "allowances">) {
    this.call = call;
    this.variables = variables;
    this.include(path);
    const at: Location = { path, startLine: 1, endLine: 1 };
    this.goal = textOf(assembled(variables.expand("$(.DEFAULT_GOAL)", at), at)) ?? this.goal;
  }

  /** What is said of a target, and what `%` stands for where only a pattern matches it. */
  find(name: string): { readonly target: MakeTarget; readonly stem: string | undefined } | undefined {
    const exact = this.targets.get(name);
    if (exact !== undefined && exact.recipes.length > 0) return { target: exact, stem: undefined };
    for (const { start, end, pattern } of this.patterns) {
      const target = this.targets.get(pattern) ?? nothing;
      if (name.length <= start.length + end.length || !name.startsWith(start) || !name.endsWith(end)) continue;
      const stem = name.slice(start.length, name.length - end.length);
      const prerequisites = target.prerequisites.map((one) => one.replace("%", stem));
      const assignments = [...target.assignments, ...(exact?.assignments ?? [])];
      return { target: { recipes: target.recipes, assignments, prerequisites: [...prerequisites, ...(exact?.prerequisites ?? [])] }, stem };
    }
    return exact === undefined ? undefined : { target: exact, stem: undefined };
  }

  private include(path: string): void {
    const { files, allowances } = this.call;
    const content = this.read < mostFiles && files.has(path) ? files.content(path) : undefined;
    this.read += 1;
    if (content === undefined || !allowances.text.take(Math.ceil(content.text.length / lengthPerText))) return;
    for (const statement of parseOnce(path, content)) this.statement(statement, path);
  }

  private statement(statement: MakeStatement, path: string): void {
    const at: Location = { path, startLine: statement.line, endLine: statement.line };
    if (statement.kind === "rule") return this.rule(statement, at);
    if (statement.kind === "export") return this.variables.export(statement.names === "" ? [""] : this.words(statement.names, at));
    if (statement.kind === "include") {
      for (const word of this.words(statement.paths, at)) this.include(enter(this.call.folder, word) ?? "");
      return;
    }
    if (statement.targets === undefined) return this.variables.assign(statement, at);
    for (const name of this.words(statement.targets, at)) {
      const before = this.targets.get(name) ?? nothing;
      this.targets.set(name, { ...before, assignments: [...before.assignments, { assignment: statement, at }] });
    }
  }

  private rule(rule: MakeRule, at: Location): void {
    const prerequisites = this.words(rule.prerequisites, at);
    for (const name of this.words(rule.targets, at)) {
      if (name === ".ONESHELL") this.isOneShell = true;
      else if (name === ".EXPORT_ALL_VARIABLES") this.variables.export([""]);
      if (name.startsWith(".") && !name.includes("/")) continue;
      const [start = "", end] = name.split("%", 2);
      if (end === undefined) this.goal ??= name;
      else if (!this.targets.has(name)) this.patterns.push({ start, end, pattern: name });
      const before = this.targets.get(name) ?? nothing;
      const own = rule.recipe.length === 0 ? [] : [{ path: at.path, lines: rule.recipe }];
      // A later recipe takes the place of an earlier one, unless either may not hold.
      const isFurther = rule.isDoubleColon || rule.isConditional || own.length === 0;
      const recipes = isFurther ? [...before.recipes, ...own] : own;
      this.targets.set(name, { ...before, recipes, prerequisites: [...before.prerequisites, ...prerequisites] });
    }
  }

  /** The words of a text, without those that are not known. */
  private words(text: string, at: Location): readonly string[] {
    if (!text.includes("$")) return text.split(/[\s|]+/).filter((word) => word !== "");
    return splitText(assembled(this.variables.expand(text, at), at), " \t\n|").flatMap((word) => textOf(word) ?? []);
  }
}
