import type { LanguageVersion } from "../../facts.ts";
import { type CodeNode, nodesOf } from "../../code-node.ts";

/** Which version of Python brought a piece of syntax; null where it is older than all that matter. */
type SinceVersion = (node: CodeNode) => LanguageVersion["version"] | null;

/** Syntax by the type of its node (https://docs.python.org/3/whatsnew/). What an older version cannot parse is an error in the whole file. */
const since: ReadonlyMap<string, SinceVersion> = new Map<string, SinceVersion>([
  ["named_expression", () => [3, 8]],
  ["positional_separator", () => [3, 8]],
  ["match_statement", () => [3, 10]],
  ["except_clause", sinceOfExcept],
  ["subscript", (node) => (node.children.some((child) => child.field === "subscript" && child.type === "list_splat") ? [3, 11] : null)],
  ["type_alias_statement", () => [3, 12]],
  ["function_definition", (node) => (node.get("type_parameters") === null ? null : [3, 12])],
  ["class_definition", (node) => (node.get("type_parameters") === null ? null : [3, 12])],
  ["string", sinceOfString],
]);
const types: ReadonlySet<string> = new Set(since.keys());

/** Every use of syntax that some runtime may not know yet, by version: the first of each. */
export function recentSyntax(root: CodeNode): readonly LanguageVersion[] {
  const found = new Map<string, LanguageVersion>();
  for (const node of nodesOf(root, types)) {
    const version = since.get(node.type)?.(node) ?? null;
    if (version === null || found.has(version.join("."))) continue;
    const { path, startLine, start, firstLine } = node;
    const at = { path, startLine, endLine: startLine, start, end: start + firstLine.length };
    found.set(version.join("."), { version, how: "syntax", text: shortened(firstLine), at });
  }
  return [...found.values()];
}

const longestText = 60;

function shortened(line: string): string {
  return line.length <= longestText ? line : `${line.slice(0, longestText).trimEnd()}…`;
}

/** `except*`; and `except A, B:` without brackets. */
function sinceOfExcept(node: CodeNode): LanguageVersion["version"] | null {
  if (node.has("*")) return [3, 11];
  return node.children.filter((child) => child.field === "value").length > 1 ? [3, 14] : null;
}

/** Template strings; and what f-strings may hold inside of braces since PEP 701: their own quotes, backslashes, comments and line breaks. */
function sinceOfString(node: CodeNode): LanguageVersion["version"] | null {
  const [, prefix = "", quotes = ""] = /^([a-z]*)("""|'''|"|')/iu.exec(node.firstLine) ?? [];
  if (/t/iu.test(prefix)) return [3, 14];
  if (!/f/iu.test(prefix)) return null;
  return node.children.some((child) => child.type === "interpolation" && isFree(child, quotes)) ? [3, 12] : null;
}

function isFree(interpolation: CodeNode, quotes: string): boolean {
  const expression = interpolation.get("expression");
  if (expression === null) return false;
  const breaks = quotes.length === 1 && expression.endLine > interpolation.startLine;
  const holds = expression.text.includes(quotes) || expression.text.includes("\\");
  return breaks || holds || interpolation.has("comment") || nestedIn(interpolation).some((nested) => isFree(nested, quotes));
}

/** `{value:{width}}`: expressions of the format are held to the same. */
function nestedIn(interpolation: CodeNode): readonly CodeNode[] {
  return (interpolation.get("format_specifier")?.children ?? []).filter((child) => child.type === "format_expression");
}
