import { type CodeNode, nodesOf } from "../../code-node.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { bindingsAround } from "./scopes.ts";
import { scopeIdAt } from "./origins.ts";
import { functionAround, outer, stringText } from "./syntax.ts";

/** What the top-level statements mention, by the name that they declare or act on. */
export interface TopLevelMentions {
  readonly mentions: Map<string, Set<string>>;
  readonly members: Map<string, Set<string>>;
  readonly calledAtLoad: Set<string>;
}

const mentioning = new Set(["identifier", "shorthand_property_identifier", "property_identifier", "shorthand_property_identifier_pattern", "string"]);

/** Notes in every scope which top-level names and members it mentions: what it may reach. */
export function collectMentions(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): TopLevelMentions {
  const top: TopLevelMentions = { mentions: new Map(), members: new Map(), calledAtLoad: new Set() };
  for (const node of nodesOf(file.root, mentioning)) {
    if (node.type === "identifier" || node.type === "shorthand_property_identifier") noteName(node, file, scopes, top);
    else if (node.type === "property_identifier" || node.type === "shorthand_property_identifier_pattern")
      noteMember(node, node.text, file, scopes, top);
    else if (node.type === "string" && node.field === "index") noteMember(node, stringText(node) ?? "", file, scopes, top);
  }
  return top;
}

function noteName(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>, top: TopLevelMentions): void {
  const declaration = file.table.find(node.text, node.start);
  if (declaration === null || !declaration.topLevel || declaration.node === node || node.field === "name") return;
  if (functionAround(node) !== null) {
    scopes.get(scopeIdAt(node, file))?.mentions.add(node.text);
    return;
  }
  for (const binding of bindingsAround(node)) if (binding !== node.text) addTo(top.mentions, binding, node.text);
  if (isCalled(node)) top.calledAtLoad.add(node.text);
}

function isCalled(node: CodeNode): boolean {
  const wrapped = outer(node);
  if (wrapped.field === "constructor" && wrapped.parent?.type === "new_expression") return true;
  let current = wrapped;
  while (current.field === "object" && current.parent?.type === "member_expression") current = current.parent;
  return current.field === "function" && current.parent?.type === "call_expression";
}

function noteMember(node: CodeNode, name: string, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>, top: TopLevelMentions): void {
  if (functionAround(node) !== null) {
    const members = scopes.get(scopeIdAt(node, file))?.members;
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
