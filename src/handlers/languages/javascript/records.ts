import type { Location } from "../../../change/location.ts";
import { type CodeNode, nodesOf } from "../../code-node.ts";
import type { CallRecord } from "../../code-model.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { commandFate, fateOf } from "./fate.ts";
import { argumentsOf, originOf, scopeIdAt } from "./origins.ts";
import { situationOf } from "./situations.ts";
import { argumentNodes, functionTypes, isFunction, iterationReceiver } from "./syntax.ts";

/** Entries that make an object literal worth keeping. */
const telling = new Set(["batchItemFailures", "statusCode", "body", "Resource", "resource"]);

const recorded = new Set(["call_expression", "new_expression", "for_in_statement", "return_statement", "object", ...functionTypes]);

/** Notes calls, loops, answers, and objects of every scope. */
export function collectRecords(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const node of nodesOf(file.root, recorded)) {
    const scope = () => scopes.get(scopeIdAt(node, file));
    if (node.type === "call_expression" || node.type === "new_expression") scope()?.calls.push(callRecord(node, file));
    else if (node.type === "for_in_statement" && node.has("of")) scope()?.loops.push({ over: originOf(node.get("right"), file), at: node.at });
    else if (node.type === "return_statement" && node.parts[0] !== undefined) scope()?.returns.push(originOf(node.parts[0], file));
    else if (node.type === "object") noteObject(node, file, scopes);
    if (node.type === "call_expression") noteIteration(node, file, scopes);
    if (isFunction(node)) noteFunction(node, file, scopes);
  }
}

function callRecord(node: CodeNode, file: SourceFile): CallRecord {
  const constructed = node.type === "new_expression";
  return {
    callee: originOf(node.get(constructed ? "constructor" : "function"), file),
    arguments: argumentsOf(node, file),
    constructed,
    ...(constructed ? commandFate(node, file) : fateOf(node, file)),
    ...situationOf(node, file),
    text: node.firstLine.slice(0, 100),
    at: node.at,
  };
}

/** The answer of an arrow function without a block. */
function noteFunction(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const id = file.functions.get(node);
  const body = node.get("body");
  if (id !== undefined && node.type === "arrow_function" && body !== null && body.type !== "statement_block")
    scopes.get(id)?.returns.push(originOf(body, file));
}

/** `records.map(work)`, whether the callback is written in place or named. */
function noteIteration(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const callback = argumentNodes(node)[0];
  const receiver = callback === undefined ? null : iterationReceiver(callback);
  if (callback === undefined || receiver === null || ["literal", "global"].includes(originOf(callback, file).kind)) return;
  scopes.get(scopeIdAt(node, file))?.loops.push({ over: originOf(receiver, file), at: node.at });
}

function noteObject(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const origin = originOf(node, file);
  if (origin.kind !== "object" || ![...origin.entries.keys()].some((name) => telling.has(name))) return;
  scopes.get(scopeIdAt(node, file))?.objects.push({ origin, returned: isReturned(node), bodyAt: bodyOf(node), at: node.at });
}

function bodyOf(node: CodeNode): Location | undefined {
  return node.parts.find((part) => part.type === "pair" && part.get("key")?.text === "body")?.get("value")?.at;
}

function isReturned(node: CodeNode): boolean {
  let current = node;
  for (let parent = current.parent; parent !== null; current = parent, parent = parent.parent) {
    if (parent.type === "return_statement") return true;
    if (parent.type === "arrow_function") return current.field === "body";
    if (!["parenthesized_expression", "as_expression", "satisfies_expression", "await_expression", "ternary_expression"].includes(parent.type))
      return false;
  }
  return false;
}
