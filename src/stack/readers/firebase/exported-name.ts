import type { CodeNode } from "../../../handlers/code-node.ts";
import { nodesOf } from "../azure-functions/sources/source-file.ts";

const passing = new Set(["as_expression", "satisfies_expression", "parenthesized_expression"]);
const functionTypes = new Set(["function_declaration", "function_expression", "arrow_function", "method_definition"]);

/** The name under which a file exports the value of a call; undefined where it does not, or where the call runs inside a function. */
export function exportedNameOf(call: CodeNode, root: CodeNode): string | undefined {
  if (call.above((node) => functionTypes.has(node.type)) !== null) return undefined;
  let node = call;
  while (node.parent !== null && passing.has(node.parent.type)) node = node.parent;
  const holder = node.parent;
  if (holder?.type === "assignment_expression" && node.field === "right") return assignedName(holder.get("left")?.text ?? "");
  if (holder?.type === "pair") return isExportedObject(holder) ? holder.get("key")?.text : undefined;
  if (holder?.type !== "variable_declarator") return undefined;
  const name = holder.get("name")?.text;
  if (name === undefined) return undefined;
  return holder.parent?.parent?.type === "export_statement" ? name : exportedLater(name, root);
}

/** `exports.a = …`, `module.exports.a = …`. */
function assignedName(left: string): string | undefined {
  const found = /^(?:module\.)?exports\.(\w+)$/u.exec(left);
  return found?.[1];
}

/** `module.exports = { a: … }`. */
function isExportedObject(pair: CodeNode): boolean {
  const holder = pair.parent?.parent;
  return holder?.type === "assignment_expression" && holder.get("left")?.text === "module.exports";
}

/** `export { a as b }`, `module.exports = { a }`, `exports.b = a`. */
function exportedLater(name: string, root: CodeNode): string | undefined {
  for (const node of nodesOf(root, "export_specifier", "shorthand_property_identifier", "assignment_expression")) {
    if (node.type === "export_specifier" && node.get("name")?.text === name) return node.get("alias")?.text ?? name;
    if (node.type === "shorthand_property_identifier" && node.text === name && isExportedObject(node)) return name;
    if (node.type === "assignment_expression" && node.get("right")?.text === name) {
      const assigned = assignedName(node.get("left")?.text ?? "");
      if (assigned !== undefined) return assigned;
    }
  }
  return undefined;
}
