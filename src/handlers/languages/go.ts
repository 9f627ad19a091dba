import { type CodeNode, walk } from "../code-node.ts";
import type { CodeModule } from "../code-model.ts";
import type { Origin } from "../origin.ts";
import type { CompiledLanguage, FunctionShape } from "./compiled/language.ts";
import { readCompiled } from "./compiled/read-compiled.ts";
import { collectGoDeclarations, importPath, namesOf } from "./go/declarations.ts";
import { goCall, goClassId, goOrigin } from "./go/origins.ts";
import type { SourceFile } from "./source-file.ts";

/** Reads a Go file. */
export function readGo(path: string, text: string): CodeModule {
  return readCompiled(path, text, go, collectGoDeclarations);
}

const go: CompiledLanguage = {
  language: "go",
  grammar: "go",
  functionTypes: new Set(["function_declaration", "method_declaration", "func_literal"]),
  classTypes: new Set(["type_spec"]),
  returnType: "return_statement",
  throwTypes: new Set(),
  assignmentTypes: new Set(["assignment_statement"]),
  ifType: "if_statement",
  objectTypes: new Set(["composite_literal"]),
  shapeFunction,
  shapeClass: (node, file) => ({ name: node.get("name")?.text ?? "", bases: [], fields: fieldsOf(node, file) }),
  classId: goClassId,
  packageName: (root) => root.parts.find((part) => part.type === "package_clause")?.parts[0]?.text ?? null,
  imports: (file) =>
    [...walk(file.root)]
      .filter((node) => node.type === "import_spec")
      .map((node) => ({ module: importPath(node), names: [], typeOnly: false, at: node.at })),
  originOf: goOrigin,
  callOf: (node, file) => (node.type === "call_expression" || node.type === "type_conversion_expression" ? goCall(node, file) : null),
  mentionOf,
  loopAround,
  catchOf,
  hasFallback,
  typesOf: () => new Set(),
};

function shapeFunction(node: CodeNode): FunctionShape {
  const receiver = node.get("receiver")?.parts[0]?.get("type");
  const owner =
    receiver === null || receiver === undefined
      ? null
      : ((receiver.type === "pointer_type" ? receiver.parts[0] : receiver)?.text.replace(/\[.*$/u, "") ?? null);
  const name = node.get("name")?.text ?? null;
  const runsAtStart = node.type === "function_declaration" && (name === "main" || name === "init");
  const parameters = (node.get("parameters")?.parts ?? []).flatMap((parameter) => {
    const names = namesOf(parameter);
    return names.length === 0 ? [{ name: "", node: parameter }] : names.map((bound) => ({ name: bound.text, node: parameter }));
  });
  return { name, owner, constructs: runsAtStart ? "class" : null, isAsync: false, decorators: [], parameters };
}

function fieldsOf(node: CodeNode, file: SourceFile): Map<string, Origin> {
  const fields = new Map<string, Origin>();
  const list = node.get("type")?.parts.find((part) => part.type === "field_declaration_list");
  for (const field of list?.parts ?? [])
    for (const name of namesOf(field)) fields.set(name.text, { kind: "typed", type: goOrigin(field.get("type"), file) });
  return fields;
}

function mentionOf(node: CodeNode) {
  if (node.type === "field_identifier") return { name: node.text, kind: "member" as const, called: false };
  if (node.type !== "identifier" && node.type !== "type_identifier") return null;
  let current = node;
  while (current.parent?.type === "selector_expression" && current.field === "operand") current = current.parent;
  return { name: node.text, kind: "name" as const, called: current.field === "function" && current.parent?.type === "call_expression" };
}

function loopAround(node: CodeNode, child: CodeNode): CodeNode | "plain" | null {
  if (node.type !== "for_statement" || child.field !== "body") return null;
  return node.parts.find((part) => part.type === "range_clause")?.get("right") ?? "plain";
}

/** `if err := work(); err != nil { … }` is what a catch is elsewhere. */
function catchOf(node: CodeNode) {
  if (node.type !== "if_statement" || !/^!?\s*\w*[eE]rr\w*\s*!=\s*nil$/u.test(node.get("condition")?.text ?? "")) return null;
  const body = node.get("consequence");
  return body === null ? null : { attempt: node, body };
}

/** `if value == "" { value = "…" }`, `cmp.Or(os.Getenv("X"), "…")`, `value, ok := os.LookupEnv("X")`. */
function hasFallback(call: CodeNode, file: SourceFile): boolean {
  if (call.get("function")?.text === "os.LookupEnv") return true;
  const around = call.parent?.type === "argument_list" ? call.parent.parent : call.parent;
  if (around?.get("function")?.text === "cmp.Or" || /[!=]=/u.test(around?.get("operator")?.text ?? "")) return true;
  const declaration = call.parent?.parent;
  const name =
    declaration?.type === "short_var_declaration" || declaration?.type === "assignment_statement"
      ? declaration.get("left")?.parts[0]
      : (declaration?.get("name") ?? null);
  if (name === null || name === undefined || name.type !== "identifier") return false;
  for (const node of walk(file.root)) {
    if (node.type !== "if_statement") continue;
    const condition = node.get("condition");
    const asks = condition !== null && new RegExp(`(?:^|\\W)${name.text}\\s*[!=]=\\s*(?:""|\`\`)`, "u").test(condition.text);
    if (
      asks &&
      file.table.find(name.text, node.start) === file.table.find(name.text, name.start) &&
      !/\b(?:panic|log\.Fatal\w*|os\.Exit)\(/u.test(node.get("consequence")?.text ?? "")
    )
      return true;
  }
  return false;
}
