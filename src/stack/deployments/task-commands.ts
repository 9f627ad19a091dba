import type { Location } from "../../change/location.ts";
import { type Value, entryOf, itemsOf, textOf, valueAt } from "../value.ts";
import { scalar, unknown } from "../value-builders.ts";
import type { Call, CalledScript } from "./called-script.ts";
import { assembled, splitAssignment } from "./expand-text.ts";
import { enter } from "./pipelines/pipeline.ts";
import { type Variables, scriptOfScalar } from "./script.ts";

const names = ["Taskfile.yml", "taskfile.yml", "Taskfile.yaml", "taskfile.yaml", "Taskfile.dist.yml", "Taskfile.dist.yaml"];
const deepestTask = 8;
const mostVariables = 300;
/** What a variable takes of the allowance for text: those that hold one another are put together again for each task. */
const textOfVariable = 20;
const folderOptions = new Set(["-d", "--dir"]);

/** What a `task` command runs: the commands of its tasks and of what they depend on, each in a shell of its own; undefined where that is not known. */
export function taskCommands(call: Call): readonly CalledScript[] | undefined {
  const tasks: string[] = [];
  const given = new Map<string, Value>();
  let { folder } = call;
  for (let index = 0; index < call.words.length; index += 1) {
    const value = call.words[index]?.value;
    const [text, assigned] = [textOf(value), value && splitAssignment(value)];
    if (text === "--") break;
    if (assigned !== undefined && !assigned.name.startsWith("-")) given.set(assigned.name, assigned.value);
    else if (folderOptions.has(text ?? "")) folder = enter(folder, textOf(call.words[(index += 1)]?.value) ?? "/") ?? "/";
    // Other options choose another file, or only show what would be done.
    else if (text === undefined || text.startsWith("-")) return undefined;
    else tasks.push(text);
  }
  const path = nearest(folder, call);
  const document = path === undefined ? undefined : call.files.document(path);
  if (path === undefined || document === undefined) return undefined;
  const run = new Run(call, document, path.slice(0, Math.max(0, path.lastIndexOf("/"))));
  for (const task of tasks.length === 0 ? ["default"] : tasks) run.task(task, given, 0);
  return run.scripts;
}

/** The file of tasks in a folder or in the nearest one above. */
function nearest(start: string, { files }: Call): string | undefined {
  if (start === "/") return undefined;
  for (let folder: string | undefined = start; folder !== undefined; folder = enter(folder, "..")) {
    const found = names.map((name) => (folder === "" ? name : `${folder}/${name}`)).find((path) => files.has(path));
    if (found !== undefined) return found;
  }
  return undefined;
}

class Run {
  readonly scripts: CalledScript[] = [];
  private readonly call: Call;
  private readonly document: Value;
  private readonly folder: string;
  private readonly shared: Variables;

  constructor(call: Call, document: Value, folder: string) {
    this.call = call;
    this.document = document;
    this.folder = folder;
    this.shared = this.variablesIn(valueAt(document, "vars"), call.variables);
  }

  task(name: string, given: Variables, depth: number): void {
    const task = valueAt(this.document, "tasks", name);
    if (task === undefined || depth > deepestTask || !this.call.allowances.steps.take()) return;
    const variables = this.variablesIn(valueAt(task, "vars"), new Map([...this.shared, ...given]));
    const environment = [this.document, task].map((owner) => valueAt(owner, "env"));
    const shell = environment.reduce<Variables>((found, section) => this.variablesIn(section, found), new Map());
    const written = valueAt(task, "dir");
    const dir = written === undefined ? "" : textOf(withTemplates(written, variables));
    const folder = dir === undefined ? undefined : enter(this.folder, dir);
    for (const needed of itemsOf(valueAt(task, "deps"))) this.called(needed, variables, depth);
    const commands = valueAt(task, "cmds") ?? valueAt(task, "cmd") ?? task;
    for (const command of commands.kind === "map" ? [] : itemsOf(commands)) {
      const text = command.kind === "map" ? valueAt(command, "cmd") : command;
      if (text?.kind === "scalar" && folder !== undefined) this.perform(text, { variables, shell, folder });
      else if (command.kind === "map") this.called(command, variables, depth);
    }
  }

  /** `task: name` with what it is given, and the plain name of a dependency. */
  private called(entry: Value, variables: Variables, depth: number): void {
    const name = textOf(entry) ?? textOf(entryOf(entry, "task")?.value);
    const given = valueAt(entry, "vars");
    const own = given?.kind === "map" ? [...this.variablesIn(given, variables)].filter(([one]) => given.entries.has(one)) : [];
    if (name !== undefined) this.task(name, new Map(own), depth + 1);
  }

  /** `vars`: what commands give is not known. */
  private variablesIn(section: Value | undefined, outer: Variables): Variables {
    const found = new Map(outer);
    for (const { name, value } of section?.kind === "map" ? [...section.entries.values()].slice(0, mostVariables) : []) {
      const isRead = value.kind === "scalar" && this.call.allowances.text.take(textOfVariable);
      found.set(name, isRead ? withTemplates(value, found) : unknown(`${name} is worked out when the task runs`, value.at));
    }
    return found;
  }

  private perform(
    command: Extract<Value, { kind: "scalar" }>,
    { variables, shell, folder }: { readonly variables: Variables; readonly shell: Variables; readonly folder: string },
  ): void {
    const content = this.call.files.content(command.at.path);
    if (content === undefined) return;
    const text = String(command.value ?? "").replaceAll(template, (_, inner: string) => `\${{ ${placeholder(inner)} }}`);
    const own = [...variables].map(([name, value]) => [`task.${name}`, value] as const);
    this.scripts.push({ script: scriptOfScalar({ ...command, value: text }, content), variables: new Map([...shell, ...own]), folder });
  }
}

const template = /\{\{-?(.*?)-?\}\}/gs;

/** The name of what a template stands for: a variable has its own, other expressions share one that nothing has. */
function placeholder(inner: string): string {
  const name = /^\s*\.(\w+)\s*$/.exec(inner)?.[1];
  return name === undefined ? "a template of the task" : `task.${name}`;
}

/** A text with its `{{.NAME}}` in place. */
function withTemplates(value: Value, variables: Variables): Value {
  const text = textOf(value);
  if (text === undefined) return value;
  const parts = text.split(template).map((piece, index) => (index % 2 === 0 ? scalar(piece, value.at) : templated(piece, variables, value.at)));
  return assembled(parts, value.at);
}

function templated(inner: string, variables: Variables, at: Location): Value {
  const name = /^\s*\.(\w+)\s*$/.exec(inner)?.[1];
  return variables.get(name ?? "") ?? unknown(`{{${inner.slice(0, 80)}}} is worked out when the task runs`, at);
}
