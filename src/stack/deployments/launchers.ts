import { textOf } from "../value.ts";
import type { Argument } from "./script.ts";

/** Programs that run the program behind them, with those of their options that take a word. */
const launchers: Readonly<Record<string, readonly string[]>> = {
  npx: ["-p", "--package", "-c"],
  bunx: [],
  pnpx: [],
  sudo: ["-u"],
  env: ["-u"],
  exec: [],
  time: [],
  command: [],
  nohup: [],
  retry: ["-t", "-d"],
  timeout: ["-k", "-s"],
};

/** Two words that do the same. */
const phrases: readonly (readonly [program: string, command: string])[] = [
  ["npm", "exec"],
  ["npm", "x"],
  ["pnpm", "exec"],
  ["pnpm", "dlx"],
  ["yarn", "exec"],
  ["yarn", "dlx"],
  ["bun", "x"],
  ["poetry", "run"],
  ["pipenv", "run"],
  ["uv", "run"],
];

/** The words of the command itself: `npx --yes serverless@4 deploy` runs `serverless deploy`. */
export function withoutLauncher(words: readonly Argument[]): readonly Argument[] {
  let rest = words;
  for (let count = 0; count < 5; count += 1) {
    const [first, second] = rest.slice(0, 2).map((word) => textOf(word.value));
    const options = first !== undefined && Object.hasOwn(launchers, first) ? launchers[first] : undefined;
    if (options !== undefined) rest = withoutOptions(rest.slice(1), { first: first ?? "", options });
    else if (phrases.some(([program, command]) => program === first && command === second))
      rest = withoutOptions(rest.slice(2), { first: "", options: [] });
    else if (first === "yarn" && second !== undefined && tools.has(second)) rest = rest.slice(1);
    else break;
  }
  return withPlainName(rest);
}

/** Programs that yarn runs by their name alone. */
const tools = new Set(["sls", "serverless", "cdk", "firebase", "sam"]);

function withoutOptions(
  words: readonly Argument[],
  { first, options }: { readonly first: string; readonly options: readonly string[] },
): readonly Argument[] {
  let start = 0;
  for (let text = textOf(words[0]?.value); text !== undefined; text = textOf(words[start]?.value)) {
    const isAssignment = first === "env" && text.includes("=");
    const isDuration = first === "timeout" && /^\d+[smhd]?$/.test(text);
    if (!text.startsWith("-") && !isAssignment && !isDuration) break;
    start += options.includes(text) ? 2 : 1;
  }
  return words.slice(start);
}

/** The program without its folder and version: `./node_modules/.bin/sls`, `serverless@4`. A script of the repository keeps its path. */
function withPlainName(words: readonly Argument[]): readonly Argument[] {
  const [program, ...rest] = words;
  const text = textOf(program?.value);
  if (program === undefined || text === undefined || program.value.kind !== "scalar" || text.endsWith(".sh")) return words;
  const name = text.slice(text.lastIndexOf("/") + 1).replace(/^aws-(?=cdk(?:@|$))/, "");
  const end = name.indexOf("@", 1);
  return [{ ...program, value: { ...program.value, value: end === -1 ? name : name.slice(0, end) } }, ...rest];
}
