import type { CodeNode } from "../../code-node.ts";
import { type SourceFile, identifiersNamed } from "../source-file.ts";
import { namesIn } from "./declarations.ts";

/** What becomes of a call's answer. */
interface Fate {
  readonly awaited: boolean;
  readonly used: boolean;
  readonly dropped: boolean;
}

const kept: Fate = { awaited: true, used: true, dropped: false };
const chainMethods = new Set(["then", "catch", "finally"]);
const combinators = new Set(["all", "allSettled", "race", "any"]);
const passing = new Set([
  "parenthesized_expression",
  "as_expression",
  "satisfies_expression",
  "non_null_expression",
  "binary_expression",
  "ternary_expression",
  "sequence_expression",
  "array",
  "spread_element",
]);

/** Follows a call outwards to what becomes of its answer. */
export function fateOf(call: CodeNode, file: SourceFile): Fate {
  // The grammar reads `await send<Order>(…)` as a call of `await send`; written so on purpose, it would stand in parentheses.
  let awaited = call.get("function")?.type === "await_expression";
  let chained = false;
  let used = false;
  let node = call;
  for (let steps = 0; steps < 60; steps++) {
    const parent = node.parent;
    if (parent === null) return kept;
    if (parent.type === "await_expression" || parent.type === "yield_expression") awaited = true;
    else if (parent.type === "member_expression" && node.field === "object") {
      const method = parent.get("property")?.text ?? "";
      const outerCall = parent.parent;
      if (outerCall?.type !== "call_expression" || outerCall.get("function") !== parent) return { awaited: true, used: true, dropped: false };
      if (chainMethods.has(method)) {
        chained = true;
        used ||= method === "then";
      } else if (method !== "promise") return kept;
      node = outerCall;
      continue;
    } else if (parent.type === "expression_statement") return { awaited, used, dropped: !awaited && !chained };
    else if (parent.type === "unary_expression") return { awaited, used: parent.has("!"), dropped: false };
    else if (parent.type === "arguments") {
      const combined = parent.parent;
      const callee = combined?.get("function");
      if (combined === null || callee?.get("object")?.text !== "Promise" || !combinators.has(callee.get("property")?.text ?? "")) return kept;
      node = combined;
      continue;
    } else if (parent.type === "variable_declarator") return declaredFate(parent, file, awaited);
    else if (!passing.has(parent.type)) return kept;
    node = parent;
  }
  return kept;
}

/** The answer is kept under a name: whether that name is read again. */
function declaredFate(declarator: CodeNode, file: SourceFile, awaited: boolean): Fate {
  const names = [...namesIn(declarator.get("name"))].map((bound) => bound.node);
  const isRead = names.some((name) => isMentionedAgain(name, file));
  return { awaited: awaited || isRead, used: isRead, dropped: false };
}

function isMentionedAgain(name: CodeNode, file: SourceFile): boolean {
  const declaration = file.table.find(name.text, name.start);
  if (declaration === null) return true;
  if (declaration.topLevel) return true;
  return identifiersNamed(name.text, file).some((node) => node.start !== name.start && file.table.find(node.text, node.start) === declaration);
}

/** What becomes of a command: the answer of the `send` that it is given to, at once or under a name. */
export function commandFate(construction: CodeNode, file: SourceFile): Fate {
  const holder = construction.parent;
  if (holder?.type === "arguments" && holder.parent?.type === "call_expression") {
    const method = holder.parent.get("function")?.get("property")?.text;
    if (method === "send") return fateOf(holder.parent, file);
  }
  if (holder?.type !== "variable_declarator") return kept;
  const name = holder.get("name");
  const block = holder.parent?.parent;
  if (name?.type !== "identifier" || block === null || block === undefined) return kept;
  for (const use of identifiersNamed(name.text, file)) {
    const call = use.parent?.type === "arguments" ? use.parent.parent : null;
    if (call?.get("function")?.get("property")?.text === "send" && use.start > name.start && use.end < block.end) return fateOf(call, file);
  }
  return kept;
}
