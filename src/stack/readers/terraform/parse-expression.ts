import type { Node } from "../../../syntax/tree-sitter.ts";
import { type ParseContext, deepestNesting, locate, partsOf } from "./parse-context.ts";
import { parseTemplate, unescapeQuoted } from "./parse-template.ts";
import type { Expression, ForHead, ObjectElement, Step } from "./syntax.ts";

/** An `expression` node (or a term inside one) as an expression of ours; broken or too deep parts say so and the rest is kept. */
export function parseExpression(node: Node, context: ParseContext, depth = 0): Expression {
  const at = locate(node, context);
  if (depth > deepestNesting) return { kind: "broken", reason: "nested too deeply", at };
  if (node.hasError) return { kind: "broken", reason: "syntax error", at };
  return parseTerms(partsOf(node), context, depth) ?? { kind: "broken", reason: "empty expression", at };
}

/** A term and the steps behind it: the grammar writes them as siblings. */
function parseTerms(nodes: readonly Node[], context: ParseContext, depth: number): Expression | undefined {
  const [first, ...rest] = nodes;
  if (first === undefined) return undefined;
  const of = parseTerm(first, context, depth + 1);
  const steps = rest.flatMap((node, index) => stepsOf(node, rest.slice(index + 1), context, depth));
  const splat = rest.findIndex((node) => node.type === "splat");
  const kept = splat === -1 ? steps : steps.slice(0, splat + 1);
  if (kept.length === 0) return of;
  const start = locate(first, context);
  const end = locate(rest.at(-1) ?? first, context);
  return { kind: "traversal", of, steps: kept, at: { ...start, endLine: end.endLine, ...(end.end === undefined ? {} : { end: end.end }) } };
}

function parseTerm(node: Node, context: ParseContext, depth: number): Expression {
  const at = locate(node, context);
  if (depth > deepestNesting) return { kind: "broken", reason: "nested too deeply", at };
  const inner = partsOf(node)[0];
  switch (node.type) {
    case "expression":
      return parseExpression(node, context, depth);
    case "literal_value":
      return inner === undefined ? { kind: "literal", value: null, at } : parseLiteral(inner, context);
    case "template_expr":
      return inner === undefined
        ? { kind: "literal", value: "", at }
        : parseTemplate(inner, context, (child, level) => parseExpression(child, context, level), depth);
    case "collection_value":
      return inner === undefined ? { kind: "broken", reason: "empty collection", at } : parseCollection(inner, context, depth);
    case "variable_expr":
      return { kind: "variable", name: node.text, at };
    case "function_call":
      return parseCall(node, context, depth);
    case "for_expr":
      return inner === undefined ? { kind: "broken", reason: "incomplete for", at } : parseFor(inner, context, depth);
    case "conditional":
      return parseConditional(node, context, depth);
    case "operation":
      return inner === undefined ? { kind: "broken", reason: "incomplete operation", at } : parseOperation(inner, context, depth);
    default:
      return { kind: "broken", reason: `unsupported syntax (${node.type})`, at };
  }
}

function parseLiteral(node: Node, context: ParseContext): Expression {
  const at = locate(node, context);
  switch (node.type) {
    case "numeric_lit":
      return { kind: "literal", value: Number(node.text), at };
    case "bool_lit":
      return { kind: "literal", value: node.text === "true", at };
    case "string_lit":
      return { kind: "literal", value: unescapeQuoted(node.text.slice(1, -1)), at };
    default:
      return { kind: "literal", value: null, at };
  }
}

function parseCollection(node: Node, context: ParseContext, depth: number): Expression {
  const at = locate(node, context);
  const parts = partsOf(node);
  if (node.type === "tuple") {
    const items = parts.filter((part) => part.type === "expression").map((part) => parseExpression(part, context, depth + 1));
    return { kind: "list", items, at };
  }
  const elements = parts.filter((part) => part.type === "object_elem").flatMap((part) => parseElement(part, context, depth + 1));
  return { kind: "object", elements, at };
}

function parseElement(node: Node, context: ParseContext, depth: number): readonly ObjectElement[] {
  const [key, value] = partsOf(node);
  if (key === undefined || value === undefined) return [];
  const parsed = parseExpression(key, context, depth);
  // A bare name is the key itself; a parenthesised one is an expression.
  const name: Expression =
    parsed.kind === "variable" && key.firstChild?.type === "variable_expr" ? { kind: "literal", value: parsed.name, at: parsed.at } : parsed;
  return [{ key: name, keyAt: locate(key, context), value: parseExpression(value, context, depth), at: locate(node, context) }];
}

