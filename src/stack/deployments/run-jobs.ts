import type { Location } from "../../change/location.ts";
import { assignmentOf, literalOf, type ShellCommand, shellCommands } from "../../syntax/shell-commands.ts";
import type { LocalFiles } from "../readers/cloudformation/local-files.ts";
import { type Value, textOf } from "../value.ts";
import { unknown } from "../value-builders.ts";
import type { Allowances } from "./allowance.ts";
import type { CalledScript } from "./called-script.ts";
import { scriptsCalled } from "./called-scripts.ts";
import { argumentOf, isPosition } from "./expand-text.ts";
import { withoutLauncher } from "./launchers.ts";
import { enter } from "./pipelines/pipeline.ts";
import type { Argument, Invocation, Job, Script, Step, Variables } from "./script.ts";

const deepestScript = 4;
/** A script that sets more of them is generated, and those beyond count as set when it runs. */
const mostVariables = 300;

/** The commands that a job runs, with those of the package scripts and shell scripts of the repository that it calls. */
export function invocationsOf(job: Job, { files, allowances }: Pick<Run, "files" | "allowances">): readonly Invocation[] {
  const found: Invocation[] = [];
  let shell: Shell | undefined;
  for (const step of job.steps) {
    if (shell === undefined || job.isOneShell !== true) shell = new Shell({ label: job.label, files, allowances, found }, step);
    shell.perform(step);
  }
  return found;
}

interface Run {
  readonly label: string;
  readonly files: LocalFiles;
  readonly allowances: Allowances;
  readonly found: Invocation[];
}

/** A shell while it runs a script: where it is, and what its variables are. */
class Shell {
  private readonly run: Run;
  private folder: string | undefined;
  private variables: Map<string, Value>;
  /** A command that was found has the variables as they are now. */
  private isKept = false;
  private depth = 0;

  constructor(run: Run, start: { readonly folder: string | undefined; readonly variables: Variables }) {
    this.run = run;
    this.folder = start.folder;
    this.variables = new Map(start.variables);
  }

  perform(step: Step): void {
    if ("script" in step) this.performScript(step.script);
    else this.call(step.call, step.at, new Map());
  }

  private performScript(script: Script): void {
    if (this.depth >= deepestScript || !this.run.allowances.text.take(script.text.length)) return;
    this.depth += 1;
    const outside: { readonly subshell: number; readonly folder: string | undefined; readonly variables: Map<string, Value> }[] = [];
    for (const command of shellCommands(script.text)) {
      while (outside.length > 0 && outside.at(-1)?.subshell !== command.subshells[outside.length - 1]) this.leave(outside.pop());
      for (const subshell of command.subshells.slice(outside.length)) outside.push({ subshell, folder: this.folder, variables: this.variables });
      this.isKept ||= outside.length > 0;
      this.command(command, script);
    }
    this.leave(outside[0]);
    this.depth -= 1;
  }

  /** What a subshell sets ends with it. */
  private leave(before: { readonly folder: string | undefined; readonly variables: Map<string, Value> } | undefined): void {
    if (before === undefined) return;
    ({ folder: this.folder, variables: this.variables } = before);
    this.isKept = true;
  }

  private command({ assignments, words, isConditional }: ShellCommand, script: Script): void {
    const place = (word: { readonly start: number; readonly end: number }) => script.placeOf(word.start, word.end);
    const assigned = assignments.map(({ name, value }) => [name, argumentOf(value, this.variables, place(value)).value] as const);
    const [program] = words;
    if (program === undefined) return this.assign(assigned, isConditional);
    if (["export", "declare", "local", "readonly"].includes(literalOf(program) ?? "")) {
      const exported = words.slice(1).flatMap((word) => assignmentOf(word) ?? []);
      return this.assign(
        exported.map(({ name, value }) => [name, argumentOf(value, this.variables, place(value)).value] as const),
        isConditional,
      );
    }
    this.call(
      words.map((word) => argumentOf(word, this.variables, place(word))),
      place(program),
      new Map(assigned),
    );
  }

  /** What is only set under a condition is not known afterwards. */
  private assign(assigned: readonly (readonly [string, Value])[], isConditional: boolean): void {
    if (this.isKept && assigned.length > 0) this.variables = new Map(this.variables);
    if (assigned.length > 0) this.isKept = false;
    for (const [name, value] of assigned) {
      if (this.variables.size >= mostVariables && !this.variables.has(name)) continue;
      this.variables.set(name, isConditional ? unknown(`$${name} is set under a condition of the script`, value.at) : value);
    }
  }

  private call(written: readonly Argument[], at: Location, own: Variables): void {
    const words = withoutLauncher(written);
    const [program, ...rest] = words;
    const name = textOf(program?.value);
    if (program === undefined || name === undefined || !this.run.allowances.commands.take()) return;
    if (name === "cd" || name === "pushd") return this.changeFolder(rest[0]);
    const scripts =
      this.folder === undefined ? undefined : scriptsCalled(name, { ...this.run, words: rest, folder: this.folder, variables: this.with(own) });
    if (scripts !== undefined) return this.runCalled(scripts, own);
    this.isKept = true;
    this.run.found.push({ words, folder: this.folder, variables: this.with(own), label: this.run.label, at });
  }

  private changeFolder(to: Argument | undefined): void {
    const path = textOf(to?.value);
    this.folder = this.folder === undefined || path === undefined ? undefined : enter(this.folder, path);
  }

  private with(own: Variables): Variables {
    return own.size === 0 ? this.variables : new Map([...this.variables, ...own]);
  }

  private runCalled(scripts: readonly CalledScript[], own: Variables): void {
    for (const { script, variables, folder = this.folder, isSourced = false } of scripts) {
      if (isSourced) {
        this.assign([...own, ...variables], false);
        this.performScript(script);
        continue;
      }
      const inherited = [...this.variables].filter(([name]) => !isPosition(name));
      const inner = new Shell(this.run, { folder, variables: new Map([...inherited, ...own, ...variables]) });
      inner.depth = this.depth;
      inner.performScript(script);
    }
  }
}
