import { type CodeNode, nodesOf } from "../../code-node.ts";
import { type Origin, unknownOrigin } from "../../origin.ts";
import type { SourceFile } from "../source-file.ts";
import { namesIn } from "./declarations.ts";
import { declaredOrigin, originOf } from "./origins.ts";
import { classTypes, functionAround, isFunction, propertyName, stringText } from "./syntax.ts";

/** What a module exports. The whole of a CommonJS module stands under "module.exports". */
export interface Exports {
  readonly exports: Map<string, Origin>;
  readonly exportsFrom: string[];
  exportsOpen: boolean;
}

const exporting = new Set(["export_statement", "assignment_expression", "call_expression"]);

/** Collects what a file exports, by either module system. */
export function collectExports(file: SourceFile): Exports {
  const found: Exports = { exports: new Map(), exportsFrom: [], exportsOpen: false };
  for (const node of nodesOf(file.root, exporting)) {
    if (node.type === "export_statement") noteStatement(node, file, found);
    else if (node.type === "assignment_expression") noteAssignment(node, file, found);
    else noteDefinition(node, found);
  }
  return found;
}

function noteStatement(node: CodeNode, file: SourceFile, found: Exports): void {
  const source = stringText(node.get("source"));
  const declaration = node.get("declaration");
  const value = node.get("value");
  if (node.has("default")) {
    found.exports.set("default", originOfDeclared(declaration ?? value, file));
    return;
  }
  if (declaration !== null) return noteDeclaration(declaration, file, found);
  const clause = node.parts.find((part) => part.type === "export_clause");
  if (clause !== undefined) return noteClause(clause, source, file, found);
  const namespace = node.parts.find((part) => part.type === "namespace_export");
  if (namespace?.parts[0] !== undefined && source !== null)
    found.exports.set(namespace.parts[0].text, { kind: "import", module: source, name: "*", from: file.path });
  else if (source !== null) found.exportsFrom.push(source);
  else if (node.has("=") && node.parts[0] !== undefined) setWhole(originOf(node.parts[0], file), found);
}

function originOfDeclared(node: CodeNode | null, file: SourceFile): Origin {
  if (node === null) return unknownOrigin;
  if (isFunction(node)) return { kind: "function", scope: file.functions.get(node) ?? "" };
  if (classTypes.has(node.type)) return { kind: "class", id: file.classes.get(node) ?? "" };
  return originOf(node, file);
}

function noteDeclaration(declaration: CodeNode, file: SourceFile, found: Exports): void {
  const name = declaration.get("name");
  if (isFunction(declaration) || classTypes.has(declaration.type)) {
    if (name !== null) found.exports.set(name.text, originOfDeclared(declaration, file));
    return;
  }
  for (const declarator of declaration.parts) {
    for (const bound of namesIn(declarator.get("name"))) found.exports.set(bound.node.text, originOfName(bound.node.text, file));
  }
}

function originOfName(name: string, file: SourceFile): Origin {
  const declaration = file.table.find(name, Math.max(file.root.end - 1, 0));
  return declaration === null ? unknownOrigin : declaredOrigin(declaration, file);
}

function noteClause(clause: CodeNode, source: string | null, file: SourceFile, found: Exports): void {
  for (const specifier of clause.parts) {
    const name = propertyName(specifier.get("name"));
    if (name === null) continue;
    const exported = propertyName(specifier.get("alias")) ?? name;
    found.exports.set(exported, source === null ? originOfName(name, file) : { kind: "import", module: source, name, from: file.path });
  }
}

function noteAssignment(node: CodeNode, file: SourceFile, found: Exports): void {
  const left = node.get("left");
  const right = node.get("right");
  if (left === null || right === null) return;
  const target = left.text;
  if (target === "module.exports" || target === "exports") return setWhole(originOf(right, file), found);
  const object = left.get("object")?.text;
  if (object !== "exports" && object !== "module.exports") return;
  const name = left.type === "member_expression" ? left.get("property")?.text : stringText(left.get("index"));
  if (name === null || name === undefined || functionAround(node) !== null) found.exportsOpen = true;
  else found.exports.set(name, originOf(right, file));
}

function setWhole(origin: Origin, found: Exports): void {
  found.exports.set("module.exports", origin);
  if (origin.kind === "object") {
    for (const [name, value] of origin.entries) found.exports.set(name, value);
    if (!origin.complete) found.exportsOpen = true;
  } else if (origin.kind === "import" && origin.name === "*") found.exportsFrom.push(origin.module);
  else if (origin.kind !== "function") found.exportsOpen = true;
}

/** Helpers of compilers that define exports by a computed name. */
function noteDefinition(node: CodeNode, found: Exports): void {
  const callee = node.get("function")?.text ?? "";
  if (callee.endsWith("__exportStar") || callee.endsWith("__export") || callee === "__reExport") found.exportsOpen = true;
  const target = node.get("arguments")?.parts[0]?.text;
  if (
    (callee === "Object.defineProperty" || callee === "Object.assign" || callee === "Object.defineProperties") &&
    (target === "exports" || target === "module.exports")
  )
    found.exportsOpen = true;
}
