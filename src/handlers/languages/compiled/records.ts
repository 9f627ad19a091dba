import { type CodeNode, walk } from "../../code-node.ts";
import type { CallRecord, Situation } from "../../code-model.ts";
import { type Origin, qualifiedName } from "../../origin.ts";
import { environmentName } from "../../program/environment.ts";
import { behaviourOf } from "../catch-behaviour.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import { type SourceFile, guardOnce } from "../source-file.ts";
import type { CompiledLanguage } from "./language.ts";
import { functionAround, scopeIdAt } from "./places.ts";

const telling = new Set(["batchItemFailures", "BatchItemFailures", "statusCode", "StatusCode", "Resource", "resource"]);

/** Notes calls, loops, answers, objects, reads of the environment and handled errors of every scope. */
export function collectCompiledRecords(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>, language: CompiledLanguage): void {
  for (const node of walk(file.root)) {
    const scope = scopes.get(scopeIdAt(node, file, language));
    if (scope === undefined) continue;
    noteCall(node, scope, file, language);
    noteLoop(node, scope, file, language);
    if (node.type === language.returnType && node.parts[0] !== undefined) scope.returns.push(language.originOf(node.parts[0], file));
    else if (language.objectTypes.has(node.type)) noteObject(node, scope, file, language);
    const caught = language.catchOf(node);
    if (caught !== null)
      scope.catches.push({
        ...behaviourOf(signsOf(caught.body, language)),
        ...situationOf(caught.attempt, file, language),
        coversFunction: coversFunction(caught.attempt, language),
        catchesAll: caught.catchesAll ?? true,
        at: node.at,
      });
  }
}

function noteCall(node: CodeNode, scope: ScopeDraft, file: SourceFile, language: CompiledLanguage): void {
  const call = language.callOf(node, file);
  if (call === null) return;
  const origin: Origin = { kind: "result", ...call };
  const situation = situationOf(node, file, language);
  scope.calls.push({ ...call, ...fateOf(node), ...situation, text: (node.text.split("\n", 1)[0] ?? "").slice(0, 100), at: node.at });
  if (environmentName(origin) !== null)
    scope.reads.push({ origin, absence: language.hasFallback(node, file) ? "handled" : "unguarded", once: situation.once, at: node.at });
}

function fateOf(node: CodeNode): Pick<CallRecord, "awaited" | "used" | "dropped"> {
  const awaited = node.parent?.type === "await_expression";
  const outer = awaited ? (node.parent ?? node) : node;
  const isStatement = outer.parent?.type === "expression_statement";
  return { awaited: awaited || !isStatement || !node.path.endsWith(".cs"), used: !isStatement, dropped: isStatement && !awaited };
}

function noteLoop(node: CodeNode, scope: ScopeDraft, file: SourceFile, language: CompiledLanguage): void {
  const body = node.children.find((child) => language.loopAround(node, child) !== null);
  const over = body === undefined ? null : language.loopAround(node, body);
  if (over !== null && over !== "plain") scope.loops.push({ over: language.originOf(over, file), at: node.at });
}

function noteObject(node: CodeNode, scope: ScopeDraft, file: SourceFile, language: CompiledLanguage): void {
  const origin = language.originOf(node, file);
  if (origin.kind !== "object") return;
  const type = origin.type === null ? "" : (qualifiedName(origin.type) ?? "");
  const returned = node.above((above) => above.type === language.returnType || language.functionTypes.has(above.type))?.type === language.returnType;
  if ([...origin.entries.keys()].some((name) => telling.has(name)) || type.endsWith("EventResponse"))
    scope.objects.push({ origin, returned, at: node.at });
}

/** The loops and guards around a node, up to its function; callbacks count as part of theirs. */
function situationOf(node: CodeNode, file: SourceFile, language: CompiledLanguage): Situation {
  const loops: Origin[] = [];
  let inLoop = false;
  let once = false;
  let child = node;
  for (let parent = node.parent; parent !== null; child = parent, parent = parent.parent) {
    const over = language.loopAround(parent, child);
    if (over !== null) {
      inLoop = true;
      if (over !== "plain") loops.push(language.originOf(over, file));
    }
    if (parent.type === language.ifType) once ||= child.field !== "condition" && guardOnce(parent, file, () => isGuard(parent, file, language));
    else if (parent.type === "assignment_expression" && parent.text.includes("??=")) once = true;
    else if (language.functionTypes.has(parent.type)) {
      if (functionAround(parent, language) === null) break;
      // `once.Do(func() { … })`
      once ||= /\.(?:Do|computeIfAbsent|GetOrAdd)$/u.test(parent.parent?.parent?.children[0]?.text ?? "");
    }
  }
  return { inLoop, loops, once };
}

/** `if (client == null) { client = …; }` of a name that lives as long as the environment. */
function isGuard(conditional: CodeNode, file: SourceFile, language: CompiledLanguage): boolean {
  const condition = conditional.get("condition");
  if (condition === null || !/\b(?:null|nil)\b/u.test(condition.text)) return false;
  const asked = new Set<string>();
  for (const node of walk(condition)) {
    const declaration = node.type === "identifier" ? file.table.find(node.text, node.start) : null;
    if (declaration?.topLevel === true) asked.add(node.text);
  }
  for (const node of walk(conditional)) {
    if (!language.assignmentTypes.has(node.type)) continue;
    const left = node.get("left")?.text.replace(/^this\./u, "") ?? "";
    if (asked.has(left)) return true;
  }
  return false;
}

function coversFunction(attempt: CodeNode, language: CompiledLanguage): boolean {
  const body = functionAround(attempt, language)?.get("body");
  return (
    body !== null &&
    body !== undefined &&
    attempt.parent === body &&
    body.parts.every((part) => part === attempt || part.type === language.returnType || part.type.includes("declaration"))
  );
}

function signsOf(body: CodeNode, language: CompiledLanguage) {
  const signs = { throws: false, returns: false, logs: false, acts: false, records: false };
  for (const node of walk(body)) {
    if (language.throwTypes.has(node.type)) signs.throws = true;
    else if (node.type === language.returnType) {
      if (language.language === "go" && /\berr|rror/u.test(node.text)) signs.throws = true;
      else signs.returns = true;
    } else if (language.assignmentTypes.has(node.type)) signs.records = true;
    else if (isCallNode(node)) noteSign(node, signs);
  }
  return signs;
}

function isCallNode(node: CodeNode): boolean {
  return node.type === "call_expression" || node.type === "method_invocation" || node.type === "invocation_expression";
}

function noteSign(node: CodeNode, signs: { throws: boolean; logs: boolean; acts: boolean }): void {
  const name = node.text.slice(0, Math.max(node.text.indexOf("("), 0));
  if (/^(?:panic|log\.Fatal\w*|os\.Exit|System\.exit|Environment\.Exit)$/u.test(name)) signs.throws = true;
  else if (
    /(?:^|\.)_?(?:log|logger|slog|fmt|Logger|LOG|LOGGER|out|err)\.\w+$|printStackTrace$|^Console\.\w+$|getLogger|\.Log\w*$|^log\w*\./u.test(name)
  )
    signs.logs = true;
  else if (
    !/\.(?:toString|ToString|Error|getMessage|format|Sprintf|String|Status)$|^(?:string|len|String\.format|nameof)$/u.test(name) &&
    !node.above((above) => above === node.parent && isCallNode(above))
  )
    signs.acts = true;
}
