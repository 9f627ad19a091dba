import { type CodeNode, walk } from "../code-node.ts";
import type { CodeModule } from "../code-model.ts";
import type { Origin } from "../origin.ts";
import type { CompiledLanguage, FunctionShape } from "./compiled/language.ts";
import { readCompiled } from "./compiled/read-compiled.ts";
import { collectJavaDeclarations, importParts, javaClasses, javaFunctions, parametersOf } from "./java/declarations.ts";
import { javaCall, javaOrigin, typeOrigin } from "./java/origins.ts";
import type { SourceFile } from "./source-file.ts";

/** Reads a Java file. */
export function readJava(path: string, text: string): CodeModule {
  return readCompiled(path, text, java, collectJavaDeclarations);
}

const java: CompiledLanguage = {
  language: "java",
  grammar: "java",
  functionTypes: javaFunctions,
  classTypes: javaClasses,
  returnType: "return_statement",
  throwTypes: new Set(["throw_statement"]),
  assignmentTypes: new Set(["assignment_expression", "update_expression"]),
  ifType: "if_statement",
  objectTypes: new Set(["method_invocation"]),
  shapeFunction,
  shapeClass,
  classId: (name, file) => `${file.path}#${name}`,
  packageName: (root) => root.parts.find((part) => part.type === "package_declaration")?.parts[0]?.text ?? null,
  imports: importsOf,
  originOf: javaOrigin,
  callOf: (node, file) => (node.type === "method_invocation" || node.type === "object_creation_expression" ? javaCall(node, file) : null),
  mentionOf,
  loopAround,
  catchOf: (node) =>
    node.type === "catch_clause" && node.parent !== null
      ? { attempt: node.parent, body: node.get("body") ?? node, catchesAll: catchesAll(node) }
      : null,
  hasFallback,
  typesOf: (root) =>
    new Set(
      [...walk(root)]
        .filter((node) => node.type === "type_identifier" || (node.type === "identifier" && /^[A-Z]/u.test(node.text)))
        .map((node) => node.text),
    ),
};

/** `catch (Exception error)`. */
function catchesAll(clause: CodeNode): boolean {
  const kinds = clause.parts.find((part) => part.type === "catch_formal_parameter")?.parts.find((part) => part.type === "catch_type")?.parts ?? [];
  return kinds.some((kind) => /^(?:java\.lang\.)?(?:Exception|RuntimeException|Throwable)$/u.test(kind.text));
}

function shapeFunction(node: CodeNode): FunctionShape {
  const holder = node.above((above) => javaClasses.has(above.type));
  const modifiers = node.parts.find((part) => part.type === "modifiers");
  const name = node.type === "constructor_declaration" ? "constructor" : (node.get("name")?.text ?? null);
  return {
    name,
    owner: node.type === "lambda_expression" ? null : (holder?.get("name")?.text ?? null),
    constructs: node.type === "static_initializer" ? "class" : node.type === "constructor_declaration" ? "instance" : null,
    isAsync: false,
    decorators: modifiers?.parts.filter((part) => part.type === "annotation" || part.type === "marker_annotation") ?? [],
    parameters: parametersOf(node).map((parameter) => ({ name: (parameter.get("name") ?? parameter).text, node: parameter })),
  };
}

function shapeClass(node: CodeNode, file: SourceFile) {
  const superclass = node.get("superclass")?.parts[0];
  const fields = new Map<string, Origin>();
  for (const member of node.get("body")?.parts ?? []) {
    if (member.type !== "field_declaration") continue;
    for (const declarator of member.parts) {
      const name = declarator.type === "variable_declarator" ? declarator.get("name") : null;
      if (name !== null) fields.set(name.text, javaOrigin(name, file));
    }
  }
  return { name: node.get("name")?.text ?? "", bases: superclass === undefined ? [] : [typeOrigin(superclass, file)], fields };
}

function importsOf(file: SourceFile) {
  return [...walk(file.root)]
    .filter((node) => node.type === "import_declaration")
    .map((node) => {
      const [module, name] = importParts(node);
      return { module: module, names: name === null ? [] : [name], typeOnly: false, at: node.at };
    });
}

function mentionOf(node: CodeNode) {
  if (node.type === "type_identifier") return { name: node.text, kind: "name" as const, called: node.parent?.type === "object_creation_expression" };
  if (node.type !== "identifier") return null;
  const parent = node.parent;
  if (node.field === "name" && parent?.type === "method_invocation") return { name: node.text, kind: "member" as const, called: true };
  if (node.field === "field" && parent?.type === "field_access") return { name: node.text, kind: "member" as const, called: false };
  return { name: node.text, kind: "name" as const, called: node.field === "object" && parent?.type === "method_invocation" };
}

/** Loops, and callbacks of forEach and of streams. */
function loopAround(node: CodeNode, child: CodeNode): CodeNode | "plain" | null {
  if (node.type === "enhanced_for_statement") return child.field === "body" ? (node.get("value") ?? "plain") : null;
  if ((node.type === "for_statement" || node.type === "while_statement" || node.type === "do_statement") && child.field === "body") return "plain";
  if (node.type !== "method_invocation" || child.field !== "arguments" || !child.parts.some((part) => part.type === "lambda_expression")) return null;
  return ["forEach", "map", "flatMap", "filter", "anyMatch", "peek"].includes(node.get("name")?.text ?? "") ? streamed(node.get("object")) : null;
}

function streamed(node: CodeNode | null): CodeNode | "plain" {
  if (node?.type === "method_invocation" && ["stream", "parallelStream"].includes(node.get("name")?.text ?? "")) return node.get("object") ?? "plain";
  return node ?? "plain";
}

/** `Optional.ofNullable(System.getenv("X"))`, `getOrDefault`, a comparison with null. */
function hasFallback(call: CodeNode, file: SourceFile): boolean {
  if (call.get("name")?.text === "getOrDefault") return true;
  const around = call.parent?.type === "argument_list" ? call.parent.parent : call.parent;
  const name = around?.get("name")?.text ?? "";
  if (name === "ofNullable" || name === "requireNonNullElse" || name === "defaultIfBlank") return true;
  if (/^[!=]=$/u.test(around?.get("operator")?.text ?? "") || around?.type === "ternary_expression") return true;
  const declared = call.parent?.type === "variable_declarator" ? call.parent.get("name") : null;
  if (declared === null) return false;
  const declaration = file.table.find(declared.text, declared.start);
  for (const node of walk(file.root)) {
    if (node.type !== "binary_expression" || !/[!=]=\s*null|null\s*[!=]=/u.test(node.text)) continue;
    const asked = node.parts.find((part) => part.type === "identifier" && part.text === declared.text);
    const conditional = node.above((above) => above.type === "if_statement" || above.type === "ternary_expression" || above.type === "block");
    if (
      asked !== undefined &&
      file.table.find(asked.text, asked.start) === declaration &&
      !/\bthrow\b/u.test(conditional?.get("consequence")?.text ?? "")
    )
      return true;
  }
  return false;
}
