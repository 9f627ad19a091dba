import { type CodeNode, nodesOf } from "../../code-node.ts";
import type { Origin } from "../../origin.ts";
import { DeclarationTable } from "../declarations.ts";
import { classOfMember, comprehensionTypes, functionAround, iterated } from "./syntax.ts";

interface Bound {
  readonly node: CodeNode;
  readonly path: readonly string[];
}

const declaring = new Set(["import_statement", "import_from_statement", "function_definition", "lambda", "class_definition"]);
const assigning = new Set(["assignment", "augmented_assignment", "named_expression", "as_pattern", "for_statement", "for_in_clause"]);
const handingOut = new Set(["global_statement", "nonlocal_statement"]);

/** Collects every name that a file declares. A name holds in the whole function, or in the whole file. */
export function collectDeclarations(root: CodeNode): DeclarationTable {
  const table = new DeclarationTable();
  const globals = collectGlobals(root);
  // Imports, functions and parameters first: an assignment to a name that is there is no new declaration.
  for (const node of nodesOf(root, declaring)) {
    if (node.type === "import_statement" || node.type === "import_from_statement") declareImports(node, table);
    else if (node.type === "function_definition" || node.type === "lambda") declareFunction(node, table);
    else declareNamed(node, "class", table);
  }
  for (const node of nodesOf(root, assigning)) {
    const value = assignedValue(node);
    if (value !== null) for (const bound of boundNames(value.target, value.path)) declareVariable(bound, value, globals, table);
  }
  return table;
}

interface Assigned {
  readonly target: CodeNode;
  readonly value: CodeNode | null;
  readonly path: readonly string[];
  readonly kind: "variable" | "loop" | "other";
  readonly holder: CodeNode | null;
}

/** What a statement or expression assigns, in any of Python's ways. */
function assignedValue(node: CodeNode): Assigned | null {
  const plain = (target: CodeNode | null, value: CodeNode | null): Assigned | null =>
    target === null ? null : { target, value, path: [], kind: "variable", holder: null };
  if (node.type === "assignment") return plain(node.get("left"), node.get("right"));
  if (node.type === "augmented_assignment") return plain(node.get("left"), node);
  if (node.type === "named_expression") return plain(node.get("name"), node.get("value"));
  if (node.type === "as_pattern") {
    const target = node.get("alias")?.parts[0] ?? null;
    const caught = node.parent?.type === "except_clause";
    return target === null
      ? null
      : { target, value: caught ? null : (node.parts[0] ?? null), path: [], kind: caught ? "other" : "variable", holder: null };
  }
  const [target, right] = [node.get("left"), node.get("right")];
  if (target === null || right === null) return null;
  const holder = node.type === "for_in_clause" ? node.above((above) => comprehensionTypes.has(above.type)) : null;
  const counted = right.type === "call" && right.get("function")?.text === "enumerate";
  return {
    target: counted && target.type === "pattern_list" ? (target.parts[1] ?? target) : target,
    value: iterated(right),
    path: ["[]"],
    kind: "loop",
    holder,
  };
}

function collectGlobals(root: CodeNode): Map<CodeNode, Set<string>> {
  const globals = new Map<CodeNode, Set<string>>();
  for (const node of nodesOf(root, handingOut)) {
    const fn = functionAround(node);
    if (fn !== null) globals.set(fn, new Set([...(globals.get(fn) ?? []), ...node.parts.map((part) => part.text)]));
  }
  return globals;
}

function declareVariable(bound: Bound, assigned: Assigned, globals: Map<CodeNode, Set<string>>, table: DeclarationTable): void {
  const name = bound.node.text;
  if (classOfMember(bound.node.parent?.type === "assignment" ? (bound.node.parent.parent ?? bound.node) : bound.node) !== null) return;
  const fn = functionAround(bound.node);
  const isGlobal = fn !== null && globals.get(fn)?.has(name) === true;
  const holder = assigned.holder ?? (isGlobal ? null : fn);
  const offset = isGlobal ? -1 : bound.node.start;
  const known = isGlobal ? table.find(name, offset < 0 ? 0 : offset) : table.find(name, offset);
  const fits = known !== null && known.from === (holder?.start ?? 0) && assigned.holder === null;
  if (fits && known.kind !== "import" && known.kind !== "function") {
    if (assigned.value !== null) known.assigned.push(assigned.value);
    return;
  }
  if (fits) return;
  table.add({
    name,
    kind: assigned.kind,
    from: holder?.start ?? 0,
    to: holder?.end ?? Number.MAX_SAFE_INTEGER,
    topLevel: holder === null,
    node: bound.node,
    value: assigned.value,
    path: bound.path,
  });
}

function* boundNames(target: CodeNode, path: readonly string[]): Generator<Bound> {
  if (target.type === "identifier") yield { node: target, path };
  else if (target.type === "pattern_list" || target.type === "tuple_pattern" || target.type === "list_pattern")
    for (const part of target.parts) yield* boundNames(part, [...path, "[]"]);
  else if (target.type === "list_splat_pattern" && target.parts[0] !== undefined) yield* boundNames(target.parts[0], path);
}

function declareNamed(node: CodeNode, kind: "function" | "class", table: DeclarationTable): void {
  const name = node.get("name");
  if (name === null || classOfMember(node) !== null) return;
  const holder = functionAround(node);
  table.add({ name: name.text, kind, from: holder?.start ?? 0, to: holder?.end ?? Number.MAX_SAFE_INTEGER, topLevel: holder === null, node });
}

function declareFunction(node: CodeNode, table: DeclarationTable): void {
  if (node.type === "function_definition") declareNamed(node, "function", table);
  for (const [index, parameter] of (node.get("parameters")?.parts ?? []).entries()) {
    const name = parameterName(parameter);
    if (name === null) continue;
    const hasDefault = parameter.get("value") !== null;
    table.add({
      name: name.text,
      kind: "parameter",
      from: node.start,
      to: node.end,
      topLevel: false,
      node: name,
      owner: node,
      index,
      hasDefault,
      type: parameter.get("type"),
    });
  }
}

/** The name of a parameter in any of its forms; null for a lone star. */
export function parameterName(parameter: CodeNode): CodeNode | null {
  if (parameter.type === "identifier") return parameter;
  return parameter.get("name") ?? parameter.parts.find((part) => part.type === "identifier") ?? null;
}

function declareImports(node: CodeNode, table: DeclarationTable): void {
  const fn = functionAround(node);
  const range = { from: fn?.start ?? 0, to: fn?.end ?? Number.MAX_SAFE_INTEGER, topLevel: fn === null };
  const declare = (name: CodeNode, text: string, origin: Origin) => table.add({ name: text, kind: "import", node: name, origin, ...range });
  const module = node.get("module_name");
  for (const part of node.children.filter((child) => child.field === "name")) {
    const written = part.type === "aliased_import" ? part.get("name") : part;
    const alias = part.type === "aliased_import" ? part.get("alias") : null;
    if (written === null) continue;
    if (module !== null)
      declare(part, (alias ?? written).text, { kind: "import", module: module.text, name: written.text, from: node.path, dotted: true });
    else if (alias !== null) declare(part, alias.text, { kind: "import", module: written.text, name: "*", from: node.path, dotted: true });
    else {
      const first = written.text.split(".")[0] ?? written.text;
      declare(part, first, { kind: "import", module: first, name: "*", from: node.path, dotted: true });
    }
  }
}
