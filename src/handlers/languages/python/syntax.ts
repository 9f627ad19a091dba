import { type CodeNode, walk } from "../../code-node.ts";

/** Whether a node is a function or a lambda. */
export function isFunction(node: CodeNode): boolean {
  return node.type === "function_definition" || node.type === "lambda";
}

/** Node types of comprehensions. */
export const comprehensionTypes = new Set(["list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression"]);

/** The nearest function around a node; null at the top level. */
export function functionAround(node: CodeNode): CodeNode | null {
  return node.above(isFunction);
}

/** The class whose body a function or statement stands in directly. */
export function classOfMember(node: CodeNode): CodeNode | null {
  const holder = node.parent?.type === "decorated_definition" ? node.parent.parent : node.parent;
  return holder?.type === "block" && holder.parent?.type === "class_definition" ? holder.parent : null;
}

/** The expression inside parentheses and await. */
export function inner(node: CodeNode): CodeNode {
  let current = node;
  for (let steps = 0; steps < 50 && (current.type === "parenthesized_expression" || current.type === "await"); steps++) {
    const next = current.parts[0];
    if (next === undefined) break;
    current = next;
  }
  return current;
}

/** The text of a string without interpolations; null for anything else. */
export function stringText(node: CodeNode | null | undefined): string | null {
  if (node?.type === "concatenated_string") {
    const parts = node.parts.map(stringText);
    return parts.some((part) => part === null) ? null : parts.join("");
  }
  if (node?.type !== "string" || node.parts.some((part) => part.type === "interpolation")) return null;
  return node.parts
    .filter((part) => part.type === "string_content")
    .map((part) => part.text)
    .join("");
}

/** The arguments of a call without their parentheses. */
export function argumentNodes(call: CodeNode): readonly CodeNode[] {
  const list = call.get("arguments");
  return list?.type === "argument_list" ? list.parts : list === null ? [] : [list];
}

/** The statement at the top of the file that a node stands in, below conditions and tries. */
export function statementOf(node: CodeNode): CodeNode {
  let current = node;
  while (current.parent !== null && current.parent.type !== "module" && current.parent.type !== "block") current = current.parent;
  return current;
}

/** Whether a node stands in `if __name__ == "__main__":`, which the platforms never run, or below `if TYPE_CHECKING:`. */
export function isAside(node: CodeNode): boolean {
  return (
    node.above(
      (above) => above.type === "if_statement" && /^(?:__name__\s*==|(?:typing\.)?TYPE_CHECKING$)/u.test(above.get("condition")?.text ?? ""),
    ) !== null
  );
}

/** What a loop runs over, without enumerate, sorted and the like. */
export function iterated(node: CodeNode): CodeNode {
  const call = inner(node);
  if (call.type !== "call" || !["enumerate", "sorted", "reversed", "list", "iter", "tuple", "tqdm"].includes(call.get("function")?.text ?? ""))
    return call;
  const first = argumentNodes(call)[0];
  return first === undefined ? call : iterated(first);
}

/** Whether a node of some type stands in another. */
export function contains(node: CodeNode, type: string): boolean {
  for (const part of walk(node)) if (part.type === type) return true;
  return false;
}
