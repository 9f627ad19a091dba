import { type CodeNode, nodesOf } from "../../code-node.ts";
import { moduleScopeId } from "../../code-model.ts";
import { type ScopeDraft, draftScope } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { namesIn } from "./declarations.ts";
import { originOf } from "./origins.ts";
import { classTypes, functionAround, functionTypes, inner, isFunction, outer, propertyName, runsInPlace } from "./syntax.ts";

const named = new Set([...functionTypes, ...classTypes]);
const assignments = new Set(["assignment_expression"]);

/** Gives every function and class of a file an id, before anything is resolved. */
export function nameScopes(file: SourceFile): void {
  let count = 0;
  for (const node of nodesOf(file.root, named)) {
    if (isFunction(node)) file.functions.set(node, `${file.path}#${++count}`);
    else nameClass(node, file);
  }
}

function nameClass(node: CodeNode, file: SourceFile): void {
  const id = `${file.path}#${node.get("name")?.text ?? node.start}`;
  file.classes.set(node, id);
  const fields = new Map<string, CodeNode>();
  for (const member of node.get("body")?.parts ?? []) {
    const value = member.get("value");
    const name = propertyName(member.get("name") ?? member.get("property"));
    if ((member.type === "public_field_definition" || member.type === "field_definition") && value !== null && name !== null) fields.set(name, value);
    if (member.type === "method_definition" && name === "constructor")
      for (const [field, assigned] of assignedFields(member)) fields.set(field, assigned);
  }
  file.fields.set(id, fields);
}

function* assignedFields(constructor: CodeNode): Generator<[string, CodeNode]> {
  for (const node of nodesOf(constructor, assignments)) {
    const left = node.get("left");
    const right = node.get("right");
    if (left?.type === "member_expression" && left.get("object")?.type === "this" && right !== null) yield [left.get("property")?.text ?? "", right];
  }
}

/** The scopes of a file: its top level first, then every function. */
export function buildScopes(file: SourceFile): Map<string, ScopeDraft> {
  const top = moduleScopeId(file.path);
  const scopes = new Map<string, ScopeDraft>([[top, draftScope({ id: top, kind: "module", at: file.root.at })]]);
  for (const [node, id] of file.functions) scopes.set(id, scopeOf(node, id, file));
  return scopes;
}

function scopeOf(node: CodeNode, id: string, file: SourceFile): ScopeDraft {
  const around = functionAround(node);
  const method = methodHolder(node);
  const owner = method === null ? null : (file.classes.get(method.owner) ?? null);
  const declared = declaredName(node);
  const parent = around === null ? moduleScopeId(file.path) : (file.functions.get(around) ?? null);
  return draftScope({
    id,
    kind: owner !== null ? "method" : declared !== null && around === null ? "function" : "inline",
    name: method?.name ?? declared,
    owner,
    constructs: method?.name === "constructor" ? "instance" : null,
    parent,
    bindings: around === null && owner === null && declared === null ? bindingsAround(node) : [],
    runsWithParent: runsInPlace(node),
    isAsync: node.has("async"),
    decorators: method === null ? [] : decoratorsOf(method.member, file),
    parameters: parametersOf(node),
    at: node.at,
  });
}

/** The class member that a function is, or is the value of. */
function methodHolder(node: CodeNode): { owner: CodeNode; member: CodeNode; name: string } | null {
  const member = node.type === "method_definition" ? node : outer(node).parent;
  if (member?.parent?.type !== "class_body" || member.parent.parent === null) return null;
  const name = propertyName(member.get("name") ?? member.get("property"));
  return name === null ? null : { owner: member.parent.parent, member, name };
}

/** Decorators of a method stand before it in the class body, or inside a field. */
function decoratorsOf(member: CodeNode, file: SourceFile) {
  const siblings = member.parent?.children ?? [];
  const found = member.parts.filter((part) => part.type === "decorator");
  for (let index = siblings.indexOf(member) - 1; index >= 0 && siblings[index]?.type === "decorator"; index--) {
    const decorator = siblings[index];
    if (decorator !== undefined) found.push(decorator);
  }
  return found.map((decorator) => originOf(decorator.parts[0] ?? null, file));
}

/** The name that a function is declared by: its own, its variable's, or the export it is assigned to. */
function declaredName(node: CodeNode): string | null {
  if (node.type.endsWith("declaration")) return node.get("name")?.text ?? "default";
  const parent = outer(node).parent;
  if (parent?.type === "variable_declarator") return parent.get("name")?.text ?? null;
  if (parent?.type === "assignment_expression") return parent.get("left")?.text ?? null;
  return parent?.type === "export_statement" ? "default" : null;
}

function parametersOf(node: CodeNode) {
  const single = node.get("parameter");
  const list = single === null ? (node.get("parameters")?.parts ?? []) : [single];
  return list.map((parameter) => {
    const pattern = parameter.get("pattern") ?? parameter.get("left") ?? parameter;
    return { name: pattern.type === "identifier" ? pattern.text : "", at: parameter.at };
  });
}

/** The top-level names that the statement around a node declares or acts on. */
export function bindingsAround(node: CodeNode): readonly string[] {
  const statement = topStatement(node);
  const declaration = statement.type === "export_statement" ? (statement.get("declaration") ?? statement) : statement;
  if (declaration.type === "lexical_declaration" || declaration.type === "variable_declaration") {
    const declarator = declaration.parts.find((part) => part.start <= node.start && node.end <= part.end);
    return [...namesIn(declarator?.get("name") ?? null)].map((bound) => bound.node.text);
  }
  if (declaration.type === "class_declaration") return [declaration.get("name")?.text ?? ""];
  const acted = declaration.type === "expression_statement" ? declaration.parts[0] : null;
  const root = acted === null || acted === undefined ? null : actedOn(acted);
  return root === null ? [] : [root];
}

function topStatement(node: CodeNode): CodeNode {
  let current = node;
  while (current.parent !== null && current.parent.type !== "program") current = current.parent;
  return current;
}

/** The variable that an expression statement acts on: `app` of `app.get("/", …)`; null where a function is called by its own name. */
function actedOn(expression: CodeNode): string | null {
  let current: CodeNode | null = inner(expression);
  let steps = 0;
  while (current !== null && current.type !== "identifier" && steps++ < 50) {
    if (current.type === "call_expression") {
      const callee = current.get("function");
      if (callee?.type === "identifier") return null;
      current = callee;
    } else if (current.type === "assignment_expression") current = current.get("left");
    else current = current.get("object");
  }
  return current?.text ?? null;
}
