import { CST, Lexer } from "yaml";
import { type Grammar, withTree } from "./tree-sitter.ts";

/** A comment as written, with its markers. Offsets are UTF-16 units, the end exclusive. */
export interface SourceComment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const grammars: ReadonlyMap<string, Grammar> = new Map([
  ["tf", "hcl"],
  ["tofu", "hcl"],
  ["tfvars", "hcl"],
  ["hcl", "hcl"],
  ["bicep", "bicep"],
  ["bicepparam", "bicep"],
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
const commentNodes = ["comment", "line_comment", "block_comment", "html_comment", "diagnostic_comment"];
const yamlEndings = new Set(["yml", "yaml", "template"]);

/** Longer files are not searched: no file that somebody wrote is that long. In UTF-16 units. */
const maximumLength = 2_000_000;

/** The grammar of a file by its name; null for formats that no grammar reads. */
export function grammarOf(path: string): Grammar | null {
  return grammars.get(endingOf(path)) ?? null;
}

/** The comments of a file in the order of their places, as its format's own parser sees them; none for JSON and formats that we do not read. Never throws. */
export function commentsOf(path: string, text: string): readonly SourceComment[] {
  if (text.length > maximumLength) return [];
  const grammar = grammarOf(path);
  if (grammar !== null) return commentsInTree(grammar, text);
  if (yamlEndings.has(endingOf(path)) && !text.trimStart().startsWith("{")) return commentsInYaml(text);
  return path.endsWith(".rules") ? commentsInRules(text) : [];
}

function endingOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1).toLowerCase();
}

function commentsInTree(grammar: Grammar, text: string): SourceComment[] {
  return withTree(grammar, text, (root) =>
    root.descendantsOfType(commentNodes).flatMap((node) => (node === null ? [] : [{ text: node.text, start: node.startIndex, end: node.endIndex }])),
  );
}

/** The lexer says `scalar` before the text of a plain or block scalar, which may look like a comment and is none. */
function commentsInYaml(text: string): SourceComment[] {
  const comments: SourceComment[] = [];
  let offset = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const type: string | null = isScalar ? "text" : CST.tokenType(lexeme);
    isScalar = type === "scalar";
    // These three are marks of the lexer and no part of the text.
    if (type === "scalar" || type === "doc-mode" || type === "flow-error-end") continue;
    if (type === "comment") comments.push({ text: lexeme, start: offset, end: offset + lexeme.length });
    offset += lexeme.length;
  }
  return comments;
}

/** Firestore and Storage rules: `//` and block comments outside strings. */
function commentsInRules(text: string): SourceComment[] {
  const comments: SourceComment[] = [];
  for (let index = 0; index < text.length;) {
    const end = endOfComment(text, index);
    if (end !== null) comments.push({ text: text.slice(index, end), start: index, end });
    index = end ?? (text[index] === '"' || text[index] === "'" ? endOfString(text, index) : index + 1);
  }
  return comments;
}

function endOfComment(text: string, start: number): number | null {
  const closes = text.startsWith("//", start) ? "\n" : text.startsWith("/*", start) ? "*/" : null;
  if (closes === null) return null;
  const found = text.indexOf(closes, start + 2);
  if (found < 0) return text.length;
  return closes === "\n" ? found : found + closes.length;
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === text[start] || text[index] === "\n") return index + 1;
  }
  return text.length;
}
