import { assignmentOf, literalOf, type ShellCommand, shellCommands } from "../../syntax/shell-commands.ts";
import type { Location } from "../../change/location.ts";
import type { LocalFiles } from "../readers/cloudformation/local-files.ts";
import { type Value, textOf, valueAt } from "../value.ts";
import { unknown } from "../value-builders.ts";
import type { Allowances } from "./allowance.ts";
import { argumentOf } from "./expand-text.ts";
import { enter } from "./pipelines/pipeline.ts";
import { type Argument, type Invocation, type Job, type Script, type Step, type Variables, scriptOfFile, scriptOfScalar } from "./script.ts";
import { withoutLauncher } from "./launchers.ts";

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
    for (const command of shellCommands(script.text)) this.command(command, script);
    this.depth -= 1;
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
    const script = this.scriptCalled(name, rest);
    if (script !== undefined) return this.runCalled(script, own);
    const variables = own.size === 0 ? this.variables : new Map([...this.variables, ...own]);
    this.isKept = true;
    this.run.found.push({ words, folder: this.folder, variables, label: this.run.label, at });
  }

  private changeFolder(to: Argument | undefined): void {
    const path = textOf(to?.value);
    this.folder = this.folder === undefined || path === undefined ? undefined : enter(this.folder, path);
  }

  private runCalled({ script, variables }: CalledScript, own: Variables): void {
    const inner = new Shell(this.run, { folder: this.folder, variables: new Map([...this.variables, ...own, ...variables]) });
    inner.depth = this.depth;
    inner.performScript(script);
  }

  /** The script behind `bash deploy.sh prod`, `./deploy.sh`, `bash -c "…"`, `npm run deploy -- --stage prod`; undefined for other commands. */
  private scriptCalled(name: string, rest: readonly Argument[]): CalledScript | undefined {
    const [first, ...others] = rest;
    if (["bash", "sh", "source", ".", "zsh"].includes(name)) {
      const options = rest.filter((word) => !(textOf(word.value) ?? "").startsWith("-"));
      const [file, ...given] = options;
      if (first !== undefined && /^-\w*c$/.test(textOf(first.value) ?? "")) return inlineScript(others[0]);
      return file === undefined ? undefined : this.fileScript(textOf(file.value) ?? "", given);
    }
    if (name.endsWith(".sh")) return this.fileScript(name, rest);
    return ["npm", "yarn", "pnpm", "bun"].includes(name) ? this.packageScript(name, rest) : undefined;
  }

  private fileScript(name: string, given: readonly Argument[]): CalledScript | undefined {
    const path = this.folder === undefined ? undefined : enter(this.folder, name);
    const text = path === undefined ? undefined : this.run.files.text(path);
    if (path === undefined || text === undefined) return undefined;
    return { script: scriptOfFile(path, text), variables: new Map(given.map((word, index) => [String(index + 1), word.value] as const)) };
  }

  private packageScript(manager: string, rest: readonly Argument[]): CalledScript | undefined {
    const words = rest.map((word) => textOf(word.value));
    const start = words[0] === "run" || words[0] === "run-script" ? 1 : 0;
    const name = words[start];
    const path = this.folder === undefined ? undefined : enter(this.folder, "package.json");
    if (name === undefined || path === undefined || (manager === "npm" && start === 0)) return undefined;
    const content = this.run.files.has(path) ? this.run.files.content(path) : undefined;
    const written = content === undefined ? undefined : valueAt(this.run.files.document(path), "scripts", name);
    if (written?.kind !== "scalar" || content === undefined) return undefined;
    const script = scriptOfScalar(written, content);
    const passed = rest.slice(start + 1).filter((word) => textOf(word.value) !== "--");
    return { script: { ...script, text: `${script.text} ${passed.map((_, index) => `"$passed_${index}"`).join(" ")}` }, variables: passedOn(passed) };
  }
}

interface CalledScript {
  readonly script: Script;
  readonly variables: Variables;
}

function passedOn(words: readonly Argument[]): Variables {
  return new Map(words.map((word, index) => [`passed_${index}`, word.value] as const));
}

function inlineScript(word: Argument | undefined): CalledScript | undefined {
  const text = textOf(word?.value);
  const at = word?.value.at;
  return text === undefined || at === undefined ? undefined : { script: { text, placeOf: () => at }, variables: new Map() };
}
