import { grammarOf } from "./comments.ts";
import { parseTemplate } from "./template-document.ts";
import { withTree } from "./tree-sitter.ts";

/** How many places of a file its parser does not understand; 0 for formats that we do not parse. */
export function countErrors(path: string, text: string): number {
  const grammar = grammarOf(path);
  if (grammar !== null) {
    return withTree(grammar, text, (root) => (root.hasError ? Math.max(1, root.descendantsOfType("ERROR").length) : 0));
  }
  return /\.(?:ya?ml|json|template)$/.test(path) ? parseTemplate(path, text).notes.length : 0;
}
