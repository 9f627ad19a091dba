import { type CodeNode, readCodeTree } from "../../../../handlers/code-node.ts";
import { type TextContent, parsedOnce } from "../../../../syntax/parsed-once.ts";
import type { Grammar } from "../../../../syntax/tree-sitter.ts";

/** A parsed file of a function app. */
export interface SourceFile {
  readonly path: string;
  readonly grammar: Grammar;
  readonly root: CodeNode;
  /** The file without a part that has a syntax error, where one part has it. */
  readonly mended?: CodeNode;
}

const grammars: ReadonlyMap<string, Grammar> = new Map([
  ["ts", "typescript"],
  ["mts", "typescript"],
  ["cts", "typescript"],
  ["tsx", "tsx"],
  ["js", "javascript"],
  ["mjs", "javascript"],
  ["cjs", "javascript"],
  ["py", "python"],
  ["cs", "csharp"],
  ["java", "java"],
]);

/** The grammar of a source file in which functions can be declared. */
export function grammarOf(path: string): Grammar | undefined {
  return grammars.get(path.slice(path.lastIndexOf(".") + 1));
}

const readers = new Map<Grammar, (path: string, content: TextContent) => ReturnType<typeof readCodeTree>>();

/** The tree of a source file, kept with its content: readers run again when further files arrive, and for base and head. */
export function treeOf(grammar: Grammar, path: string, content: TextContent): ReturnType<typeof readCodeTree> {
  const read = readers.get(grammar) ?? parsedOnce((file, text) => readCodeTree(grammar, file, text));
  readers.set(grammar, read);
  return read(path, content);
}

/** Every node of a type, in the order of the text. */
export function* nodesOf(root: CodeNode, ...types: readonly string[]): Generator<CodeNode> {
  if (types.includes(root.type)) yield root;
  for (const child of root.children) yield* nodesOf(child, ...types);
}

/** The text inside a string literal's quotes, of grammars that give its content a node; undefined where a part of it is computed. */
export function stringContent(node: CodeNode, contentTypes: readonly string[]): string | undefined {
  let text = "";
  for (const part of node.parts) {
    if (contentTypes.includes(part.type)) text += part.text;
    else if (part.type === "escape_sequence") text += unescaped(part.text);
    else if (part.type !== "string_start" && part.type !== "string_end") return undefined;
  }
  return text;
}

function unescaped(sequence: string): string {
  const simple: Readonly<Record<string, string>> = { "\\n": "\n", "\\t": "\t", "\\r": "\r" };
  return simple[sequence] ?? sequence.slice(1);
}
