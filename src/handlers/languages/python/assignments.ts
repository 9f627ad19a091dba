import { type CodeNode, nodesOf } from "../../code-node.ts";
import { type Origin, unknownOrigin } from "../../origin.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { originOf, scopeIdAt } from "./origins.ts";
import { situationOf } from "./situations.ts";
import { argumentNodes, functionAround } from "./syntax.ts";

const appending = new Set(["append", "extend", "add", "insert"]);
const emptying = new Set(["clear", "pop", "remove", "popleft", "discard"]);

const changing = new Set(["assignment", "call", "delete_statement"]);

/** Notes changes, inside functions, of what stands at the top level. */
export function collectAssignments(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const node of nodesOf(file.root, changing)) {
    if (functionAround(node) === null) continue;
    if (node.type === "assignment") noteAssignment(node, file, scopes);
    else if (node.type === "call") noteCall(node, file, scopes);
    else add(node, { target: node.parts[0]?.get("value") ?? null, how: "emptied", value: unknownOrigin }, file, scopes);
  }
}

function noteAssignment(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const right = node.get("right");
  if (right === null) return;
  const empties = (right.type === "list" || right.type === "dictionary") && right.parts.length === 0;
  add(node, { target: node.get("left"), how: empties ? "emptied" : "assigned", value: originOf(right, file) }, file, scopes);
}

function noteCall(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const callee = node.get("function");
  if (callee?.type !== "attribute") return;
  const method = callee.get("attribute")?.text ?? "";
  const how = appending.has(method) ? "appended" : emptying.has(method) ? "emptied" : null;
  if (how !== null) add(node, { target: callee.get("object"), how, value: originOf(argumentNodes(node)[0] ?? null, file) }, file, scopes);
}

function add(
  node: CodeNode,
  change: { target: CodeNode | null; how: "assigned" | "appended" | "emptied"; value: Origin },
  file: SourceFile,
  scopes: ReadonlyMap<string, ScopeDraft>,
): void {
  if (change.target?.type !== "identifier") return;
  const declaration = file.table.find(change.target.text, change.target.start);
  if (declaration?.topLevel !== true || declaration.kind !== "variable") return;
  scopes
    .get(scopeIdAt(node, file))
    ?.assignments.push({ name: declaration.name, how: change.how, value: change.value, once: situationOf(node, file).once, at: node.at });
}
