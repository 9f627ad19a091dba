import { type CodeNode, nodesOf, walk } from "../../code-node.ts";
import type { CallRecord, CatchRecord } from "../../code-model.ts";
import { behaviourOf } from "../catch-behaviour.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import { type SourceFile, identifiersNamed } from "../source-file.ts";
import { argumentsOf, originOf, scopeIdAt } from "./origins.ts";
import { overOf, situationOf } from "./situations.ts";
import { functionAround, isAside } from "./syntax.ts";

const telling = new Set(["batchItemFailures", "statusCode", "body", "Resource", "resource"]);

const recorded = new Set(["call", "for_statement", "for_in_clause", "return_statement", "lambda", "dictionary", "except_clause"]);

/** Notes calls, loops, answers, dictionaries and except clauses of every scope. */
export function collectRecords(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const node of nodesOf(file.root, recorded)) {
    const scope = scopes.get(scopeIdAt(node, file));
    if (scope === undefined || isAside(node)) continue;
    if (node.type === "call") scope.calls.push(callRecord(node, file));
    else if (node.type === "for_statement" || node.type === "for_in_clause") scope.loops.push({ over: overOf(node, file), at: node.at });
    else if (node.type === "return_statement" && node.parts[0] !== undefined) scope.returns.push(originOf(node.parts[0], file));
    else if (node.type === "lambda") scope.returns.push(originOf(node.get("body"), file));
    else if (node.type === "dictionary") noteDictionary(node, scope, file);
    else if (node.type === "except_clause") scope.catches.push(catchRecord(node, file));
  }
}

function callRecord(node: CodeNode, file: SourceFile): CallRecord {
  const callee = originOf(node.get("function"), file);
  const awaited = node.parent?.type === "await";
  const outer = awaited ? (node.parent ?? node) : node;
  const isStatement = outer.parent?.type === "expression_statement";
  return {
    callee,
    arguments: argumentsOf(node, file),
    constructed: callee.kind === "class",
    awaited: true,
    used: !isStatement && isReadAgain(outer, file),
    dropped: isStatement && !awaited,
    ...situationOf(node, file),
    text: node.firstLine.slice(0, 100),
    at: node.at,
  };
}

/** Whether the name that an answer is kept under is read. */
function isReadAgain(node: CodeNode, file: SourceFile): boolean {
  const parent = node.parent;
  const name = parent?.type === "assignment" ? parent.get("left") : null;
  if (name?.type !== "identifier") return true;
  const declaration = file.table.find(name.text, name.start);
  const holder = functionAround(node);
  if (declaration === null || declaration.topLevel || holder === null) return true;
  return identifiersNamed(name.text, file).some((use) => use.start !== name.start && use.start >= holder.start && use.end <= holder.end);
}

function noteDictionary(node: CodeNode, scope: ScopeDraft, file: SourceFile): void {
  const origin = originOf(node, file);
  if (origin.kind !== "object" || ![...origin.entries.keys()].some((name) => telling.has(name))) return;
  const parent = node.parent;
  const returned = parent?.type === "return_statement" || (parent?.type === "conditional_expression" && parent.parent?.type === "return_statement");
  scope.objects.push({ origin, returned, at: node.at });
}

function catchRecord(node: CodeNode, file: SourceFile): CatchRecord {
  const body = node.parts.find((part) => part.type === "block") ?? node;
  const attempt = node.parent ?? node;
  return {
    ...behaviourOf(signsOf(body)),
    ...situationOf(attempt, file),
    coversFunction: coversFunction(attempt),
    catchesAll: catchesAll(node),
    at: node.at,
  };
}

/** `except:`, `except Exception as error:`. */
function catchesAll(clause: CodeNode): boolean {
  const [first] = clause.parts;
  if (first === undefined || first.type === "block") return true;
  const kind = first.type === "as_pattern" ? first.parts[0] : first;
  return kind?.text === "Exception" || kind?.text === "BaseException";
}

function coversFunction(attempt: CodeNode): boolean {
  const body = functionAround(attempt)?.get("body");
  if (body === null || body === undefined || attempt.parent !== body) return false;
  return body.parts.every(
    (part) =>
      part === attempt ||
      part.type === "return_statement" ||
      (part.type === "expression_statement" && (part.parts[0]?.type === "string" || part.parts[0]?.type === "assignment")),
  );
}

function signsOf(body: CodeNode) {
  const signs = { throws: false, returns: false, logs: false, acts: false, records: false };
  for (const node of walk(body)) {
    if (node.type === "raise_statement") signs.throws = true;
    else if (node.type === "return_statement") signs.returns = true;
    else if (node.type === "assignment" || node.type === "augmented_assignment") signs.records = true;
    else if (node.type === "string" && node.text.includes("itemIdentifier")) signs.records = true;
    else if (node.type === "call") noteCall(node, signs);
  }
  return signs;
}

function noteCall(node: CodeNode, signs: { throws: boolean; logs: boolean; acts: boolean }): void {
  const name = node.get("function")?.text ?? "";
  if (name === "sys.exit" || name === "exit" || name === "os._exit") signs.throws = true;
  else if (isLogCall(name)) signs.logs = true;
  else if (
    !/^(?:json\.dumps|str|repr|len|int|float|type|dict|list|isinstance|format|traceback\.format_exc)$|\.(?:format|join|get|strip|isoformat)$/u.test(
      name,
    ) &&
    node.parent?.type !== "return_statement"
  )
    signs.acts = true;
}

function isLogCall(name: string): boolean {
  return (
    name === "print" ||
    /(?:^|\.)_?(?:logging|logger|log|LOGGER|LOG)(?:\.\w+)?$/iu.test(
      name.replace(/\.(?:debug|info|warning|warn|error|exception|critical|log)$/u, ""),
    ) ||
    /^(?:traceback\.print_exc|sentry_sdk\.capture_exception|capture_exception|metrics\.add_metric|tracer\.put_annotation)$/u.test(name)
  );
}
