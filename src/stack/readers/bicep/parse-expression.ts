import type { Node } from "../../../syntax/tree-sitter.ts";
import { scalar } from "../../value-builders.ts";
import type { Expression, LoopExpression, Property } from "../arm/expression.ts";
import { type BicepSource, locate, partsOf } from "./source.ts";
import { parseText } from "./parse-text.ts";

const deepestNesting = 60;

/** A node of the tree as an expression; what the grammar could not read becomes a broken one. */
export function parseExpression(node: Node, source: BicepSource, depth = 0): Expression {
  const at = locate(node, source);
  if (depth > deepestNesting) return { kind: "broken", reason: "nested too deeply", at };
  const inner = (child: Node | null | undefined): Expression =>
    child === null || child === undefined ? { kind: "broken", reason: "a part is missing", at } : parseExpression(child, source, depth + 1);
  const parts = partsOf(node);
  switch (node.type) {
    case "string":
      return parseText(node, source, (child) => inner(child));
    case "number":
      return { kind: "value", value: scalar(Number(node.text), at), at };
    case "boolean":
      return { kind: "value", value: scalar(node.text === "true", at), at };
    case "null":
      return { kind: "value", value: scalar(null, at), at };
    case "identifier":
    case "compatible_identifier":
    case "primitive_type":
      return { kind: "name", name: node.text, at };
    case "parenthesized_expression":
    case "nullable_type":
    case "type":
      return parts.length === 1 ? { ...inner(parts[0]), at } : { kind: "broken", reason: "not understood", at };
    case "object":
      return { kind: "object", properties: parts.flatMap((part) => parseProperty(part, source, depth + 1)), at };
    case "array":
      return parseArray(node, source, inner);
    case "member_expression":
      return { kind: "member", of: inner(node.childForFieldName("object")), name: node.childForFieldName("property")?.text ?? "", at };
    case "subscript_expression":
      return { kind: "index", of: inner(node.childForFieldName("object")), index: inner(node.childForFieldName("index")), at };
    case "resource_expression":
      return { kind: "nested", of: inner(node.childForFieldName("object")), name: node.childForFieldName("resource")?.text ?? "", at };
    case "call_expression":
      return parseCall(node, source, inner);
    case "ternary_expression": {
      const [test, consequence, alternative] = ["condition", "consequence", "alternative"].map((field) => inner(node.childForFieldName(field)));
      if (test === undefined || consequence === undefined || alternative === undefined) return { kind: "broken", reason: "not understood", at };
      return { kind: "choice", test, consequence, alternative, at };
    }
    case "binary_expression": {
      const operands = [inner(node.childForFieldName("left")), inner(node.childForFieldName("right"))];
      const operator = node.childForFieldName("operator")?.text ?? node.children.find((child) => child !== null && !child.isNamed)?.text ?? "";
      return { kind: "operation", operator, operands, at };
    }
    case "unary_expression":
      return { kind: "operation", operator: node.child(0)?.text ?? "", operands: [inner(node.childForFieldName("argument"))], at };
    case "lambda_expression": {
      const parameters = node.child(0);
      const names = parameters === null ? [] : parameters.type === "identifier" ? [parameters.text] : partsOf(parameters).map((part) => part.text);
      return { kind: "lambda", parameters: names, body: inner(parts.at(-1)), at };
    }
    case "for_statement":
      return parseLoop(node, source, inner);
    default:
      return { kind: "broken", reason: "not understood", at };
  }
}

function parseCall(node: Node, source: BicepSource, inner: (child: Node | null) => Expression): Expression {
  const called = node.childForFieldName("function");
  const given = node.childForFieldName("arguments");
  const at = locate(node, source);
  const common = {
    kind: "call" as const,
    arguments: given === null ? [] : partsOf(given).map(inner),
    text: source.text.slice(node.startIndex, node.endIndex),
    at,
  };
  if (called?.type === "member_expression") {
    return { ...common, name: called.childForFieldName("property")?.text ?? "", of: inner(called.childForFieldName("object")) };
  }
  return { ...common, name: called?.text ?? "" };
}

/** A list, or the loop that makes one. */
function parseArray(node: Node, source: BicepSource, inner: (child: Node) => Expression): Expression {
  const at = locate(node, source);
  const parts = partsOf(node).filter((part) => part.type !== "decorators");
  const [only] = parts;
  if (parts.length === 1 && only?.type === "for_statement") return { ...inner(only), at };
  const isSpread = (part: Node) => source.text.slice(part.startIndex - 3, part.startIndex) === "...";
  if (!parts.some(isSpread)) return { kind: "array", items: parts.map(inner), at };
  const lists = parts.map((part): Expression => (isSpread(part) ? inner(part) : { kind: "array", items: [inner(part)], at: locate(part, source) }));
  return { kind: "call", name: "concat", arguments: lists, text: "a list with spreads", at };
}

/** A loop; the body of a resource loop may stand behind a condition, which the declaration takes care of. */
export function parseLoop(node: Node, source: BicepSource, inner: (child: Node | null | undefined) => Expression): LoopExpression {
  const names = partsOf(node).find((part) => part.type === "for_loop_parameters");
  const variables = names === undefined ? [node.childForFieldName("initializer")?.text ?? ""] : partsOf(names).map((part) => part.text);
  const body = node.childForFieldName("body");
  const over = partsOf(node).find(
    (part) => part.type !== "for_loop_parameters" && part.startIndex > (names ?? node.childForFieldName("initializer") ?? node).startIndex,
  );
  const [item = "", index] = variables;
  return { kind: "loop", item, ...(index === undefined ? {} : { index }), over: inner(over), body: inner(body), at: locate(node, source) };
}

function parseProperty(node: Node, source: BicepSource, depth: number): readonly Property[] {
  if (node.type !== "object_property") {
    return node.type === "ERROR"
      ? [{ kind: "spread", value: { kind: "broken", reason: "not understood", at: locate(node, source) }, at: locate(node, source) }]
      : [];
  }
  const [name, value] = partsOf(node);
  if (name === undefined || name.type === "resource_declaration") return [];
  const at = locate(node, source);
  const read: Expression = value === undefined ? { kind: "broken", reason: "the value is missing", at } : parseExpression(value, source, depth);
  if (source.text.startsWith("...", node.startIndex)) return [{ kind: "spread", value: read, at }];
  const key = locate(name, source);
  const named: Expression = name.type === "string" ? parseExpression(name, source, depth) : { kind: "value", value: scalar(name.text, key), at: key };
  return [{ kind: "property", name: named, key, value: read, at }];
}