function parseCall(node: Node, context: ParseContext, depth: number): Expression {
  const parts = partsOf(node);
  const list = parts.find((part) => part.type === "function_arguments");
  const parameters = list === undefined ? [] : partsOf(list);
  return {
    kind: "call",
    name: parts[0]?.text ?? "",
    arguments: parameters.filter((part) => part.type === "expression").map((part) => parseExpression(part, context, depth + 1)),
    expands: parameters.some((part) => part.type === "ellipsis"),
    at: locate(node, context),
  };
}

function parseFor(node: Node, context: ParseContext, depth: number): Expression {
  const at = locate(node, context);
  const parts = partsOf(node);
  const intro = parts.find((part) => part.type === "for_intro");
  const results = parts.filter((part) => part.type === "expression").map((part) => parseExpression(part, context, depth + 1));
  const condition = parts.find((part) => part.type === "for_cond");
  const head = intro && parseForHead(intro, condition, context, depth);
  const [first, second] = results;
  if (head === undefined || first === undefined) return { kind: "broken", reason: "incomplete for", at };
  if (node.type === "for_tuple_expr") return { kind: "for-list", head, result: first, at };
  if (second === undefined) return { kind: "broken", reason: "incomplete for", at };
  return { kind: "for-map", head, key: first, result: second, groups: parts.some((part) => part.type === "ellipsis"), at };
}

function parseForHead(intro: Node, condition: Node | undefined, context: ParseContext, depth: number): ForHead | undefined {
  const parts = partsOf(intro);
  const names = parts.filter((part) => part.type === "identifier");
  const collection = parts.find((part) => part.type === "expression");
  const value = names.at(-1);
  if (collection === undefined || value === undefined) return undefined;
  const test = condition && partsOf(condition)[0];
  return {
    keyName: names.length > 1 ? names[0]?.text : undefined,
    valueName: value.text,
    collection: parseExpression(collection, context, depth + 1),
    condition: test === undefined ? undefined : parseExpression(test, context, depth + 1),
  };
}

function parseConditional(node: Node, context: ParseContext, depth: number): Expression {
  const at = locate(node, context);
  const [condition, consequent, alternative] = partsOf(node).map((part) => parseExpression(part, context, depth + 1));
  if (condition === undefined || consequent === undefined || alternative === undefined) return { kind: "broken", reason: "incomplete condition", at };
  return { kind: "conditional", condition, consequent, alternative, at };
}

function parseOperation(node: Node, context: ParseContext, depth: number): Expression {
  const at = locate(node, context);
  const operatorAt = node.children.findIndex((child) => child !== null && !child.isNamed);
  const operator = node.children[operatorAt]?.text;
  if (operator === undefined) return { kind: "broken", reason: "incomplete operation", at };
  const side = (from: number, to: number) =>
    parseTerms(
      node.children.slice(from, to).filter((child): child is Node => child !== null && child.isNamed && child.type !== "comment"),
      context,
      depth + 1,
    );
  const operands = [side(0, operatorAt), side(operatorAt + 1, node.children.length)].filter((operand) => operand !== undefined);
  return { kind: "operation", operator, operands, at };
}

function stepsOf(node: Node, after: readonly Node[], context: ParseContext, depth: number): readonly Step[] {
  const inner = partsOf(node)[0];
  switch (node.type) {
    case "get_attr":
      return [{ kind: "attribute", name: inner?.text ?? "" }];
    case "index":
      return inner === undefined ? [] : [indexStep(inner, context, depth)];
    case "splat": {
      const own = inner === undefined ? [] : partsOf(inner).flatMap((part) => stepsOf(part, [], context, depth));
      const following = after.flatMap((part, index) => stepsOf(part, after.slice(index + 1), context, depth));
      return [{ kind: "splat", steps: [...own, ...following] }];
    }
    default:
      return [];
  }
}

function indexStep(node: Node, context: ParseContext, depth: number): Step {
  const inner = partsOf(node)[0];
  const at = locate(node, context);
  if (node.type === "legacy_index" || inner === undefined) return { kind: "index", key: { kind: "literal", value: Number(node.text.slice(1)), at } };
  return { kind: "index", key: parseExpression(inner, context, depth + 1) };
}
