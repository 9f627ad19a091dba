import { type CodeNode, nodesOf } from "../../code-node.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { scopeIdAt } from "./origins.ts";
import { bindingsAround } from "./scopes.ts";
import { argumentNodes, functionAround, inner, isAside, stringText } from "./syntax.ts";
import type { TopLevelMentions } from "../javascript/mentions.ts";

const mentioning = new Set(["identifier", "subscript", "call"]);

/** Notes in every scope which top-level names and members it mentions: what it may reach. */
export function collectMentions(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): TopLevelMentions {
  const top: TopLevelMentions = { mentions: new Map(), members: new Map(), calledAtLoad: new Set() };
  for (const node of nodesOf(file.root, mentioning)) {
    if (node.type === "identifier") {
      if (node.field === "attribute") noteMember(node, node.text, file, scopes, top);
      else noteName(node, file, scopes, top);
    } else if (node.type === "subscript") noteMember(node, stringText(node.get("subscript")), file, scopes, top);
    else if (node.get("function")?.get("attribute")?.text === "get") noteMember(node, stringText(argumentNodes(node)[0]), file, scopes, top);
  }
  return top;
}

function noteName(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>, top: TopLevelMentions): void {
  const declaration = file.table.find(node.text, node.start);
  if (
    declaration === null ||
    !declaration.topLevel ||
    declaration.node === node ||
    (node.field === "name" && node.parent?.type !== "named_expression")
  )
    return;
  const decorated = node.above((above) => above.type === "decorator")?.parent?.get("definition") ?? null;
  const fn = functionAround(node) ?? (decorated?.type === "function_definition" ? decorated : null);
  if (fn !== null) {
    scopes.get(file.functions.get(fn) ?? "")?.mentions.add(node.text);
    return;
  }
  if (isAside(node)) return;
  for (const binding of bindingsAround(node)) if (binding !== node.text) addTo(top.mentions, binding, node.text);
  let current = node;
  while (current.parent?.type === "attribute" && current.field === "object") current = current.parent;
  if (current.field === "function" && current.parent?.type === "call") top.calledAtLoad.add(node.text);
}

function noteMember(node: CodeNode, name: string | null, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>, top: TopLevelMentions): void {
  if (name === null) return;
  if (functionAround(node) !== null) {
    const members = scopes.get(scopeIdAt(inner(node), file))?.members;
    if (members?.has(name) === false) members.set(name, node.at);
    return;
  }
  for (const binding of bindingsAround(node)) addTo(top.members, binding, name);
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
