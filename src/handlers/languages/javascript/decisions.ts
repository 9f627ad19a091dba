import { type CodeNode, nodesOf, walk } from "../../code-node.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { scopeIdAt } from "./origins.ts";
import { isFunction } from "./syntax.ts";

const leaving = new Set(["return_statement", "throw_statement", "continue_statement"]);
const longest = 300;

const deciding = new Set(["if_statement", "ternary_expression", "switch_statement", "binary_expression"]);

/** Notes every condition that code depends on, and whether one of its branches leaves. */
export function collectDecisions(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const node of nodesOf(file.root, deciding)) {
    const condition = conditionOf(node);
    if (condition !== null)
      scopes.get(scopeIdAt(node, file))?.decisions.push({ condition: condition.text.slice(0, longest), leaves: leaves(node), at: node.at });
  }
}

function conditionOf(node: CodeNode): CodeNode | null {
  if (node.type === "if_statement" || node.type === "ternary_expression") return node.get("condition");
  if (node.type === "switch_statement") return node.get("value");
  const isShort = node.parent?.type === "expression_statement" && (node.has("&&") || node.has("||"));
  return isShort ? node.get("left") : null;
}

function leaves(node: CodeNode): boolean {
  if (node.type === "switch_statement")
    return [...walk(node)].some((part) => leaving.has(part.type) && part.above(isFunction)?.start === node.above(isFunction)?.start);
  return [node.get("consequence"), node.get("alternative")].some((branch) => branch !== null && endsByLeaving(branch));
}

function endsByLeaving(branch: CodeNode): boolean {
  if (leaving.has(branch.type)) return true;
  if (branch.type === "else_clause") return branch.parts.some(endsByLeaving);
  const last = branch.type === "statement_block" ? branch.parts.at(-1) : undefined;
  return last !== undefined && leaving.has(last.type);
}
