import type { Location } from "../../../change/location.ts";
import { firstErrorLine } from "../../../syntax/first-error.ts";
import { type Node, withTree } from "../../../syntax/tree-sitter.ts";
import type { Note } from "../../native.ts";
import { type ParseContext, deepestNesting, locate, partsOf } from "./parse-context.ts";
import { parseExpression } from "./parse-expression.ts";
import type { Attribute, Block, Body, Expression } from "./syntax.ts";

const topLevelKeywords = [
  "resource",
  "data",
  "variable",
  "locals",
  "module",
  "output",
  "provider",
  "terraform",
  "moved",
  "removed",
  "import",
  "check",
];

/** A file of the Terraform language. Where it has a syntax error, each top-level block is parsed apart, so that one bad block does not take the rest along. */
export function parseHcl(path: string, text: string): { readonly body: Body; readonly notes: readonly Note[] } {
  const whole = parsePiece({ path, text, lineOffset: 0, textOffset: 0 });
  if (whole.errorLine === undefined) return { body: whole.body, notes: [] };
  const pieces = piecesOf(path, text).map(parsePiece);
  return {
    body: { attributes: pieces.flatMap((piece) => piece.body.attributes), blocks: pieces.flatMap((piece) => piece.body.blocks) },
    notes: pieces.flatMap((piece) =>
      piece.errorLine === undefined ? [] : [{ path, line: piece.errorLine, message: "Terraform syntax error; this block is read only in part" }],
    ),
  };
}

/** Text of ours that models something of the repository: all of it stands at one place there. */
export function parseModel(text: string, at: Location): Body {
  return parsePiece({ path: at.path, text, lineOffset: 0, textOffset: 0, fixed: at }).body;
}

/** A template's text as an expression, with the interpolations that it holds: what `templatefile` reads. */
export function parseTemplateText(path: string, text: string): Expression {
  const marker = "END_OF_TEMPLATE_TEXT";
  const prefix = `x = <<${marker}\n`;
  const at = { path, startLine: 1, endLine: Math.max(1, text.split("\n").length), start: 0, end: text.length };
  const { body } = parsePiece({ path, text: `${prefix}${text}\n${marker}\n`, lineOffset: -1, textOffset: -prefix.length });
  const value = body.attributes[0]?.value;
  if (value === undefined) return { kind: "broken", reason: `template ${path} cannot be parsed`, at };
  return { ...withoutLastNewline(value), at };
}

/** The newline before the closing marker is ours. */
function withoutLastNewline(value: Expression): Expression {
  if (value.kind === "literal" && typeof value.value === "string" && value.value.endsWith("\n")) return { ...value, value: value.value.slice(0, -1) };
  const last = value.kind === "template" ? value.parts.at(-1) : undefined;
  if (value.kind !== "template" || last?.kind !== "literal") return value;
  const parts = [...value.parts.slice(0, -1), withoutLastNewline(last)].filter((part) => part.kind !== "literal" || part.value !== "");
  return { ...value, parts };
}

interface Piece {
  readonly body: Body;
  readonly errorLine: number | undefined;
}

function parsePiece(context: ParseContext): Piece {
  return withTree("hcl", context.text, (root) => {
    const body = partsOf(root).find((child) => child.type === "body");
    const source = body ?? root;
    const line = firstErrorLine(root);
    return { body: parseBody(source, context, 0), errorLine: line && line + context.lineOffset };
  });
}

function parseBody(node: Node, context: ParseContext, depth: number): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const child of partsOf(node)) {
    if (child.type === "attribute") attributes.push(...parseAttribute(child, context));
    else if (child.type === "block" && depth < deepestNesting) blocks.push(parseBlock(child, context, depth));
  }
  return { attributes, blocks };
}

function parseAttribute(node: Node, context: ParseContext): readonly Attribute[] {
  const [name, value] = partsOf(node);
  if (name === undefined || value === undefined) return [];
  return [{ name: name.text, key: locate(name, context), value: parseExpression(value, context), at: locate(node, context) }];
}

function parseBlock(node: Node, context: ParseContext, depth: number): Block {
  const parts = partsOf(node);
  const labels = parts.slice(1).filter((part) => part.type === "string_lit" || part.type === "identifier");
  const body = parts.find((part) => part.type === "body");
  return {
    type: parts[0]?.text ?? "",
    labels: labels.map((label) => (label.type === "string_lit" ? label.text.slice(1, -1) : label.text)),
    body: body === undefined ? { attributes: [], blocks: [] } : parseBody(body, context, depth + 1),
    key: locate(parts[0] ?? node, context),
    at: locate(node, context),
  };
}

/** Cut before each line that starts a top-level block. */
function piecesOf(path: string, text: string): readonly ParseContext[] {
  const pieces: ParseContext[] = [];
  let start = 0;
  let startLine = 0;
  let line = 0;
  let offset = 0;
  for (const content of text.split("\n")) {
    if (offset > start && startsBlock(content)) {
      pieces.push({ path, text: text.slice(start, offset), lineOffset: startLine, textOffset: start });
      start = offset;
      startLine = line;
    }
    offset += content.length + 1;
    line += 1;
  }
  pieces.push({ path, text: text.slice(start), lineOffset: startLine, textOffset: start });
  return pieces;
}

function startsBlock(line: string): boolean {
  return topLevelKeywords.some((keyword) => line.startsWith(keyword) && [" ", "{", '"'].includes(line.charAt(keyword.length)));
}
