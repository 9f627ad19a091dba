import type { CodeNode } from "../../code-node.ts";
import { moduleScopeId } from "../../code-model.ts";
import { type Arguments, type Origin, eitherOf, joinLiterals, literal, memberOf, noArguments, unknownOrigin } from "../../origin.ts";
import type { Declaration } from "../declarations.ts";
import type { SourceFile } from "../source-file.ts";
import { argumentNodes, functionAround, inner, isFunction, stringText } from "./syntax.ts";

const maximumEntries = 60;
const maximumDepth = 40;

/** Where the value of an expression comes from, as far as the file tells. */
export function originOf(node: CodeNode | null, file: SourceFile, depth = 0): Origin {
  if (node === null || depth > maximumDepth) return unknownOrigin;
  const expression = inner(node);
  const known = file.origins.get(expression);
  if (known !== undefined) return known;
  file.origins.set(expression, unknownOrigin);
  const origin = compute(expression, file, depth + 1);
  file.origins.set(expression, origin);
  return origin;
}

/** The value of a literal; null for anything else. */
function writtenOut(node: CodeNode): Origin | null {
  switch (node.type) {
    case "integer":
    case "float":
      return literal(Number(node.text.replaceAll("_", "")));
    case "true":
    case "false":
      return literal(node.type === "true");
    case "none":
      return literal(null);
    default:
      return null;
  }
}

function compute(node: CodeNode, file: SourceFile, depth: number): Origin {
  const written = writtenOut(node);
  if (written !== null) return written;
  switch (node.type) {
    case "string":
    case "concatenated_string":
      return textOrigin(node, file, depth);
    case "lambda":
      return scopeOrigin(node, file);
    case "identifier":
      return nameOrigin(node, file, depth);
    case "attribute":
      return attributeOrigin(node, file, depth);
    case "subscript":
      return subscriptOrigin(node, file, depth);
    case "call":
      return callOrigin(node, file, depth);
    case "dictionary":
      return dictionaryOrigin(node, file, depth);
    case "list":
    case "tuple":
    case "expression_list":
      return { kind: "list", items: node.parts.slice(0, maximumEntries).map((item) => originOf(item, file, depth)) };
    case "binary_operator":
      return binaryOrigin(node, file, depth);
    case "boolean_operator": {
      const left = originOf(node.get("left"), file, depth);
      const right = originOf(node.get("right"), file, depth);
      return node.has("or") ? eitherOf(left, right) : right;
    }
    case "conditional_expression":
      return { kind: "mixed", parts: [originOf(node.parts[0] ?? null, file, depth), originOf(node.parts[2] ?? null, file, depth)], text: false };
    case "named_expression":
      return originOf(node.get("value"), file, depth);
    case "list_splat":
    case "dictionary_splat":
      return originOf(node.parts[0] ?? null, file, depth);
    default:
      return unknownOrigin;
  }
}

function scopeOrigin(node: CodeNode, file: SourceFile): Origin {
  const scope = file.functions.get(node);
  return scope === undefined ? unknownOrigin : { kind: "function", scope };
}

function textOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const text = stringText(node);
  if (text !== null) return literal(text);
  const strings = node.type === "concatenated_string" ? node.parts : [node];
  const parts = strings.flatMap((string) => string.parts).filter((part) => part.type === "string_content" || part.type === "interpolation");
  return {
    kind: "mixed",
    parts: parts.map((part) => (part.type === "interpolation" ? originOf(part.get("expression"), file, depth) : literal(part.text))),
    text: true,
  };
}

function nameOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const declaration = file.table.find(node.text, node.start);
  return declaration === null ? { kind: "global", name: node.text } : declaredOrigin(declaration, file, depth);
}

/** Where the value of a declared name comes from. */
export function declaredOrigin(declaration: Declaration, file: SourceFile, depth = 0): Origin {
  if (declaration.origin !== null) return declaration.origin;
  if (declaration.kind === "function") return scopeOrigin(declaration.node, file);
  if (declaration.kind === "class") return { kind: "class", id: file.classes.get(declaration.node) ?? "" };
  if (declaration.kind === "parameter") return parameterOrigin(declaration, file);
  if (declaration.kind === "other") return unknownOrigin;
  const values = [declaration.value, ...declaration.assigned].filter((value) => value !== null && inner(value).type !== "none");
  const origins = values
    .slice(0, 5)
    .map((value) => declaration.path.reduce((origin: Origin, name) => elementOf(origin, name), originOf(value, file, depth)));
  if (origins.length === 1) return origins[0] ?? unknownOrigin;
  return origins.length === 0 || values.length > 4 ? unknownOrigin : { kind: "mixed", parts: origins, text: false };
}

