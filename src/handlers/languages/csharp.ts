import { type CodeNode, walk } from "../code-node.ts";
import type { CodeModule } from "../code-model.ts";
import type { Origin } from "../origin.ts";
import type { CompiledLanguage, FunctionShape } from "./compiled/language.ts";
import { readCompiled } from "./compiled/read-compiled.ts";
import { collectCsharpDeclarations, csharpClasses, csharpFunctions, parametersOf } from "./csharp/declarations.ts";
import { csharpCall, csharpOrigin, typeOrigin } from "./csharp/origins.ts";
import { collectSigns } from "./csharp/signs.ts";
import type { SourceFile } from "./source-file.ts";

/** Reads a C# file. */
export function readCsharp(path: string, text: string): CodeModule {
  return readCompiled(path, text, csharp, collectCsharpDeclarations);
}

const creations = new Set(["invocation_expression", "object_creation_expression", "implicit_object_creation_expression"]);

const csharp: CompiledLanguage = {
  language: "csharp",
  grammar: "csharp",
  functionTypes: csharpFunctions,
  classTypes: csharpClasses,
  returnType: "return_statement",
  throwTypes: new Set(["throw_statement", "throw_expression"]),
  assignmentTypes: new Set(["assignment_expression"]),
  ifType: "if_statement",
  objectTypes: new Set(["object_creation_expression", "implicit_object_creation_expression"]),
  shapeFunction,
  shapeClass,
  classId: (name, file) => `${file.path}#${name}`,
  packageName: (root) => root.parts.find((part) => part.type.endsWith("namespace_declaration"))?.get("name")?.text ?? null,
  imports: (file) =>
    [...walk(file.root)]
      .filter((node) => node.type === "using_directive")
      .map((node) => ({ module: node.parts.at(-1)?.text ?? "", names: [], typeOnly: false, at: node.at })),
  originOf: csharpOrigin,
  callOf: (node, file) => (creations.has(node.type) ? csharpCall(node, file) : null),
  mentionOf,
  loopAround,
  catchOf: (node) =>
    node.type === "catch_clause" && node.parent !== null
      ? { attempt: node.parent, body: node.get("body") ?? node, catchesAll: catchesAll(node) }
      : null,
  hasFallback,
  collectMore: (file, scopes) => collectSigns(file, scopes, csharp),
  typesOf: (root) => new Set([...walk(root)].filter((node) => node.type === "identifier" && /^[A-Z]/u.test(node.text)).map((node) => node.text)),
};

/** `catch`, `catch (Exception error)`; a filter takes some kinds only. */
function catchesAll(clause: CodeNode): boolean {
  if (clause.parts.some((part) => part.type === "catch_filter_clause")) return false;
  const kind = clause.parts.find((part) => part.type === "catch_declaration")?.get("type")?.text;
  return kind === undefined || kind === "Exception" || kind === "System.Exception";
}

function shapeFunction(node: CodeNode): FunctionShape {
  const holder = node.above((above) => csharpClasses.has(above.type));
  const isMember = node.type === "method_declaration" || node.type === "constructor_declaration";
  const constructs =
    node.type === "constructor_declaration"
      ? node.parts.some((part) => part.type === "modifier" && part.text === "static")
        ? "class"
        : "instance"
      : null;
  return {
    name: constructs !== null ? "constructor" : (node.get("name")?.text ?? null),
    owner: isMember ? (holder?.get("name")?.text ?? null) : null,
    constructs,
    isAsync: node.parts.some((part) => part.type === "modifier" && part.text === "async") || node.has("async"),
    decorators: node.parts.filter((part) => part.type === "attribute_list").flatMap((list) => list.parts.filter((part) => part.type === "attribute")),
    parameters: parametersOf(node).map((parameter) => ({ name: (parameter.get("name") ?? parameter).text, node: parameter })),
  };
}

function shapeClass(node: CodeNode, file: SourceFile) {
  const bases = node.parts.find((part) => part.type === "base_list")?.parts ?? [];
  const fields = new Map<string, Origin>();
  for (const part of node.get("body")?.parts ?? []) {
    const declaration = part.type === "field_declaration" ? part.parts.find((child) => child.type === "variable_declaration") : undefined;
    for (const declarator of declaration?.parts ?? []) {
      const name = declarator.type === "variable_declarator" ? (declarator.get("name") ?? declarator.parts[0]) : undefined;
      if (name !== undefined) fields.set(name.text, csharpOrigin(name, file));
    }
  }
  return {
    name: node.get("name")?.text ?? "",
    bases: bases.filter((base) => !/^I[A-Z]/u.test(base.text)).map((base) => typeOrigin(base, file)),
    fields,
  };
}

function mentionOf(node: CodeNode) {
  if (node.type !== "identifier") return null;
  const holder = node.parent?.type === "generic_name" ? node.parent : node;
  const isMember = holder.field === "name" && holder.parent?.type === "member_access_expression";
  if (isMember || holder.parent?.type === "member_binding_expression") return { name: node.text, kind: "member" as const, called: false };
  const isCreated = holder.field === "type" && holder.parent?.type === "object_creation_expression";
  const isReceiver = holder.field === "expression" && holder.parent?.type === "member_access_expression";
  return { name: node.text, kind: "name" as const, called: isCreated || isReceiver || holder.field === "function" };
}

function loopAround(node: CodeNode, child: CodeNode): CodeNode | "plain" | null {
  if (node.type === "foreach_statement") return child.field === "body" ? (node.get("right") ?? "plain") : null;
  if ((node.type === "for_statement" || node.type === "while_statement" || node.type === "do_statement") && child.field === "body") return "plain";
  if (node.type !== "invocation_expression" || child.field !== "arguments") return null;
  const callee = node.get("function");
  const takesCallback = child.parts.some((argument) => argument.parts.some((part) => part.type === "lambda_expression"));
  if (callee?.type !== "member_access_expression" || !takesCallback) return null;
  return ["Select", "ForEach", "Where", "SelectMany", "Any", "All"].includes(callee.get("name")?.text ?? "")
    ? (callee.get("expression") ?? "plain")
    : null;
}

/** `?? "default"`, a comparison, `string.IsNullOrEmpty`, that does not end in a throw. */
function hasFallback(call: CodeNode, file: SourceFile): boolean {
  const around = call.parent;
  if (around?.type === "binary_expression") return !/\bthrow\b/u.test(around.get("right")?.text ?? "");
  if (around?.type === "conditional_expression" || around?.type === "is_pattern_expression") return true;
  if (around?.type === "argument" && /IsNullOr/u.test(around.parent?.parent?.get("function")?.text ?? "")) return true;
  const name = around?.type === "variable_declarator" ? (around.get("name") ?? around.parts[0]) : undefined;
  if (name === undefined) return false;
  const declaration = file.table.find(name.text, name.start);
  for (const node of walk(file.root)) {
    if (node.type !== "if_statement" || /\bthrow\b/u.test(node.get("consequence")?.text ?? "")) continue;
    const condition = node.get("condition");
    const asked = condition === null ? undefined : [...walk(condition)].find((part) => part.type === "identifier" && part.text === name.text);
    if (asked !== undefined && file.table.find(asked.text, asked.start) === declaration) return true;
  }
  return false;
}
