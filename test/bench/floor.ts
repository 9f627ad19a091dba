import { LineCounter, parseAllDocuments } from "yaml";
import { type Grammar, withTree } from "../../src/syntax/tree-sitter.ts";

const grammars: ReadonlyMap<string, Grammar> = new Map([
  ["tf", "hcl"],
  ["tfvars", "hcl"],
  ["bicep", "bicep"],
  ["ts", "typescript"],
  ["mts", "typescript"],
  ["cts", "typescript"],
  ["tsx", "tsx"],
  ["js", "javascript"],
  ["mjs", "javascript"],
  ["cjs", "javascript"],
  ["jsx", "javascript"],
  ["py", "python"],
  ["go", "go"],
  ["java", "java"],
  ["cs", "csharp"],
]);
const documents = new Set(["yaml", "yml", "json"]);

/** Parses files with the libraries that understanding uses, and nothing else: no reviewer that reads these files can be faster. */
export function parseOnly(files: readonly { readonly path: string; readonly text: string }[]): void {
  for (const { path, text } of files) {
    const extension = path.slice(path.lastIndexOf(".") + 1);
    const grammar = grammars.get(extension);
    if (grammar !== undefined) withTree(grammar, text, (root) => root.hasError);
    else if (documents.has(extension))
      parseAllDocuments(text, { lineCounter: new LineCounter(), uniqueKeys: false, logLevel: "silent", stringKeys: false });
  }
}
