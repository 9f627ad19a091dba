import { type CodeNode, walk } from "../../code-node.ts";
import type { CompiledLanguage } from "../compiled/language.ts";
import { scopeIdAt } from "../compiled/places.ts";
import { type LoopGrammar, endlessLoopsIn } from "../endless-loops.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { csharpFunctions } from "./declarations.ts";

const grammar: LoopGrammar = {
  loops: new Set(["while_statement", "do_statement", "for_statement", "foreach_statement"]),
  exits: new Set(["return_statement", "throw_statement"]),
  breakable: new Set(["switch_statement"]),
  isFunction: (node) => csharpFunctions.has(node.type),
  isEndless,
};

const clocks = new Set(["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"]);

/** Notes what only C# writes so: loops without a condition, and reads of the clock, which are properties here. */
export function collectSigns(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>, language: CompiledLanguage): void {
  for (const { node, record } of endlessLoopsIn(file.root, grammar)) scopes.get(scopeIdAt(node, file, language))?.endlessLoops.push(record);
  for (const node of walk(file.root)) {
    if (node.type !== "member_access_expression") continue;
    const name = node.text.startsWith("System.") ? node.text.slice("System.".length) : node.text;
    if (clocks.has(name)) scopes.get(scopeIdAt(node, file, language))?.staticReads.push({ name, at: node.at });
  }
}

function isEndless(loop: CodeNode): boolean {
  if (loop.type === "foreach_statement") return false;
  const condition = loop.get("condition");
  if (condition === null) return loop.type === "for_statement";
  return condition.type === "boolean_literal" && condition.text === "true";
}
