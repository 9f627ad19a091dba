import type { CodeNode } from "../../code-node.ts";
import { type LoopGrammar, endlessLoopsIn } from "../endless-loops.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { scopeIdAt } from "./origins.ts";
import { inner, isFunction } from "./syntax.ts";

const grammar: LoopGrammar = {
  loops: new Set(["while_statement", "for_statement"]),
  exits: new Set(["return_statement", "raise_statement"]),
  breakable: new Set(),
  isFunction,
  isEndless,
};

/** Notes loops that have no condition. */
export function collectEndlessLoops(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const { node, record } of endlessLoopsIn(file.root, grammar)) scopes.get(scopeIdAt(node, file))?.endlessLoops.push(record);
}

function isEndless(loop: CodeNode): boolean {
  const condition = loop.type === "while_statement" ? loop.get("condition") : null;
  const value = condition === null ? null : inner(condition);
  return value?.type === "true" || (value?.type === "integer" && Number(value.text) !== 0);
}
