import type { Location } from "../../../change/location.ts";
import type { Node } from "../../../syntax/tree-sitter.ts";
import { type ParseContext, deepestNesting, locate, partsOf } from "./parse-context.ts";
import type { Expression } from "./syntax.ts";

/** Parses an expression node; given by the expression parser, since templates and expressions hold each other. */
type ParseNode = (node: Node, depth: number) => Expression;

interface Range {
  readonly from: number;
  readonly to: number;
}

interface TemplateWork {
  readonly context: ParseContext;
  readonly parse: ParseNode;
  readonly depth: number;
  readonly unescape: (text: string) => string;
}

/**
 * A quoted or heredoc template. The grammar leaves white space out of its literal nodes, so literals are what stands between interpolations.
 */
export function parseTemplate(node: Node, context: ParseContext, parse: ParseNode, depth: number): Expression {
  const at = locate(node, context);
  const heredoc = node.type === "heredoc_template";
  const range = heredoc ? heredocRange(node, context) : { from: node.startIndex + 1, to: Math.max(node.startIndex + 1, node.endIndex - 1) };
  const work: TemplateWork = { context, parse, depth, unescape: heredoc ? unescapeMarkers : unescapeQuoted };
  const parts = partsBetween(contentNodes(node), range, work);
  const indented = heredoc && context.text.startsWith("<<-", node.startIndex);
  return assemble(indented ? stripIndentation(parts) : parts, at);
}

/** Text with the escapes of a quoted string resolved. */
export function unescapeQuoted(text: string): string {
  if (!text.includes("\\") && !text.includes("$${") && !text.includes("%%{")) return text;
  let result = "";
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character !== "\\") {
      result += character;
      continue;
    }
    index += 1;
    const escape = text.charAt(index);
    const width = escape === "u" ? 4 : escape === "U" ? 8 : 0;
    if (width > 0) {
      const code = Number.parseInt(text.slice(index + 1, index + 1 + width), 16);
      result += code >= 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
      index += width;
    } else result += simpleEscapes.get(escape) ?? escape;
  }
  return unescapeMarkers(result);
}

