import type { CodeNode } from "../../code-node.ts";

/** Node types of functions. */
export const functionTypes = new Set([
  "function_declaration",
  "function_expression",
  "arrow_function",
  "method_definition",
  "generator_function",
  "generator_function_declaration",
]);

/** Node types of classes. */
export const classTypes = new Set(["class_declaration", "class", "abstract_class_declaration"]);

const blockTypes = new Set(["statement_block", "program", "for_statement", "for_in_statement", "switch_body", "class_body", "catch_clause"]);

/** Methods that call a function for every element, at once. */
const iterationMethods = new Set([
  "forEach",
  "map",
  "flatMap",
  "filter",
  "reduce",
  "reduceRight",
  "some",
  "every",
  "find",
  "findIndex",
  "sort",
  "toSorted",
]);

/** Wrappers that leave a value what it is: parentheses, type assertions, await. */
const transparentTypes = new Set(["parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "await_expression"]);

/** The expression inside parentheses, type assertions and await. */
export function inner(node: CodeNode): CodeNode {
  let current = node;
  for (let steps = 0; steps < 50; steps++) {
    const next = current.type === "type_assertion" ? current.parts.at(-1) : transparentTypes.has(current.type) ? current.parts[0] : undefined;
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

/** The outermost wrapper around an expression. */
export function outer(node: CodeNode): CodeNode {
  let current = node;
  while (current.parent !== null && (transparentTypes.has(current.parent.type) || current.parent.type === "type_assertion")) current = current.parent;
  return current;
}

/** Whether a node is a function of any kind. */
export function isFunction(node: CodeNode): boolean {
  return functionTypes.has(node.type);
}

/** The nearest function around a node; null at the top level. */
export function functionAround(node: CodeNode): CodeNode | null {
  return node.above(isFunction);
}

/** The block in which a declaration holds. */
export function blockAround(node: CodeNode): CodeNode {
  return node.above((above) => blockTypes.has(above.type) || isFunction(above)) ?? node;
}

/** The text of a string or of a template without substitutions; null for anything else. */
export function stringText(node: CodeNode | null | undefined): string | null {
  if (node === null || node === undefined) return null;
  if (node.type === "string") return node.parts.map((part) => (part.type === "escape_sequence" ? unescape(part.text) : part.text)).join("");
  if (node.type === "template_string" && !node.parts.some((part) => part.type === "template_substitution")) return node.text.slice(1, -1);
  return null;
}

function unescape(text: string): string {
  const simple: Record<string, string> = { "\\n": "\n", "\\t": "\t", "\\r": "\r", "\\\\": "\\", "\\'": "'", '\\"': '"', "\\`": "`", "\\/": "/" };
  return simple[text] ?? text;
}

/** The name of a property: identifier, string or number; null where it is computed. */
export function propertyName(node: CodeNode | null): string | null {
  if (node === null) return null;
  if (node.type === "computed_property_name") return stringText(node.parts[0]);
  if (node.type === "string") return stringText(node);
  return node.text;
}

/** The arguments of a call or construction. */
export function argumentNodes(call: CodeNode): readonly CodeNode[] {
  const list = call.get("arguments");
  return list?.type === "arguments" ? list.parts : [];
}

/** Whether a function is called where it stands, or by an iteration over what is there. */
export function runsInPlace(fn: CodeNode): boolean {
  const wrapped = outer(fn);
  const parent = wrapped.parent;
  if (parent?.type === "call_expression" && wrapped.field === "function") return true;
  if (parent?.type !== "arguments" || parent.parent === null) return false;
  const call = parent.parent;
  if (call.type === "new_expression") return call.get("constructor")?.text === "Promise";
  const callee = call.get("function");
  const method = callee?.type === "member_expression" ? callee.get("property")?.text : null;
  return (
    method !== null &&
    method !== undefined &&
    (iterationMethods.has(method) || method === "then" || method === "from" || method === "catch" || method === "finally")
  );
}

/** What an iteration callback runs over: the receiver of forEach, map and the like; null where the function is no such callback. */
export function iterationReceiver(fn: CodeNode): CodeNode | null {
  const parent = fn.parent;
  if (parent?.type !== "arguments" || parent.parent?.type !== "call_expression") return null;
  const callee = parent.parent.get("function");
  if (callee?.type !== "member_expression" || !iterationMethods.has(callee.get("property")?.text ?? "")) return null;
  return callee.get("object");
}
