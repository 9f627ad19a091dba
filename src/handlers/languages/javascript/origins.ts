import type { CodeNode } from "../../code-node.ts";
import { type Arguments, type Origin, eitherOf, joinLiterals, literal, memberOf, unknownOrigin } from "../../origin.ts";
import type { Declaration } from "../declarations.ts";
import type { SourceFile } from "../source-file.ts";
import { argumentNodes, classTypes, functionTypes, inner, isFunction, iterationReceiver, propertyName, stringText } from "./syntax.ts";

const maximumEntries = 60;
const maximumDepth = 40;

/** Where the value of an expression comes from, as far as the file tells. */
export function originOf(node: CodeNode | null, file: SourceFile, depth = 0): Origin {
  if (node === null || depth > maximumDepth) return unknownOrigin;
  const expression = inner(node);
  const known = file.origins.get(expression);
  if (known !== undefined) return known;
  // A value that is made from itself ends here.
  file.origins.set(expression, unknownOrigin);
  const origin = compute(expression, file, depth + 1);
  file.origins.set(expression, origin);
  return origin;
}

function compute(node: CodeNode, file: SourceFile, depth: number): Origin {
  if (functionTypes.has(node.type)) return scopeOrigin(node, file);
  if (classTypes.has(node.type)) return { kind: "class", id: file.classes.get(node) ?? "" };
  switch (node.type) {
    case "string":
    case "template_string":
      return textOrigin(node, file, depth);
    case "number":
      return literal(Number(node.text.replaceAll("_", "")));
    case "true":
    case "false":
      return literal(node.type === "true");
    case "null":
    case "undefined":
      return literal(null);
    case "identifier":
    case "shorthand_property_identifier":
      return nameOrigin(node, file, depth);
    case "member_expression":
    case "subscript_expression":
      return accessOrigin(node, file, depth);
    case "call_expression":
    case "new_expression":
      return callOrigin(node, file, depth);
    case "object":
      return objectOrigin(node, file, depth);
    case "array":
      return { kind: "list", items: node.parts.slice(0, maximumEntries).map((item) => originOf(item, file, depth)) };
    case "binary_expression":
      return binaryOrigin(node, file, depth);
    case "ternary_expression":
      return { kind: "mixed", parts: [originOf(node.get("consequence"), file, depth), originOf(node.get("alternative"), file, depth)], text: false };
    case "assignment_expression":
    case "augmented_assignment_expression":
      return originOf(node.get("right"), file, depth);
    case "spread_element":
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
  const parts = node.parts.map((part): Origin => {
    if (part.type === "template_substitution") return originOf(part.parts[0] ?? null, file, depth);
    return literal(part.text);
  });
  return { kind: "mixed", parts, text: true };
}

function nameOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const declaration = file.table.find(node.text, node.start);
  if (declaration === null) return { kind: "global", name: node.text };
  return declaredOrigin(declaration, file, depth);
}

/** Where the value of a declared name comes from. */
export function declaredOrigin(declaration: Declaration, file: SourceFile, depth = 0): Origin {
  if (declaration.origin !== null) return declaration.origin;
  switch (declaration.kind) {
    case "function":
      return scopeOrigin(declaration.node, file);
    case "class":
      return { kind: "class", id: file.classes.get(declaration.node) ?? "" };
    case "parameter":
      return along(declaration.path, parameterOrigin(declaration, file, depth));
    case "loop":
      return along(declaration.path, originOf(declaration.value, file, depth));
    case "variable":
      return along(declaration.path, variableOrigin(declaration, file, depth));
    default:
      return unknownOrigin;
  }
}

function along(path: readonly string[], origin: Origin): Origin {
  return path.reduce((value, name) => memberOf(value, name), origin);
}

function parameterOrigin(declaration: Declaration, file: SourceFile, depth: number): Origin {
  const owner = declaration.owner;
  if (owner === null) return unknownOrigin;
  const receiver = declaration.index === 0 ? iterationReceiver(owner) : null;
  if (receiver !== null) return memberOf(originOf(receiver, file, depth), "[]");
  const scope = file.functions.get(owner);
  return scope === undefined ? unknownOrigin : { kind: "parameter", scope, index: declaration.index, name: declaration.path[0] ?? declaration.name };
}

function variableOrigin(declaration: Declaration, file: SourceFile, depth: number): Origin {
  const assigned = declaration.assigned.filter((value) => inner(value).type !== "undefined" && inner(value).type !== "null");
  const first = declaration.value !== null && !["undefined", "null"].includes(inner(declaration.value).type) ? declaration.value : null;
  const values = first === null ? assigned : [first, ...assigned];
  if (values.length === 1) return originOf(values[0] ?? null, file, depth);
  if (values.length > 4) return unknownOrigin;
  return { kind: "mixed", parts: values.map((value) => originOf(value, file, depth)), text: false };
}

function accessOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const object = node.get("object");
  const name = node.type === "member_expression" ? (node.get("property")?.text ?? "[]") : (stringText(node.get("index")) ?? null);
  if (object?.type === "this" && name !== null) return fieldOrigin(node, name, file, depth);
  const base = originOf(object, file, depth);
  if (name !== null) return memberOf(base, name);
  const key = originOf(node.get("index"), file, depth);
  // A computed key stays with the value, so that `process.env[name]` can be told once the name is known.
  return key.kind === "parameter"
    ? { kind: "result", callee: memberOf(base, "[]"), arguments: { positional: [key], named: new Map(), complete: true }, constructed: false }
    : key.kind === "literal" && typeof key.value === "string"
      ? memberOf(base, key.value)
      : memberOf(base, "[]");
}

function fieldOrigin(node: CodeNode, name: string, file: SourceFile, depth: number): Origin {
  const owner = node.above((above) => classTypes.has(above.type));
  const id = owner === null ? undefined : file.classes.get(owner);
  if (id === undefined) return unknownOrigin;
  const value = file.fields.get(id)?.get(name);
  if (value !== undefined) return originOf(value, file, depth);
  return {
    kind: "member",
    of: { kind: "result", callee: { kind: "class", id }, arguments: { positional: [], named: new Map(), complete: true }, constructed: true },
    name,
  };
}

function callOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const constructed = node.type === "new_expression";
  const calleeNode = node.get(constructed ? "constructor" : "function");
  if (calleeNode?.type === "identifier" && calleeNode.text === "require") {
    const module = stringText(argumentNodes(node)[0]);
    if (module !== null) return { kind: "import", module, name: "*", from: file.path };
  }
  return { kind: "result", callee: originOf(calleeNode, file, depth), arguments: argumentsOf(node, file, depth), constructed };
}

/** The arguments of a call. */
export function argumentsOf(call: CodeNode, file: SourceFile, depth = 0): Arguments {
  const nodes = argumentNodes(call);
  return {
    positional: nodes.map((node) => originOf(node, file, depth)),
    named: new Map(),
    complete: !nodes.some((node) => node.type === "spread_element"),
  };
}

function objectOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const entries = new Map<string, Origin>();
  const computed: Origin[] = [];
  let complete = node.parts.length <= maximumEntries;
  for (const part of node.parts.slice(0, maximumEntries)) {
    if (part.type === "shorthand_property_identifier") entries.set(part.text, originOf(part, file, depth));
    else if (part.type === "method_definition") entries.set(propertyName(part.get("name")) ?? "[]", scopeOrigin(part, file));
    else if (part.type === "pair") addPair(part, { entries, computed }, file, depth);
    else if (part.type === "spread_element") complete = spread(originOf(part, file, depth), entries) && complete;
  }
  return { kind: "object", type: null, entries, complete: complete && computed.length === 0, computed };
}

function addPair(pair: CodeNode, into: { entries: Map<string, Origin>; computed: Origin[] }, file: SourceFile, depth: number): void {
  const key = pair.get("key");
  const value = originOf(pair.get("value"), file, depth);
  const name = propertyName(key);
  if (name !== null) into.entries.set(name, value);
  else into.computed.push({ kind: "list", items: [originOf(key?.parts[0] ?? null, file, depth), value] });
}

function spread(origin: Origin, entries: Map<string, Origin>): boolean {
  if (origin.kind !== "object" || entries.size + origin.entries.size > 200) return false;
  for (const [name, value] of origin.entries) entries.set(name, value);
  return origin.complete;
}

function binaryOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const operator = node.get("operator")?.text ?? node.children[1]?.text;
  const left = originOf(node.get("left"), file, depth);
  const right = originOf(node.get("right"), file, depth);
  if (operator === "??" || operator === "||") return eitherOf(left, right);
  if (operator === "&&") return right;
  if (operator === "*" && left.kind === "literal" && right.kind === "literal") return literal(Number(left.value) * Number(right.value));
  if (operator !== "+") return unknownOrigin;
  if (left.kind === "literal" && right.kind === "literal" && typeof left.value === "string") return joinLiterals(left, right);
  return { kind: "mixed", parts: [left, right], text: true };
}

/** The function that encloses a node, as a scope id; the module's where there is none. */
export function scopeIdAt(node: CodeNode, file: SourceFile): string {
  const fn = isFunction(node) ? node : node.above(isFunction);
  return (fn === null ? undefined : file.functions.get(fn)) ?? `${file.path}#0`;
}