const simpleEscapes = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function unescapeMarkers(text: string): string {
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

function contentNodes(node: Node): readonly Node[] {
  return partsOf(node).filter((child) => child.type === "template_interpolation" || child.type === "template_directive");
}

function heredocRange(node: Node, context: ParseContext): Range {
  const newline = context.text.indexOf("\n", node.startIndex);
  const from = newline === -1 ? node.endIndex : newline + 1;
  const lastNewline = context.text.lastIndexOf("\n", node.endIndex - 1);
  return { from, to: Math.max(from, lastNewline + 1) };
}

function partsBetween(nodes: readonly Node[], range: Range, work: TemplateWork): readonly Expression[] {
  const parts: Expression[] = [];
  let position = range.from;
  let strips = false;
  for (const node of nodes) {
    const opensStripped = work.context.text.charAt(node.startIndex + 2) === "~";
    pushLiteral(parts, literalText(work, position, node.startIndex, strips, opensStripped), locate(node, work.context));
    parts.push(node.type === "template_interpolation" ? interpolation(node, work) : directive(node, work));
    strips = work.context.text.charAt(node.endIndex - 2) === "~";
    position = node.endIndex;
  }
  const first = nodes[0];
  const at = first === undefined ? { path: work.context.path, startLine: 1, endLine: 1 } : locate(first, work.context);
  pushLiteral(parts, literalText(work, position, range.to, strips, false), at);
  return parts;
}

function literalText(work: TemplateWork, from: number, to: number, stripStart: boolean, stripEnd: boolean): string {
  let text = work.context.text.slice(from, to);
  if (stripStart) text = text.trimStart();
  if (stripEnd) text = text.trimEnd();
  return work.unescape(text);
}

function pushLiteral(parts: Expression[], text: string, at: Location): void {
  if (text !== "") parts.push({ kind: "literal", value: text, at });
}

function interpolation(node: Node, work: TemplateWork): Expression {
  const inner = partsOf(node).find((child) => child.type === "expression");
  if (inner === undefined) return { kind: "broken", reason: "empty interpolation", at: locate(node, work.context) };
  return work.parse(inner, work.depth + 1);
}

function directive(node: Node, work: TemplateWork): Expression {
  const inner = partsOf(node)[0];
  const at = locate(node, work.context);
  if (work.depth > deepestNesting) return { kind: "broken", reason: "nested too deeply", at };
  if (inner?.type === "template_if") return ifDirective(inner, work, at);
  if (inner?.type === "template_for") return forDirective(inner, work, at);
  return { kind: "broken", reason: "unknown template directive", at };
}

function ifDirective(node: Node, work: TemplateWork, at: Location): Expression {
  const children = partsOf(node);
  const intro = children.find((child) => child.type === "template_if_intro");
  const otherwise = children.find((child) => child.type === "template_else_intro");
  const end = children.find((child) => child.type === "template_if_end");
  const condition = intro && partsOf(intro).find((child) => child.type === "expression");
  if (intro === undefined || condition === undefined || end === undefined) return { kind: "broken", reason: "incomplete template directive", at };
  const nodes = contentNodes(node);
  const split = otherwise?.startIndex ?? end.startIndex;
  const branch = (from: number, to: number): Expression =>
    assemble(
      partsBetween(
        nodes.filter((child) => child.startIndex >= from && child.endIndex <= to),
        { from, to },
        { ...work, depth: work.depth + 1 },
      ),
      at,
    );
  return {
    kind: "conditional",
    condition: work.parse(condition, work.depth + 1),
    consequent: branch(intro.endIndex, split),
    alternative: otherwise === undefined ? { kind: "literal", value: "", at } : branch(otherwise.endIndex, end.startIndex),
    at,
  };
}

function forDirective(node: Node, work: TemplateWork, at: Location): Expression {
  const children = partsOf(node);
  const start = children.find((child) => child.type === "template_for_start");
  const end = children.find((child) => child.type === "template_for_end");
  const names = start === undefined ? [] : partsOf(start).filter((child) => child.type === "identifier");
  const collection = start && partsOf(start).find((child) => child.type === "expression");
  const last = names.at(-1);
  if (start === undefined || end === undefined || collection === undefined || last === undefined)
    return { kind: "broken", reason: "incomplete template directive", at };
  const range = { from: start.endIndex, to: end.startIndex };
  return {
    kind: "template-for",
    head: {
      keyName: names.length > 1 ? names[0]?.text : undefined,
      valueName: last.text,
      collection: work.parse(collection, work.depth + 1),
      condition: undefined,
    },
    body: assemble(partsBetween(contentNodes(node), range, { ...work, depth: work.depth + 1 }), at),
    at,
  };
}

function assemble(parts: readonly Expression[], at: Location): Expression {
  const only = parts[0];
  if (only === undefined) return { kind: "literal", value: "", at };
  if (parts.length === 1 && only.kind === "literal") return { ...only, at };
  return { kind: "template", parts, at };
}

function stripIndentation(parts: readonly Expression[]): readonly Expression[] {
  const lines = parts.flatMap((part, index) =>
    part.kind === "literal"
      ? String(part.value)
          .split("\n")
          .slice(index === 0 ? 0 : 1)
      : [],
  );
  const indentations = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const width = indentations.length === 0 ? 0 : Math.min(...indentations);
  if (width === 0) return parts;
  return parts.map((part, index) => {
    if (part.kind !== "literal") return part;
    const stripped = String(part.value)
      .split("\n")
      .map((line, position) => (position === 0 && index > 0 ? line : line.slice(Math.min(width, line.length - line.trimStart().length))));
    return { ...part, value: stripped.join("\n") };
  });
}
