import { type CodeNode, nodesOf, walk } from "../../code-node.ts";
import { type Origin, memberOf, qualifiedName } from "../../origin.ts";
import type { Declaration } from "../declarations.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import { type SourceFile, identifiersNamed } from "../source-file.ts";
import { namesIn } from "./declarations.ts";
import { originOf, scopeIdAt } from "./origins.ts";
import { situationOf } from "./situations.ts";
import { outer, propertyName } from "./syntax.ts";

const comparisons = new Set(["===", "!==", "==", "!="]);

const reading = new Set(["member_expression", "subscript_expression", "variable_declarator", "identifier"]);

/** Notes every read of process.env: by name, by a parameter's name, taken apart, or as a whole ("*"). */
export function collectReads(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  for (const node of nodesOf(file.root, reading)) {
    if (node.type === "member_expression" || node.type === "subscript_expression") noteAccess(node, file, scopes);
    else if (node.type === "variable_declarator") noteDestructuring(node, file, scopes);
    else if (node.type === "identifier" && node.field !== "object" && isImportedEnvironment(node, file)) noteWhole(node, file, scopes);
  }
}

function isEnvironment(origin: Origin): boolean {
  const name = qualifiedName(origin);
  return name === ":process.env" || name === "process:env";
}

function isImportedEnvironment(node: CodeNode, file: SourceFile): boolean {
  return node.text === "env" && node.parent?.type !== "import_specifier" && isEnvironment(originOf(node, file));
}

function noteAccess(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  if (isEnvironment(originOf(node, file))) return noteWhole(node, file, scopes);
  const object = node.get("object");
  if (object === null || !isEnvironment(originOf(object, file)) || isWritten(node)) return;
  const origin = originOf(node, file);
  add(node, { origin, hasFallback: hasFallback(node, file) }, file, scopes);
}

function isWritten(node: CodeNode): boolean {
  const parent = node.parent;
  return (parent?.type === "assignment_expression" && node.field === "left") || (parent?.type === "unary_expression" && parent.has("delete"));
}

/** The whole environment is handed on: which variables are read cannot be told. */
function noteWhole(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const parent = outer(node).parent;
  if (parent === null || parent.type === "member_expression" || parent.type === "subscript_expression" || parent.type === "binary_expression") return;
  if (parent.type === "variable_declarator" || parent.type === "import_specifier" || parent.type === "namespace_import") return;
  add(
    node,
    {
      origin: { kind: "result", callee: originOf(node, file), arguments: { positional: [], named: new Map(), complete: false }, constructed: false },
      hasFallback: true,
    },
    file,
    scopes,
  );
}

function noteDestructuring(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const pattern = node.get("name");
  const value = node.get("value");
  if (pattern?.type !== "object_pattern" || value === null) return;
  const environment = originOf(value, file);
  if (!isEnvironment(environment)) return;
  for (const part of pattern.parts) {
    const name =
      part.type === "pair_pattern" ? propertyName(part.get("key")) : part.type === "rest_pattern" ? null : ([...namesIn(part)][0]?.node.text ?? null);
    const bound = [...namesIn(part)][0];
    if (name === null || bound === undefined) continue;
    const declaration = file.table.find(bound.node.text, bound.node.start);
    const guarded = bound.hasDefault || (declaration !== null && isChecked(declaration, file));
    add(part, { origin: memberOf(environment, name), hasFallback: guarded }, file, scopes);
  }
}

function add(node: CodeNode, read: { origin: Origin; hasFallback: boolean }, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  scopes.get(scopeIdAt(node, file))?.reads.push({ ...read, once: situationOf(node, file).once, at: node.at });
}

/** Whether the code does with an absent value: a default, a comparison, a check that does not end in a throw. */
function hasFallback(node: CodeNode, file: SourceFile): boolean {
  const wrapped = outer(node);
  if (isTested(wrapped)) return true;
  const holder = wrapped.parent;
  if (holder?.type !== "variable_declarator" || holder.get("name")?.type !== "identifier") return false;
  const name = holder.get("name");
  const declaration = name === null ? null : file.table.find(name.text, name.start);
  return declaration !== null && isChecked(declaration, file);
}

function isTested(node: CodeNode): boolean {
  let current = node;
  for (let parent = current.parent; parent !== null; current = parent, parent = parent.parent) {
    if (parent.type === "binary_expression") {
      const operator = parent.get("operator")?.text ?? "";
      if (operator === "??" || operator === "||" || operator === "&&") {
        if (current.field === "left") return true;
        continue;
      }
      return comparisons.has(operator);
    }
    if (parent.type === "ternary_expression") return current.field === "condition";
    if (parent.type === "if_statement") return current.field === "condition" && !throws(parent);
    if (parent.type === "member_expression" || parent.type === "subscript_expression")
      return current.field === "object" && parent.get("optional_chain") !== null;
    if (parent.type === "call_expression" && current.type === "arguments") return testedByCall(parent);
    if (parent.type === "arguments" || parent.type === "parenthesized_expression") continue;
    return parent.type === "unary_expression" && parent.has("!") ? isTested(parent) || parent.parent?.type === "unary_expression" : false;
  }
  return false;
}

/** `Number(process.env.X) || 5`, `Boolean(process.env.X)`. */
function testedByCall(call: CodeNode): boolean {
  const name = call.get("function")?.text ?? "";
  if (name === "Boolean") return true;
  return ["Number", "parseInt", "parseFloat", "Number.parseInt", "String"].includes(name) && isTested(outer(call));
}

function throws(conditional: CodeNode): boolean {
  const consequence = conditional.get("consequence");
  if (consequence === null) return false;
  for (const node of walk(consequence))
    if (node.type === "throw_statement" || (node.type === "call_expression" && node.text.startsWith("process.exit"))) return true;
  return false;
}

/** Whether a variable is tested or given a default somewhere it holds. */
function isChecked(declaration: Declaration, file: SourceFile): boolean {
  return identifiersNamed(declaration.name, file).some(
    (node) => node.start !== declaration.node.start && file.table.find(node.text, node.start) === declaration && isTested(outer(node)),
  );
}
