import { grammarOf } from "../../syntax/comments.ts";
import { type Node, withTree } from "../../syntax/tree-sitter.ts";
import type { RuleCatalogue } from "./rule-catalogue.ts";
import type { InlineSuppression } from "./suppression.ts";

/** How a language of the CDK writes the call, and what a construct is kept in. */
interface NagSyntax {
  readonly call: string;
  readonly callee: string;
  readonly member: readonly [owner: string, name: string];
  readonly method: string;
  readonly list: string;
  readonly declarations: string[];
}

const javascript: NagSyntax = {
  call: "call_expression",
  callee: "member_expression",
  member: ["object", "property"],
  method: "addResourceSuppressions",
  list: "array",
  declarations: ["variable_declarator", "assignment_expression", "public_field_definition"],
};
const python: NagSyntax = {
  call: "call",
  callee: "attribute",
  member: ["object", "attribute"],
  method: "add_resource_suppressions",
  list: "list",
  declarations: ["assignment"],
};
const syntaxes: ReadonlyMap<string, NagSyntax> = new Map([
  ["typescript", javascript],
  ["tsx", javascript],
  ["javascript", javascript],
  ["python", python],
]);
const mostCalls = 200;

/** `NagSuppressions.addResourceSuppressions(queue, [{ id, reason }])` in CDK source, for the construct that the variable holds. */
export function cdkNagCalls(path: string, text: string, catalogue: RuleCatalogue): readonly InlineSuppression[] {
  const grammar = grammarOf(path);
  const syntax = grammar === null ? undefined : syntaxes.get(grammar);
  if (grammar === null || syntax === undefined || !text.includes(syntax.method)) return [];
  return withTree(grammar, text, (root) => {
    const calls = nodesOf(root, [syntax.call])
      .filter((call) => isSuppressing(call, syntax))
      .slice(0, mostCalls);
    return calls.flatMap((call) => suppressionsOf(call, { root, syntax, path, catalogue }));
  });
}

function isSuppressing(call: Node, { callee: type, member, method }: NagSyntax): boolean {
  const callee = call.childForFieldName("function");
  if (callee?.type !== type || callee.childForFieldName(member[1])?.text !== method) return false;
  const owner = callee.childForFieldName(member[0])?.text ?? "";
  return owner === "NagSuppressions" || owner.endsWith(".NagSuppressions");
}

interface Source {
  readonly root: Node;
  readonly syntax: NagSyntax;
  readonly path: string;
  readonly catalogue: RuleCatalogue;
}

function suppressionsOf(call: Node, { root, syntax, path, catalogue }: Source): InlineSuppression[] {
  const given = partsOf(call.childForFieldName("arguments"));
  const [target, list] = [argument(given, 0, "construct"), argument(given, 1, "suppressions")];
  if (target === undefined || list === undefined) return [];
  const constructs = target.type === syntax.list ? partsOf(target) : [target];
  const places = constructs.flatMap((construct) => declarationsOf(construct.text, root, syntax));
  return partsOf(list).flatMap((item) => {
    const id = stringAt(item, "id")?.toLowerCase();
    const rules = catalogue.peersOf("cdk-nag", (check) => check === id);
    const line = item.startPosition.row + 1;
    const reason = stringAt(item, "reason") ?? "no reason given";
    if (rules.length === 0) return [];
    return places.map((scope) => ({ rules, reason, by: `NagSuppressions at ${path}:${line}`, path, line, scope }));
  });
}

/** An argument by its place, or by its name as Python may give it. */
function argument(given: readonly Node[], place: number, name: string): Node | undefined {
  const named = given.find((one) => one.type === "keyword_argument" && one.childForFieldName("name")?.text === name);
  const positional = given[place]?.type === "keyword_argument" ? undefined : given[place];
  return named?.childForFieldName("value") ?? positional;
}

/** The lines in which a variable or member gets its construct. */
function declarationsOf(name: string, root: Node, { declarations }: NagSyntax) {
  return nodesOf(root, declarations).flatMap((node) => {
    const left = (node.childForFieldName("name") ?? node.childForFieldName("left"))?.text;
    const value = node.childForFieldName("value") ?? node.childForFieldName("right");
    const isMeant = left === name || (node.type === "public_field_definition" && `this.${left ?? ""}` === name);
    if (!isMeant || value === null) return [];
    return [{ kind: "declaration", startLine: value.startPosition.row + 1, endLine: value.endPosition.row + 1, strict: true } as const];
  });
}

/** The text under a key: of an object literal, a dictionary, or `NagPackSuppression(id="…", reason="…")`. */
function stringAt(item: Node, key: string): string | undefined {
  const pairs = item.type === "call" ? partsOf(item.childForFieldName("arguments")) : partsOf(item);
  const pair = pairs.find((part) => {
    const name = part.type === "pair" ? part.childForFieldName("key") : part.type === "keyword_argument" ? part.childForFieldName("name") : null;
    return name?.text.replaceAll(/["']/g, "") === key;
  });
  const value = pair?.childForFieldName("value");
  return value?.type === "string" || value?.type === "template_string" ? value.text.replaceAll(/^["'`]+|["'`]+$/g, "") : undefined;
}

function nodesOf(root: Node, types: string[]): Node[] {
  return root.descendantsOfType(types).filter((node): node is Node => node !== null);
}

function partsOf(node: Node | null): readonly Node[] {
  return node === null ? [] : node.namedChildren.filter((child): child is Node => child !== null && child.type !== "comment");
}