/** `a, b = call()` gives parts of the call; a loop gives elements. */
function elementOf(origin: Origin, name: string): Origin {
  return memberOf(origin, name);
}

function parameterOrigin(declaration: Declaration, file: SourceFile): Origin {
  const scope = declaration.owner === null ? undefined : file.functions.get(declaration.owner);
  return scope === undefined ? unknownOrigin : { kind: "parameter", scope, index: declaration.index, name: declaration.name };
}

function attributeOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const name = node.get("attribute")?.text ?? "[]";
  const object = node.get("object");
  if (object?.type === "identifier" && (object.text === "self" || object.text === "cls")) {
    const owner = node.above((above) => above.type === "class_definition");
    const id = owner === null ? undefined : file.classes.get(owner);
    if (id === undefined) return unknownOrigin;
    const value = file.fields.get(id)?.get(name);
    return value === undefined
      ? { kind: "member", of: { kind: "result", callee: { kind: "class", id }, arguments: noArguments, constructed: true }, name }
      : originOf(value, file, depth);
  }
  return memberOf(originOf(object, file, depth), name);
}

function subscriptOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const base = originOf(node.get("value"), file, depth);
  const index = node.get("subscript");
  const name = stringText(index);
  if (name !== null) return memberOf(base, name);
  const key = originOf(index, file, depth);
  if (key.kind === "literal" && typeof key.value === "string") return memberOf(base, key.value);
  if (key.kind !== "parameter") return memberOf(base, "[]");
  return { kind: "result", callee: memberOf(base, "[]"), arguments: { positional: [key], named: new Map(), complete: true }, constructed: false };
}

function callOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const callee = node.get("function");
  const object = callee?.type === "attribute" ? callee.get("object") : null;
  const given = argumentsOf(node, file, depth);
  if (object !== null && (object.type === "string" || object.type === "concatenated_string")) {
    const formats = callee?.get("attribute")?.text === "format";
    return formats
      ? { kind: "mixed", parts: [originOf(object, file, depth), ...given.positional, ...given.named.values()], text: true }
      : unknownOrigin;
  }
  const origin = originOf(callee, file, depth);
  return { kind: "result", callee: origin, arguments: given, constructed: origin.kind === "class" };
}

/** The arguments of a call. */
export function argumentsOf(call: CodeNode, file: SourceFile, depth = 0): Arguments {
  const positional: Origin[] = [];
  const named = new Map<string, Origin>();
  let complete = true;
  for (const node of argumentNodes(call)) {
    if (node.type === "keyword_argument") named.set(node.get("name")?.text ?? "", originOf(node.get("value"), file, depth));
    else if (node.type === "dictionary_splat") complete = spread(originOf(node, file, depth), named) && complete;
    else if (node.type === "list_splat") complete = false;
    else positional.push(originOf(node, file, depth));
  }
  return { positional, named, complete };
}

function spread(origin: Origin, into: Map<string, Origin>): boolean {
  if (origin.kind !== "object" || into.size + origin.entries.size > 200) return false;
  for (const [name, value] of origin.entries) into.set(name, value);
  return origin.complete;
}

function dictionaryOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const entries = new Map<string, Origin>();
  const computed: Origin[] = [];
  let complete = node.parts.length <= maximumEntries;
  for (const part of node.parts.slice(0, maximumEntries)) {
    if (part.type === "dictionary_splat") complete = spread(originOf(part, file, depth), entries) && complete;
    if (part.type !== "pair") continue;
    const name = stringText(part.get("key"));
    const value = originOf(part.get("value"), file, depth);
    if (name !== null) entries.set(name, value);
    else computed.push({ kind: "list", items: [originOf(part.get("key"), file, depth), value] });
  }
  return { kind: "object", type: null, entries, complete: complete && computed.length === 0, computed };
}

function binaryOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const operator = node.get("operator")?.text;
  const left = originOf(node.get("left"), file, depth);
  const right = originOf(node.get("right"), file, depth);
  if (operator === "*" && left.kind === "literal" && right.kind === "literal") return literal(Number(left.value) * Number(right.value));
  if (operator === "+" && left.kind === "literal" && right.kind === "literal" && typeof left.value === "string") return joinLiterals(left, right);
  if (operator === "+" || (operator === "%" && (left.kind === "literal" || left.kind === "mixed"))) {
    return { kind: "mixed", parts: [left, ...(right.kind === "list" ? right.items : [right])], text: true };
  }
  return unknownOrigin;
}

/** The function that encloses a node, as a scope id; the module's where there is none. */
export function scopeIdAt(node: CodeNode, file: SourceFile): string {
  const fn = isFunction(node) ? node : functionAround(node);
  return (fn === null ? undefined : file.functions.get(fn)) ?? moduleScopeId(file.path);
}
