import { textOf, valueAt } from "../value.ts";
import type { Call, CalledScript } from "./called-script.ts";
import { enter } from "./pipelines/pipeline.ts";
import { type Argument, type Variables, scriptOfScalar } from "./script.ts";

/** Options of package managers that name the folder of the package. */
const folderOptions = new Set(["--prefix", "-C", "--dir", "--cwd", "-w", "--workspace"]);

/** The script of a package that `npm run deploy`, `yarn deploy`, `pnpm -C api deploy` run. */
export function packageScript(manager: string, call: Call): CalledScript | undefined {
  const { words, folder } = withoutFolder(call.words, call.folder);
  const texts = words.map((word) => textOf(word.value));
  const start = texts[0] === "run" || texts[0] === "run-script" ? 1 : 0;
  const name = texts[start];
  const path = folder === undefined ? undefined : enter(folder, "package.json");
  if (name === undefined || path === undefined || folder === undefined || (manager === "npm" && start === 0)) return undefined;
  const content = call.files.has(path) ? call.files.content(path) : undefined;
  const written = content === undefined ? undefined : valueAt(call.files.document(path), "scripts", name);
  if (written?.kind !== "scalar" || content === undefined) return undefined;
  const script = scriptOfScalar(written, content);
  const passed = passedWords(manager, words.slice(start + 1));
  const text = `${script.text} ${passed.map((_, index) => `"$passed_${index}"`).join(" ")}`;
  return { script: { ...script, text }, variables: passedOn(passed), folder };
}

/** The words without options that lead to another folder, and that folder; undefined where it is not known. */
function withoutFolder(words: readonly Argument[], start: string): { readonly words: readonly Argument[]; readonly folder: string | undefined } {
  const rest: Argument[] = [];
  let folder: string | undefined = start;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    const text = textOf(word?.value) ?? "";
    const [name = "", assigned] = text.split(/=(.*)/s);
    if (word === undefined || text === "--") return { words: [...rest, ...words.slice(index)], folder };
    if (!folderOptions.has(name)) rest.push(word);
    else {
      const path = assigned ?? textOf(words[(index += 1)]?.value);
      folder = folder === undefined || path === undefined ? undefined : enter(folder, path);
    }
  }
  return { words: rest, folder };
}

/** What reaches the script. npm keeps the options before `--` for itself, each with the word behind it. */
function passedWords(manager: string, words: readonly Argument[]): readonly Argument[] {
  const end = words.findIndex((word) => textOf(word.value) === "--");
  const before = end === -1 ? words : words.slice(0, end);
  const behind = end === -1 ? [] : words.slice(end + 1);
  if (manager !== "npm") return [...before, ...behind];
  const isOption = (word: Argument | undefined) => textOf(word?.value)?.startsWith("-") === true;
  const own = before.filter((word, index) => !isOption(word) && (!isOption(before[index - 1]) || textOf(before[index - 1]?.value)?.includes("=")));
  return [...own, ...behind];
}

function passedOn(words: readonly Argument[]): Variables {
  return new Map(words.map((word, index) => [`passed_${index}`, word.value] as const));
}
