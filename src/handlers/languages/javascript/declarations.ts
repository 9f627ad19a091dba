import { type CodeNode, nodesOf } from "../../code-node.ts";
import type { Origin } from "../../origin.ts";
import { type DeclarationInit, DeclarationTable } from "../declarations.ts";
import { blockAround, classTypes, functionAround, functionTypes, propertyName, stringText } from "./syntax.ts";

/** A name inside a pattern, with the way to it. */
interface BoundName {
  readonly node: CodeNode;
  readonly path: readonly string[];
  readonly hasDefault: boolean;
}

const declaring = new Set(["variable_declarator", ...functionTypes, ...classTypes, "for_in_statement", "import_statement", "catch_clause"]);
const assigning = new Set(["assignment_expression", "augmented_assignment_expression", "update_expression"]);

/** Collects every name that a file declares. */
export function collectDeclarations(root: CodeNode): DeclarationTable {
  const table = new DeclarationTable();
  for (const node of nodesOf(root, declaring)) {
    if (node.type === "variable_declarator") declareVariables(node, table);
    else if (functionTypes.has(node.type)) declareFunction(node, table);
    else if (classTypes.has(node.type)) declareNamed(node, "class", table);
    else if (node.type === "for_in_statement") declareLoop(node, table);
    else if (node.type === "import_statement") declareImports(node, table);
    else if (node.type === "catch_clause") for (const bound of namesIn(node.get("parameter"))) add(table, bound, { kind: "other", ...rangeOf(node) });
  }
  noteAssignments(root, table);
  return table;
}

function rangeOf(block: CodeNode): { from: number; to: number } {
  return { from: block.start, to: block.end };
}

function add(table: DeclarationTable, bound: BoundName, rest: Omit<DeclarationInit, "name" | "node" | "topLevel"> & { topLevel?: boolean }): void {
  table.add({
    topLevel: false,
    ...rest,
    name: bound.node.text,
    node: bound.node,
    path: bound.path,
    hasDefault: bound.hasDefault || rest.hasDefault === true,
  });
}

function declareVariables(node: CodeNode, table: DeclarationTable): void {
  const value = node.get("value");
  const holder = node.parent?.type === "variable_declaration" ? (functionAround(node) ?? blockAround(node)) : blockAround(node);
  const topLevel = functionAround(node) === null && holder.type === "program";
  const module = requiredModule(value);
  for (const bound of namesIn(node.get("name"))) {
    const origin: Origin | null = module === null ? null : requiredOrigin(module, bound, node.path);
    add(table, bound, { kind: origin === null ? "variable" : "import", ...rangeOf(holder), topLevel, value, origin });
  }
}

/** The module of `require("x")`; null for other expressions. */
function requiredModule(value: CodeNode | null): string | null {
  if (value?.type !== "call_expression" || value.get("function")?.text !== "require") return null;
  return stringText(value.get("arguments")?.parts[0]);
}

function requiredOrigin(module: string, bound: BoundName, from: string): Origin | null {
  if (bound.path.length > 1) return null;
  return { kind: "import", module, name: bound.path[0] ?? "*", from };
}

function declareFunction(node: CodeNode, table: DeclarationTable): void {
  if (node.type.endsWith("declaration")) declareNamed(node, "function", table);
  const range = rangeOf(node);
  const single = node.get("parameter");
  if (single !== null) return add(table, { node: single, path: [], hasDefault: false }, { kind: "parameter", ...range, owner: node, index: 0 });
  for (const [index, parameter] of (node.get("parameters")?.parts ?? []).entries()) {
    for (const bound of namesIn(parameter)) add(table, bound, { kind: "parameter", ...range, owner: node, index });
  }
}

function declareNamed(node: CodeNode, kind: "function" | "class", table: DeclarationTable): void {
  const name = node.get("name");
  if (name === null) return;
  const holder = blockAround(node);
  table.add({ name: name.text, kind, node, topLevel: holder.type === "program", ...rangeOf(holder) });
}

function declareLoop(node: CodeNode, table: DeclarationTable): void {
  const isOf = node.has("of");
  for (const bound of namesIn(node.get("left"))) {
    add(
      table,
      { ...bound, path: isOf ? ["[]", ...bound.path] : bound.path },
      { kind: isOf ? "loop" : "other", ...rangeOf(node), value: isOf ? node.get("right") : null },
    );
  }
}

function declareImports(node: CodeNode, table: DeclarationTable): void {
  const required = node.parts.find((part) => part.type === "import_require_clause");
  const module = stringText((required ?? node).get("source"));
  if (module === null) return;
  const declare = (name: CodeNode, imported: string) => {
    const origin: Origin = { kind: "import", module, name: imported, from: node.path };
    table.add({ name: name.text, kind: "import", node: name, from: 0, to: Number.MAX_SAFE_INTEGER, topLevel: true, origin });
  };
  const requiredName = required?.parts[0];
  if (requiredName !== undefined) return declare(requiredName, "*");
  for (const part of node.parts.find((child) => child.type === "import_clause")?.parts ?? []) {
    if (part.type === "identifier") declare(part, "default");
    else if (part.type === "namespace_import" && part.parts[0]) declare(part.parts[0], "*");
    else if (part.type === "named_imports") {
      for (const specifier of part.parts) {
        const name = specifier.get("name");
        if (name !== null) declare(specifier.get("alias") ?? name, propertyName(name) ?? name.text);
      }
    }
  }
}

/** The names of a pattern: identifiers, objects and arrays that are taken apart, defaults, rests. */
export function* namesIn(pattern: CodeNode | null, path: readonly string[] = [], hasDefault = false): Generator<BoundName> {
  if (pattern === null) return;
  switch (pattern.type) {
    case "identifier":
    case "shorthand_property_identifier_pattern":
      yield { node: pattern, path: pattern.type === "identifier" ? path : [...path, pattern.text], hasDefault };
      return;
    case "required_parameter":
    case "optional_parameter":
      yield* namesIn(pattern.get("pattern"), path, hasDefault || pattern.get("value") !== null);
      return;
    case "object_assignment_pattern":
    case "assignment_pattern":
      yield* namesIn(pattern.get("left"), path, true);
      return;
    case "pair_pattern":
      yield* namesIn(pattern.get("value"), [...path, propertyName(pattern.get("key")) ?? "[]"], hasDefault);
      return;
    case "object_pattern":
      for (const part of pattern.parts) yield* namesIn(part, path, hasDefault);
      return;
    case "array_pattern":
      for (const part of pattern.parts) yield* namesIn(part, [...path, "[]"], hasDefault);
      return;
    case "rest_pattern":
      yield* namesIn(pattern.parts[0] ?? null, path, hasDefault);
      return;
    default:
      return;
  }
}

function noteAssignments(root: CodeNode, table: DeclarationTable): void {
  for (const node of nodesOf(root, assigning)) {
    const left = node.get("left") ?? node.get("argument");
    const right = node.get("right") ?? node;
    if (left?.type === "identifier") table.find(left.text, left.start)?.assigned.push(right);
  }
}
