import { type CodeNode, nodesOf } from "../../code-node.ts";
import { type Origin, unknownOrigin } from "../../origin.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { originOf, scopeIdAt } from "./origins.ts";
import { situationOf } from "./situations.ts";
import { argumentNodes, functionAround } from "./syntax.ts";

const appending = new Set(["push", "unshift", "add"]);
const emptying = new Set(["clear", "splice", "shift", "pop", "delete"]);

const changing = new Set(["assignment_expression", "call_expression"]);

/** Notes changes, inside functions, of what stands at the top level. */
export function collectAssignments(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const node of nodesOf(file.root, changing)) {
    if (node.type === "assignment_expression") noteAssignment(node, file, scopes);
    else noteCall(node, file, scopes);
  }
}

function noteAssignment(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const left = node.get("left");
  const right = node.get("right");
  if (left === null || right === null) return;
  if (left.type === "member_expression" && left.get("property")?.text === "length")
    return add(node, { target: left.get("object"), how: "emptied", value: unknownOrigin }, file, scopes);
  if (left.type !== "identifier") return;
  const empties = (right.type === "array" || right.type === "object") && right.parts.length === 0;
  const fresh = right.type === "new_expression" && argumentNodes(right).length === 0;
  add(node, { target: left, how: empties || fresh ? "emptied" : "assigned", value: originOf(right, file) }, file, scopes);
}

function noteCall(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const callee = node.get("function");
  if (callee?.type !== "member_expression") return;
  const method = callee.get("property")?.text ?? "";
  if (emptying.has(method)) add(node, { target: callee.get("object"), how: "emptied", value: unknownOrigin }, file, scopes);
  else if (appending.has(method))
    add(node, { target: callee.get("object"), how: "appended", value: originOf(argumentNodes(node)[0] ?? null, file) }, file, scopes);
}

function add(
  node: CodeNode,
  change: { target: CodeNode | null; how: "assigned" | "appended" | "emptied"; value: Origin },
  file: SourceFile,
  scopes: ReadonlyMap<string, ScopeDraft>,
): void {
  if (change.target?.type !== "identifier" || functionAround(node) === null) return;
  const declaration = file.table.find(change.target.text, change.target.start);
  if (declaration?.topLevel !== true || declaration.kind !== "variable") return;
  const { how, value } = change;
  scopes.get(scopeIdAt(node, file))?.assignments.push({ name: declaration.name, how, value, once: situationOf(node, file).once, at: node.at });
}
