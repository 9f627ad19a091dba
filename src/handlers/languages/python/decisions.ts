import { type CodeNode, nodesOf } from "../../code-node.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { scopeIdAt } from "./origins.ts";

const leaving = new Set(["return_statement", "raise_statement", "continue_statement"]);
const longest = 300;

const deciding = new Set(["if_statement", "elif_clause", "conditional_expression", "match_statement"]);

/** Notes every condition that code depends on, and whether one of its branches leaves. */
export function collectDecisions(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const node of nodesOf(file.root, deciding)) {
    const condition = conditionOf(node);
    if (condition !== null)
      scopes.get(scopeIdAt(node, file))?.decisions.push({ condition: condition.text.slice(0, longest), leaves: leaves(node), at: node.at });
  }
}

function conditionOf(node: CodeNode): CodeNode | null {
  if (node.type === "if_statement" || node.type === "elif_clause") return node.get("condition");
  if (node.type === "conditional_expression") return node.parts[1] ?? null;
  return node.get("subject");
}

function leaves(node: CodeNode): boolean {
  const branches = node.children.filter((child) => child.field === "consequence" || child.field === "alternative");
  return branches.some((branch) => {
    const block = branch.type === "else_clause" ? (branch.get("body") ?? branch) : branch;
    const last = block.parts.at(-1);
    return last !== undefined && leaving.has(last.type);
  });
}
