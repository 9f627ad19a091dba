import { textOf } from "../value.ts";
import type { Call, CalledScript } from "./called-script.ts";
import { makeRecipes } from "./make/make-recipes.ts";
import { packageScript } from "./package-script.ts";
import { enter } from "./pipelines/pipeline.ts";
import { type Argument, type Variables, scriptOfFile } from "./script.ts";
import { taskCommands } from "./task-commands.ts";

const shells = ["bash", "sh", "zsh"];
const mostPositions = 9;
const managers = ["npm", "yarn", "pnpm", "bun"];

/** The scripts behind `bash deploy.sh prod`, `./deploy.sh`, `bash -c "…"`, `npm run deploy -- --stage prod`, `make deploy`, `task deploy`; undefined for other commands. */
export function scriptsCalled(program: string, call: Call): readonly CalledScript[] | undefined {
  if (program === "make" || program === "gmake") return makeRecipes(call);
  if (program === "task" || program === "go-task") return taskCommands(call);
  const script = scriptCalled(program, call);
  return script === undefined ? undefined : [script];
}

function scriptCalled(program: string, call: Call): CalledScript | undefined {
  if (managers.includes(program)) return packageScript(program, call);
  if (program.endsWith(".sh")) return fileScript(program, call.words, call);
  const isSourced = program === "source" || program === ".";
  if (!isSourced && !shells.includes(program)) return undefined;
  const [first, second] = call.words;
  if (!isSourced && /^-\w*c$/.test(textOf(first?.value) ?? "")) return inlineScript(second);
  const [file, ...given] = call.words.filter((word) => !(textOf(word.value) ?? "").startsWith("-"));
  const found = file === undefined ? undefined : fileScript(textOf(file.value) ?? "", given, call);
  return found && { ...found, isSourced };
}

function fileScript(name: string, given: readonly Argument[], { folder, files }: Call): CalledScript | undefined {
  const path = enter(folder, name);
  const text = path === undefined ? undefined : files.text(path);
  if (path === undefined || text === undefined) return undefined;
  return { script: scriptOfFile(path, text), variables: positionsOf(given) };
}

/** The arguments of a script as `$1`, `$2`. A word that may stand for any number of them leaves open which the others are. */
function positionsOf(given: readonly Argument[]): Variables {
  const open = given.findIndex((word) => word.isOpen);
  const places = Array.from({ length: open === -1 ? given.length : mostPositions }, (_, index) => index);
  return new Map(
    places.flatMap((index) => {
      const word = given[open === -1 ? index : Math.min(index, open)];
      return word === undefined ? [] : [[String(index + 1), word.value] as const];
    }),
  );
}

function inlineScript(word: Argument | undefined): CalledScript | undefined {
  const text = textOf(word?.value);
  const at = word?.value.at;
  return text === undefined || at === undefined ? undefined : { script: { text, placeOf: () => at }, variables: new Map() };
}
