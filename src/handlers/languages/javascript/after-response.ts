import { type CodeNode, nodesOf, walk } from "../../code-node.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { scopeIdAt } from "./origins.ts";
import { inner, isFunction } from "./syntax.ts";

const answering = new Set(["send", "json", "end", "sendStatus", "redirect", "sendFile"]);
const responseNames = new Set(["res", "response", "resp", "reply"]);

const blocks = new Set(["statement_block"]);

/** Notes work that follows `res.send(…)` in the same block. */
export function collectWorkAfterResponse(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const node of nodesOf(file.root, blocks)) {
    const statements = node.parts;
    const answered = statements.findIndex(
      (statement) => statement.type === "expression_statement" && answers(inner(statement.parts[0] ?? statement)),
    );
    if (answered < 0) continue;
    const work = statements.slice(answered + 1).find(works);
    if (work !== undefined) scopes.get(scopeIdAt(node, file))?.afterResponse.push(work.at);
  }
}

/** `res.status(200).send(x)`: a chain of calls that starts at a response and ends in an answer. */
function answers(expression: CodeNode): boolean {
  const callee = expression.type === "call_expression" ? expression.get("function") : null;
  if (callee?.type !== "member_expression" || !answering.has(callee.get("property")?.text ?? "")) return false;
  let root = callee.get("object");
  while (root !== null && root.type !== "identifier") root = root.type === "call_expression" ? root.get("function") : root.get("object");
  return root !== null && responseNames.has(root.text);
}

/** Whether a statement waits for something or calls something other than a log or the response. */
function works(statement: CodeNode): boolean {
  if (statement.type === "return_statement" && statement.parts.length === 0) return false;
  if (isFunction(statement)) return false;
  for (const node of walk(statement)) {
    if (node.type === "await_expression") return true;
    if (node.type !== "call_expression" || statement.type === "return_statement") continue;
    const name = node.get("function")?.text ?? "";
    if (!/^(?:console|logger|log|res|response|resp|reply)\b/u.test(name)) return true;
  }
  return false;
}
