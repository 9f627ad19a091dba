import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Language, type Node, Parser, type Tree } from "web-tree-sitter";

/** Grammars that we load, by name, with the package that ships each as WebAssembly. */
const grammars = {
  hcl: "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm",
  bicep: "tree-sitter-bicep/tree-sitter-bicep.wasm",
  typescript: "tree-sitter-typescript/tree-sitter-typescript.wasm",
  tsx: "tree-sitter-typescript/tree-sitter-tsx.wasm",
  javascript: "tree-sitter-javascript/tree-sitter-javascript.wasm",
  python: "tree-sitter-python/tree-sitter-python.wasm",
  go: "tree-sitter-go/tree-sitter-go.wasm",
  java: "tree-sitter-java/tree-sitter-java.wasm",
  csharp: "tree-sitter-c-sharp/tree-sitter-c_sharp.wasm",
} as const;

/**
 * The grammars' files as package paths: the build copies them beside the compiled code.
 * @public
 */
export const grammarFiles: readonly string[] = Object.values(grammars);

export type Grammar = keyof typeof grammars;

const allGrammars = Object.keys(grammars).filter((name): name is Grammar => name in grammars);
const parsers = new Map<Grammar, Parser>();
const require = createRequire(import.meta.url);

/** The packaged copy beside the compiled code, else the grammar's own package (in a checkout). */
function wasmPath(file: string): string {
  const packaged = fileURLToPath(new URL(`./grammars/${file.split("/").at(-1)}`, import.meta.url));
  return existsSync(packaged) ? packaged : require.resolve(file);
}

/** Loads every grammar once; must be awaited before `parse` (parsing itself never waits). */
export async function loadGrammars(names: readonly Grammar[] = allGrammars): Promise<void> {
  const missing = names.filter((name) => !parsers.has(name));
  if (missing.length === 0) return;
  await Parser.init();
  await Promise.all(
    missing.map(async (name) => {
      const parser = new Parser();
      parser.setLanguage(await Language.load(wasmPath(grammars[name])));
      parsers.set(name, parser);
    }),
  );
}

/**
 * Parses text; the tree holds ERROR nodes where the text is broken. The caller deletes the tree when done (`withTree` does), since its memory is outside the
 * garbage collector's reach.
 * @throws Error when `loadGrammars` was not awaited: a bug.
 */
function parse(grammar: Grammar, text: string): Tree {
  const parser = parsers.get(grammar);
  if (parser === undefined) throw new Error(`grammar ${grammar} is not loaded`);
  const tree = parser.parse(text);
  if (tree === null) throw new Error(`grammar ${grammar} gave no tree`);
  return tree;
}

/** Parses text, hands over the root, and frees the tree: nodes must not outlive the call. */
export function withTree<T>(grammar: Grammar, text: string, use: (root: Node) => T): T {
  const tree = parse(grammar, text);
  try {
    return use(tree.rootNode);
  } finally {
    tree.delete();
  }
}

export type { Node } from "web-tree-sitter";
