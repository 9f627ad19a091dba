import { type CodeNode, nodesOf, walk } from "../../code-node.ts";
import type { CatchRecord } from "../../code-model.ts";
import { behaviourOf } from "../catch-behaviour.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { scopeIdAt } from "./origins.ts";
import { situationOf } from "./situations.ts";
import { argumentNodes, functionAround, isFunction } from "./syntax.ts";

const catching = new Set(["catch_clause", "call_expression"]);

/** Notes what every catch clause, and every `.catch(…)`, does with an error. */
export function collectCatches(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const node of nodesOf(file.root, catching)) {
    const record = node.type === "catch_clause" ? clause(node, file) : chained(node, file);
    if (record !== null) scopes.get(scopeIdAt(node, file))?.catches.push(record);
  }
}

function clause(node: CodeNode, file: SourceFile): CatchRecord | null {
  const body = node.get("body");
  if (body === null || node.parent === null) return null;
  return { ...behaviourOf(signsOf(body)), ...situationOf(node.parent, file), coversFunction: coversFunction(node.parent), at: node.at };
}

function chained(node: CodeNode, file: SourceFile): CatchRecord | null {
  const callee = node.get("function");
  const handler = argumentNodes(node)[0];
  if (callee?.type !== "member_expression" || callee.get("property")?.text !== "catch" || handler === undefined) return null;
  const situation = situationOf(node, file);
  const property = callee.get("property") ?? node;
  const at = { ...handler.at, startLine: property.startLine };
  if (isFunction(handler)) {
    const body = handler.get("body");
    return body === null ? null : { ...behaviourOf(signsOf(body, body.type !== "statement_block")), ...situation, coversFunction: false, at };
  }
  const logs = isLogCall(handler.text);
  return { behaviour: logs ? "swallows" : "records-failure", logs, ...situation, coversFunction: false, at };
}

/** The try statement is all that its function does, apart from declarations before it. */
function coversFunction(statement: CodeNode): boolean {
  const fn = functionAround(statement);
  const body = fn?.get("body");
  if (body === null || body === undefined || statement.parent !== body) return false;
  return body.parts.every((part) => part === statement || part.type === "lexical_declaration" || part.type === "return_statement");
}

/** What the statements of a catch body show. */
function signsOf(body: CodeNode, isExpression = false) {
  const signs = { throws: false, returns: isExpression, logs: false, acts: false, records: false };
  for (const node of walk(body)) {
    if (node.type === "throw_statement") signs.throws = true;
    else if (node.type === "return_statement" && functionAround(node) === functionAround(body)) signs.returns = true;
    else if (node.type === "assignment_expression" || node.type === "augmented_assignment_expression" || node.type === "update_expression")
      signs.records = true;
    else if (node.type === "property_identifier" && (node.text === "batchItemFailures" || node.text === "itemIdentifier")) signs.records = true;
    else if (node.type === "call_expression" || node.type === "new_expression") noteCall(node, signs);
  }
  return signs;
}

function noteCall(node: CodeNode, signs: { throws: boolean; logs: boolean; acts: boolean }): void {
  const name = (node.get("function") ?? node.get("constructor"))?.text ?? "";
  if (
    name === "Promise.reject" ||
    name === "callback" ||
    name === "cb" ||
    name === "process.exit" ||
    name.endsWith("context.fail") ||
    name.endsWith("context.done")
  )
    signs.throws = true;
  else if (isLogCall(name)) signs.logs = true;
  else if (!isPlain(name) && !isAnswer(node)) signs.acts = true;
}

/** `return response(500)`: what the call gives is the answer. */
function isAnswer(node: CodeNode): boolean {
  return node.parent?.type === "return_statement";
}

/** Calls that only make text or values. */
function isPlain(name: string): boolean {
  return (
    /^(?:JSON\.|String$|Number$|Date|Object\.|Array\.|Math\.|Error$)/u.test(name) ||
    /\.(?:toString|toISOString|join|slice|map|stringify|includes)$/u.test(name)
  );
}

function isLogCall(name: string): boolean {
  return (
    /(?:^|\.)(?:console|logger|log|_logger|_log|winston|pino)\.\w+$/iu.test(name) ||
    /^(?:log|logError|logger|captureException|Sentry\.captureException|tracer\.addErrorAsMetadata|metrics\.addMetric|context\.(?:log|error|warn))(?:\.\w+)?$/u.test(
      name,
    )
  );
}
