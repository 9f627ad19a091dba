import { type Grammar, type Node, withTree as parseWithTree } from "../../../src/syntax/tree-sitter.ts";
import { record } from "../parsed-text.ts";

export * from "../../../src/syntax/tree-sitter.ts";

/** The parser of the product, and a note of what it parses. */
export function withTree<T>(grammar: Grammar, text: string, use: (root: Node) => T): T {
  record(grammar, text);
  return parseWithTree(grammar, text, use);
}
