import { type CodeNode, walk } from "../../code-node.ts";
import { DeclarationTable } from "../declarations.ts";

const functions = new Set(["function_declaration", "method_declaration", "func_literal"]);
const blocks = new Set([
  "block",
  "if_statement",
  "for_statement",
  "expression_switch_statement",
  "type_switch_statement",
  "communication_case",
  "expression_case",
  "default_case",
]);

/** Collects every name that a Go file declares. */
export function collectGoDeclarations(root: CodeNode): DeclarationTable {
  const table = new DeclarationTable();
  for (const node of walk(root)) {
    if (functions.has(node.type)) declareFunction(node, table);
    else if (node.type === "var_spec" || node.type === "const_spec") declareSpec(node, table);
    else if (node.type === "short_var_declaration") declareAll(node.get("left"), node.get("right"), node, table);
    else if (node.type === "range_clause") declareRange(node, table);
    else if (node.type === "import_spec") declareImport(node, table);
    else if (node.type === "type_spec") declareType(node, table);
  }
  for (const node of walk(root)) if (node.type === "assignment_statement") noteAssignment(node, table);
  return table;
}

function holderOf(node: CodeNode): { from: number; to: number; topLevel: boolean } {
  const holder = node.above((above) => blocks.has(above.type) || functions.has(above.type));
  return holder === null ? { from: 0, to: Number.MAX_SAFE_INTEGER, topLevel: true } : { from: holder.start, to: holder.end, topLevel: false };
}

function declareFunction(node: CodeNode, table: DeclarationTable): void {
  const name = node.get("name");
  if (node.type === "function_declaration" && name !== null)
    table.add({ name: name.text, kind: "function", node: name, value: node, ...holderOf(node) });
  const receiver = node.get("receiver")?.parts ?? [];
  for (const parameter of receiver)
    for (const bound of namesOf(parameter))
      table.add({ name: bound.text, kind: "other", node: bound, from: node.start, to: node.end, topLevel: false, type: parameter.get("type") });
  let index = 0;
  for (const parameter of node.get("parameters")?.parts ?? []) {
    const names = namesOf(parameter);
    for (const bound of names)
      table.add({
        name: bound.text,
        kind: "parameter",
        node: bound,
        from: node.start,
        to: node.end,
        topLevel: false,
        owner: node,
        index: index++,
        type: parameter.get("type"),
      });
    if (names.length === 0) index++;
  }
}

/** The names that a declaration or parameter binds. */
export function namesOf(declaration: CodeNode): CodeNode[] {
  return declaration.children.filter((child) => child.field === "name");
}

function declareSpec(node: CodeNode, table: DeclarationTable): void {
  const values = node.get("value")?.parts ?? [];
  const names = namesOf(node);
  for (const [index, name] of names.entries()) {
    const value = values.length === names.length ? (values[index] ?? null) : index === 0 ? (values[0] ?? null) : null;
    table.add({ name: name.text, kind: "variable", node: name, value, type: node.get("type"), ...holderOf(node) });
  }
}

/** `client, err := make()`: the first name takes the call's first answer. */
function declareAll(left: CodeNode | null, right: CodeNode | null, node: CodeNode, table: DeclarationTable): void {
  const values = right?.parts ?? [];
  const names = left?.parts ?? [];
  for (const [index, name] of names.entries()) {
    if (name.type !== "identifier" || name.text === "_") continue;
    const value = values.length === names.length ? (values[index] ?? null) : index === 0 ? (values[0] ?? null) : null;
    const known = table.find(name.text, name.start);
    const range = holderOf(node);
    if (known !== null && known.from === range.from && known.kind === "variable") {
      if (value !== null) known.assigned.push(value);
    } else table.add({ name: name.text, kind: "variable", node: name, value, ...range });
  }
}

function declareRange(node: CodeNode, table: DeclarationTable): void {
  const loop = node.parent;
  const names = node.get("left")?.parts ?? [];
  if (loop === null) return;
  for (const [index, name] of names.entries()) {
    if (name.type === "identifier")
      table.add({
        name: name.text,
        kind: index === 1 ? "loop" : "other",
        node: name,
        value: index === 1 ? node.get("right") : null,
        path: ["[]"],
        from: loop.start,
        to: loop.end,
        topLevel: false,
      });
  }
}

function declareImport(node: CodeNode, table: DeclarationTable): void {
  const module = importPath(node);
  const name = node.get("name")?.text ?? packageNameOf(module);
  if (name === "_" || name === ".") return;
  table.add({
    name,
    kind: "import",
    node,
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    topLevel: true,
    origin: { kind: "import", module, name: "*", from: node.path },
  });
}

/** The path of an import, without quotes. */
export function importPath(spec: CodeNode): string {
  return spec.get("path")?.text.slice(1, -1) ?? "";
}

/** The name that a package most likely has: the last segment that is no version. */
function packageNameOf(module: string): string {
  const segments = module.split("/").filter((segment) => !/^(?:v\d+|apiv\d+\w*)$/u.test(segment));
  return (segments.at(-1) ?? module).replace(/^go-|-go$|\.v\d+$/gu, "").replaceAll("-", "");
}

function declareType(node: CodeNode, table: DeclarationTable): void {
  const name = node.get("name");
  if (name !== null) table.add({ name: name.text, kind: "class", node: name, ...holderOf(node) });
}

function noteAssignment(node: CodeNode, table: DeclarationTable): void {
  const names = node.get("left")?.parts ?? [];
  const values = node.get("right")?.parts ?? [];
  for (const [index, name] of names.entries()) {
    const value = values.length === names.length ? values[index] : index === 0 ? values[0] : undefined;
    if (name.type === "identifier" && value !== undefined) table.find(name.text, name.start)?.assigned.push(value);
  }
}
