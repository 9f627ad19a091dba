import { grammarOf } from "../../syntax/comments.ts";
import { type Node, withTree } from "../../syntax/tree-sitter.ts";
import type { RuleCatalogue } from "./rule-catalogue.ts";
import type { InlineSuppression } from "./suppression.ts";

const grammars = new Set(["typescript", "tsx", "javascript"]);
const declarations = ["variable_declarator", "assignment_expression", "public_field_definition"];
const mostCalls = 200;

/** `NagSuppressions.addResourceSuppressions(queue, [{ id, reason }])` in CDK source, for the construct that the variable holds. */
export function cdkNagCalls(path: string, text: string, catalogue: RuleCatalogue): readonly InlineSuppression[] {
  const grammar = grammarOf(path);
  if (grammar === null || !grammars.has(grammar) || !text.includes("addResourceSuppressions")) return [];
  return withTree(grammar, text, (root) => {
    const calls = nodesOf(root, ["call_expression"]).filter(isSuppressing).slice(0, mostCalls);
    return calls.flatMap((call) => suppressionsOf(call, root, { path, catalogue }));
  });
}

function isSuppressing(call: Node): boolean {
  const callee = call.childForFieldName("function");
  if (callee?.type !== "member_expression" || callee.childForFieldName("property")?.text !== "addResourceSuppressions") return false;
  const owner = callee.childForFieldName("object")?.text ?? "";
  return owner === "NagSuppressions" || owner.endsWith(".NagSuppressions");
}

function suppressionsOf(call: Node, root: Node, { path, catalogue }: { path: string; catalogue: RuleCatalogue }): InlineSuppression[] {
  const [target, list] = partsOf(call.childForFieldName("arguments"));
  if (target === undefined || list === undefined) return [];
  const constructs = target.type === "array" ? partsOf(target) : [target];
  const places = constructs.flatMap((construct) => declarationsOf(construct.text, root));
  return partsOf(list).flatMap((item) => {
    const id = stringAt(item, "id")?.toLowerCase();
    const rules = catalogue.peersOf("cdk-nag", (check) => check === id);
    const line = item.startPosition.row + 1;
    const reason = stringAt(item, "reason") ?? "no reason given";
    if (rules.length === 0) return [];
    return places.map((scope) => ({ rules, reason, by: `NagSuppressions at ${path}:${line}`, path, line, scope }));
  });
}

/** The lines in which a variable or member gets its construct. */
function declarationsOf(name: string, root: Node) {
  return nodesOf(root, declarations).flatMap((node) => {
    const left = (node.childForFieldName("name") ?? node.childForFieldName("left"))?.text;
    const value = node.childForFieldName("value") ?? node.childForFieldName("right");
    const isMeant = left === name || (node.type === "public_field_definition" && `this.${left ?? ""}` === name);
    if (!isMeant || value === null) return [];
    return [{ kind: "declaration", startLine: value.startPosition.row + 1, endLine: value.endPosition.row + 1, strict: true } as const];
  });
}

function stringAt(object: Node, key: string): string | undefined {
  const pair = partsOf(object).find((part) => part.type === "pair" && part.childForFieldName("key")?.text.replaceAll(/["']/g, "") === key);
  const value = pair?.childForFieldName("value");
  return value?.type === "string" || value?.type === "template_string" ? value.text.slice(1, -1) : undefined;
}

function nodesOf(root: Node, types: string[]): Node[] {
  return root.descendantsOfType(types).filter((node): node is Node => node !== null);
}

function partsOf(node: Node | null): readonly Node[] {
  return node === null ? [] : node.namedChildren.filter((child): child is Node => child !== null && child.type !== "comment");
}
