import { type CodeNode, nodesOf } from "../../code-node.ts";
import type { Absence } from "../../facts.ts";
import { type Origin, memberOf, qualifiedName } from "../../origin.ts";
import { environmentVariable } from "../../program/environment.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { absenceOf, absenceOfVariable } from "./absence.ts";
import { namesIn } from "./declarations.ts";
import { originOf, scopeIdAt } from "./origins.ts";
import { situationOf } from "./situations.ts";
import { outer, propertyName } from "./syntax.ts";

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
  add(node, { origin, absence: isGivenHere(origin, file) ? "handled" : absenceOf(node, file) }, file, scopes);
}

const assigning = new Set(["assignment_expression", "augmented_assignment_expression"]);

/** Whether the file itself gives the variable a value somewhere: `process.env.TABLE ??= "orders"`. */
function isGivenHere(variable: Origin, file: SourceFile): boolean {
  const name = environmentVariable(variable);
  return (
    name !== null &&
    nodesOf(file.root, assigning).some((one) => {
      const left = one.get("left");
      return left !== null && environmentVariable(originOf(left, file)) === name;
    })
  );
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
      absence: "handled",
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
    const absence = bound.hasDefault ? "handled" : declaration === null ? "unguarded" : absenceOfVariable(declaration, file);
    add(part, { origin: memberOf(environment, name), absence }, file, scopes);
  }
}

function add(node: CodeNode, read: { origin: Origin; absence: Absence }, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  scopes.get(scopeIdAt(node, file))?.reads.push({ ...read, once: situationOf(node, file).once, at: node.at });
}
