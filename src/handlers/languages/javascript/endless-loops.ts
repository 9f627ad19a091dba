import type { CodeNode } from "../../code-node.ts";
import { type LoopGrammar, endlessLoopsIn } from "../endless-loops.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { scopeIdAt } from "./origins.ts";
import { inner, isFunction } from "./syntax.ts";

const grammar: LoopGrammar = {
  loops: new Set(["while_statement", "do_statement", "for_statement", "for_in_statement"]),
  exits: new Set(["return_statement", "throw_statement"]),
  breakable: new Set(["switch_statement"]),
  isFunction,
  isEndless,
};

/** Notes loops that have no condition. */
export function collectEndlessLoops(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const { node, record } of endlessLoopsIn(file.root, grammar)) scopes.get(scopeIdAt(node, file))?.endlessLoops.push(record);
}

function isEndless(loop: CodeNode): boolean {
  if (loop.type === "for_in_statement") return false;
  const condition = loop.get("condition");
  if (loop.type === "for_statement" && (condition === null || condition.type === "empty_statement" || condition.text === ";")) return true;
  const value = condition === null ? null : inner(condition);
  return value?.type === "true" || (value?.type === "number" && Number(value.text) !== 0);
}
