import type { CodeNode } from "../../code-node.ts";
import { type Arguments, type Origin, joinLiterals, literal, memberOf, unknownOrigin } from "../../origin.ts";
import { folderOf } from "../../folders.ts";
import type { Declaration } from "../declarations.ts";
import type { SourceFile } from "../source-file.ts";

const maximumDepth = 40;
const builtins = new Set([
  "append",
  "len",
  "cap",
  "make",
  "new",
  "panic",
  "recover",
  "string",
  "copy",
  "delete",
  "nil",
  "true",
  "false",
  "error",
  "int",
  "int64",
  "float64",
  "byte",
  "min",
  "max",
  "print",
  "println",
  "close",
  "iota",
  "any",
]);
const durations: ReadonlyMap<string, number> = new Map([
  ["Nanosecond", 1],
  ["Microsecond", 1e3],
  ["Millisecond", 1e6],
  ["Second", 1e9],
  ["Minute", 6e10],
  ["Hour", 3.6e12],
]);

/** Where the value of an expression comes from, as far as the file tells. */
export function goOrigin(node: CodeNode | null, file: SourceFile, depth = 0): Origin {
  if (node === null || depth > maximumDepth) return unknownOrigin;
  const known = file.origins.get(node);
  if (known !== undefined) return known;
  file.origins.set(node, unknownOrigin);
  const origin = compute(node, file, depth + 1);
  file.origins.set(node, origin);
  return origin;
}

/** The value of a literal; null for anything else. */
function writtenOut(node: CodeNode): Origin | null {
  switch (node.type) {
    case "interpreted_string_literal":
    case "raw_string_literal":
      return literal(node.text.slice(1, -1));
    case "int_literal":
    case "float_literal":
      return literal(Number(node.text.replaceAll("_", "")));
    case "true":
    case "false":
      return literal(node.type === "true");
    case "nil":
      return literal(null);
    default:
      return null;
  }
}

function compute(node: CodeNode, file: SourceFile, depth: number): Origin {
  const written = writtenOut(node);
  if (written !== null) return written;
  switch (node.type) {
    case "identifier":
    case "type_identifier":
    case "package_identifier":
      return nameOrigin(node, file, depth);
    case "selector_expression":
      return selectorOrigin(node, file, depth);
    case "qualified_type":
      return memberOf(goOrigin(node.get("package"), file, depth), node.get("name")?.text ?? "");
    case "pointer_type":
    case "parenthesized_expression":
    case "literal_element":
    case "expression_list":
      return goOrigin(node.parts[0] ?? null, file, depth);
    case "unary_expression":
      return goOrigin(node.get("operand"), file, depth);
    case "call_expression":
    case "type_conversion_expression":
      return callResult(node, file, depth);
    case "composite_literal":
      return compositeOrigin(node.get("body"), goOrigin(node.get("type"), file, depth), file, depth);
    case "literal_value":
      return compositeOrigin(node, null, file, depth);
    case "index_expression": {
      const key = goOrigin(node.get("index"), file, depth);
      return memberOf(goOrigin(node.get("operand"), file, depth), key.kind === "literal" && typeof key.value === "string" ? key.value : "[]");
    }
    case "binary_expression":
      return binaryOrigin(node, file, depth);
    case "func_literal":
    case "function_declaration":
    case "method_declaration":
      return { kind: "function", scope: file.functions.get(node) ?? "" };
    default:
      return unknownOrigin;
  }
}

function nameOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const declaration = file.table.find(node.text, node.start);
  if (declaration !== null) return declared(declaration, file, depth);
  return builtins.has(node.text) ? { kind: "global", name: node.text } : { kind: "import", module: ".", name: node.text, from: file.path };
}

