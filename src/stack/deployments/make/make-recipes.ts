import type { Location } from "../../../change/location.ts";
import { type Value, textOf } from "../../value.ts";
import { scalar } from "../../value-builders.ts";
import type { Call, CalledScript } from "../called-script.ts";
import { plainWord } from "../expand-text.ts";
import { enter } from "../pipelines/pipeline.ts";
import { type Script, scriptFromLine } from "../script.ts";
import { makeCommand } from "./make-command.ts";
import { MakeVariables } from "./make-variables.ts";
import { MakefileRules, type PlacedRecipe } from "./makefile-rules.ts";

const names = ["GNUmakefile", "makefile", "Makefile"];
/** What a command line sets holds in each makefile that its recipes call. */
const passedDown = "make override ";
const longestLine = 20_000;

/** What a `make` command runs: the recipes of its targets and of what they need, each line in a shell of its own; undefined where that is not known. */
export function makeRecipes(call: Call): readonly CalledScript[] | undefined {
  const command = makeCommand(call.words, call.folder);
  if (command === undefined) return undefined;
  const { folder, file } = command;
  const candidates = (file === undefined ? names : [file]).flatMap((name) => enter(folder, name) ?? []);
  const path = candidates.find((one) => call.files.has(one));
  if (path === undefined) return undefined;
  const inherited = [...call.variables].flatMap(([name, value]) =>
    name.startsWith(passedDown) ? [[name.slice(passedDown.length), value] as const] : [],
  );
  const overrides = new Map([...inherited, ...command.overrides]);
  const variables = new MakeVariables({ environment: call.variables, overrides, text: call.allowances.text });
  const rules = new MakefileRules(path, variables, { ...call, folder });
  const run = new Run({ call, rules, folder, down: new Map([...overrides].map(([name, value]) => [`${passedDown}${name}`, value])) });
  const targets = command.targets.length > 0 || rules.goal === undefined ? command.targets : [rules.goal];
  for (const target of targets) run.make(target, variables);
  return run.scripts;
}

interface RunInit {
  readonly call: Call;
  readonly rules: MakefileRules;
  readonly folder: string;
  readonly down: ReadonlyMap<string, Value>;
}

class Run {
  readonly scripts: CalledScript[] = [];
  private readonly init: RunInit;
  private readonly made = new Set<string>();

  constructor(init: RunInit) {
    this.init = init;
  }

  /** What a target needs, then its own recipe; each once. */
  make(name: string, outer: MakeVariables): void {
    if (this.made.has(name) || !this.init.call.allowances.steps.take()) return;
    this.made.add(name);
    const found = this.init.rules.find(name);
    if (found === undefined) return;
    const { target, stem } = found;
    const variables = outer.inside();
    for (const { assignment, at } of target.assignments) variables.assign(assignment, at);
    for (const prerequisite of target.prerequisites) this.make(prerequisite, variables);
    const inRecipe = variables.inside();
    for (const recipe of target.recipes) {
      const at = { path: recipe.path, startLine: recipe.lines[0]?.line ?? 1, endLine: recipe.lines[0]?.line ?? 1 };
      const automatic = { "@": name, "<": target.prerequisites[0] ?? "", "^": target.prerequisites.join(" "), "*": stem ?? "" };
      for (const [sign, text] of Object.entries(automatic)) inRecipe.set(sign, scalar(text, at));
      this.perform(recipe, inRecipe);
    }
  }

  private perform({ path, lines }: PlacedRecipe, variables: MakeVariables): void {
    const [first] = lines;
    if (first === undefined) return;
    const whole = this.init.rules.isOneShell ? [{ text: lines.map(({ text }) => text).join("\n"), line: first.line }] : lines;
    const inShell = variables.shellVariables({ path, startLine: first.line, endLine: first.line });
    for (const { text, line } of whole) {
      const at: Location = { path, startLine: line, endLine: line + text.split("\n").length - 1 };
      const filled = filledIn(variables.expand(text.replace(/^[@+\s-]+/, ""), at), at);
      if (filled === undefined) continue;
      const own = new Map([...inShell, ...this.init.down, ...filled.variables]);
      this.scripts.push({ script: filled.script, variables: own, folder: this.init.folder });
    }
  }
}

/**
 * The text that a shell gets. Values that are not known, and those that stand for one word, stay apart as variables, so that each has its own place; others may
 * be anything of a script.
 */
function filledIn(parts: readonly Value[], at: Location): { readonly script: Script; readonly variables: ReadonlyMap<string, Value> } | undefined {
  const variables = new Map<string, Value>();
  let text = "";
  for (const part of parts.flatMap((one) => (one.kind === "joined" ? one.parts : [one]))) {
    const known = textOf(part);
    const isWord = known !== undefined && part.at !== at && known !== "" && plainWord.test(known);
    if (known !== undefined && !isWord) text += known;
    else {
      const name = `make.${variables.size}`;
      variables.set(name, part);
      text += `\${{ ${name} }}`;
    }
    if (text.length > longestLine) return undefined;
  }
  return { script: scriptFromLine(text, at), variables };
}