function declared(declaration: Declaration, file: SourceFile, depth: number): Origin {
  if (declaration.origin !== null) return declaration.origin;
  if (declaration.kind === "class") return { kind: "class", id: goClassId(declaration.name, file) };
  if (declaration.kind === "parameter") {
    const scope = declaration.owner === null ? undefined : file.functions.get(declaration.owner);
    return scope === undefined ? unknownOrigin : { kind: "parameter", scope, index: declaration.index, name: declaration.name };
  }
  const values = [declaration.value, ...declaration.assigned].filter((value) => value !== null && value.type !== "nil");
  const origins = values
    .slice(0, 5)
    .map((value) => declaration.path.reduce((origin: Origin, name) => memberOf(origin, name), goOrigin(value, file, depth)));
  const only = origins.length === 1 ? origins[0] : undefined;
  if (only !== undefined && only.kind !== "unknown" && only.kind !== "parameter") return only;
  if (declaration.type !== null) return { kind: "typed", type: goOrigin(declaration.type, file, depth) };
  return only ?? (origins.length > 1 && origins.length < 5 ? { kind: "mixed", parts: origins, text: false } : unknownOrigin);
}

/** Types of a package share their ids across its files. */
export function goClassId(name: string, file: SourceFile): string {
  return `${folderOf(file.path)}:${name}`;
}

function selectorOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const of = goOrigin(node.get("operand"), file, depth);
  const name = node.get("field")?.text ?? "";
  const duration = of.kind === "import" && of.module === "time" ? durations.get(name) : undefined;
  return duration === undefined ? memberOf(of, name) : literal(duration);
}

function callResult(node: CodeNode, file: SourceFile, depth: number): Origin {
  const call = goCall(node, file, depth);
  const name = call.callee.kind === "import" ? `${call.callee.module}:${call.callee.name}` : "";
  const [first, ...rest] = call.arguments.positional;
  if (name === "fmt:Sprintf" && first !== undefined) return { kind: "mixed", parts: [first, ...rest], text: true };
  if (call.callee.kind === "global" && call.callee.name === "append" && first !== undefined) return first;
  return { kind: "result", ...call };
}

/** A call; `os.Getenv("X")` in a declaration parses as a conversion. */
export function goCall(node: CodeNode, file: SourceFile, depth = 0): { callee: Origin; arguments: Arguments; constructed: boolean } {
  const callee = goOrigin(node.get("function") ?? node.get("type"), file, depth);
  const operand = node.get("operand");
  const nodes = operand === null ? (node.get("arguments")?.parts ?? []) : [operand];
  return {
    callee,
    arguments: {
      positional: nodes.map((given) => goOrigin(given, file, depth)),
      named: new Map(),
      complete: !nodes.some((given) => given.type === "variadic_argument"),
    },
    constructed: false,
  };
}

function compositeOrigin(body: CodeNode | null, type: Origin | null, file: SourceFile, depth: number): Origin {
  const parts = body?.parts ?? [];
  const isList = parts.length > 0 && parts.every((part) => part.type === "literal_element");
  if (isList) return { kind: "list", items: parts.slice(0, 60).map((part) => goOrigin(part, file, depth)) };
  const entries = new Map<string, Origin>();
  const computed: Origin[] = [];
  for (const part of parts.slice(0, 60)) {
    if (part.type !== "keyed_element") continue;
    const key = part.get("key")?.parts[0] ?? part.parts[0]?.parts[0];
    const value = goOrigin(part.get("value") ?? part.parts[1] ?? null, file, depth);
    const name = key === undefined ? null : key.type === "identifier" && type !== null ? key.text : keyText(key, file, depth);
    if (name === null) computed.push({ kind: "list", items: [goOrigin(key ?? null, file, depth), value] });
    else entries.set(name, value);
  }
  return { kind: "object", type: type?.kind === "unknown" ? null : type, entries, complete: computed.length === 0, computed };
}

function keyText(key: CodeNode, file: SourceFile, depth: number): string | null {
  const origin = goOrigin(key, file, depth);
  if (origin.kind === "literal" && typeof origin.value === "string") return origin.value;
  // Keys of a struct whose type is left out, as in lists of structs.
  return key.type === "identifier" && file.table.find(key.text, key.start) === null ? key.text : null;
}

function binaryOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const operator = node.get("operator")?.text;
  const left = goOrigin(node.get("left"), file, depth);
  const right = goOrigin(node.get("right"), file, depth);
  if (operator === "*" && left.kind === "literal" && right.kind === "literal") return literal(Number(left.value) * Number(right.value));
  if (operator !== "+") return unknownOrigin;
  if (left.kind === "literal" && right.kind === "literal" && typeof left.value === "string") return joinLiterals(left, right);
  return { kind: "mixed", parts: [left, right], text: true };
}
