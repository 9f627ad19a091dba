import { type CodeNode, walk } from "../../code-node.ts";
import { DeclarationTable } from "../declarations.ts";

/** Node types of functions. */
export const javaFunctions = new Set(["method_declaration", "constructor_declaration", "lambda_expression", "static_initializer"]);
/** Node types of classes. */
export const javaClasses = new Set(["class_declaration", "record_declaration", "enum_declaration", "interface_declaration"]);
const blocks = new Set([
  "block",
  "constructor_body",
  "for_statement",
  "enhanced_for_statement",
  "try_with_resources_statement",
  "switch_block_statement_group",
]);

/** Collects every name that a Java file declares; fields count as top-level names. */
export function collectJavaDeclarations(root: CodeNode): DeclarationTable {
  const table = new DeclarationTable();
  for (const node of walk(root)) {
    if (node.type === "field_declaration") declareVariables(node, rangeOfClass(node), true, table);
    else if (node.type === "local_variable_declaration") declareVariables(node, rangeOfBlock(node), false, table);
    else if (node.type === "resource") declareOne(node, node.get("name"), node.get("value"), table);
    else if (javaClasses.has(node.type)) declareClass(node, table);
    else if (javaFunctions.has(node.type)) declareParameters(node, table);
    else if (node.type === "enhanced_for_statement") declareLoop(node, table);
    else if (node.type === "catch_formal_parameter") declareCaught(node, table);
    else if (node.type === "import_declaration") declareImport(node, table);
  }
  for (const node of walk(root)) if (node.type === "assignment_expression") noteAssignment(node, table);
  return table;
}

function rangeOfClass(node: CodeNode) {
  const holder = node.above((above) => javaClasses.has(above.type));
  return { from: holder?.start ?? 0, to: holder?.end ?? Number.MAX_SAFE_INTEGER };
}

function rangeOfBlock(node: CodeNode) {
  const holder = node.above((above) => blocks.has(above.type) || javaFunctions.has(above.type));
  return { from: holder?.start ?? 0, to: holder?.end ?? Number.MAX_SAFE_INTEGER };
}

function declareVariables(node: CodeNode, range: { from: number; to: number }, topLevel: boolean, table: DeclarationTable): void {
  for (const declarator of node.parts.filter((part) => part.type === "variable_declarator")) {
    const name = declarator.get("name");
    if (name !== null)
      table.add({ name: name.text, kind: "variable", node: name, value: declarator.get("value"), type: node.get("type"), topLevel, ...range });
  }
}

function declareOne(node: CodeNode, name: CodeNode | null, value: CodeNode | null, table: DeclarationTable): void {
  if (name !== null)
    table.add({ name: name.text, kind: "variable", node: name, value, type: node.get("type"), topLevel: false, ...rangeOfBlock(node) });
}

function declareClass(node: CodeNode, table: DeclarationTable): void {
  const name = node.get("name");
  if (name !== null) table.add({ name: name.text, kind: "class", node: name, topLevel: true, from: 0, to: Number.MAX_SAFE_INTEGER });
}

function declareParameters(node: CodeNode, table: DeclarationTable): void {
  for (const [index, parameter] of parametersOf(node).entries()) {
    const name = parameter.type === "identifier" ? parameter : (parameter.get("name") ?? parameter.parts.at(-1) ?? null);
    if (name !== null)
      table.add({
        name: name.text,
        kind: "parameter",
        node: name,
        owner: node,
        index,
        type: parameter.get("type"),
        topLevel: false,
        from: node.start,
        to: node.end,
      });
  }
}

/** The parameters of a function; a lambda may have one without parentheses. */
export function parametersOf(node: CodeNode): readonly CodeNode[] {
  const parameters = node.get("parameters");
  if (parameters === null) return [];
  return parameters.type === "identifier" ? [parameters] : parameters.parts;
}

function declareLoop(node: CodeNode, table: DeclarationTable): void {
  const name = node.get("name");
  if (name !== null)
    table.add({
      name: name.text,
      kind: "loop",
      node: name,
      value: node.get("value"),
      path: ["[]"],
      type: node.get("type"),
      topLevel: false,
      from: node.start,
      to: node.end,
    });
}

function declareCaught(node: CodeNode, table: DeclarationTable): void {
  const name = node.get("name");
  const clause = node.parent;
  if (name !== null && clause !== null)
    table.add({ name: name.text, kind: "other", node: name, topLevel: false, from: clause.start, to: clause.end });
}

function declareImport(node: CodeNode, table: DeclarationTable): void {
  const [module, name] = importParts(node);
  if (name !== null && !node.has("static"))
    table.add({
      name,
      kind: "import",
      node,
      topLevel: true,
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      origin: { kind: "import", module, name, from: node.path },
    });
}

/** The package and the class of an import; null for the class of `import a.b.*`. */
export function importParts(node: CodeNode): readonly [module: string, name: string | null] {
  const written = node.parts[0];
  if (written === undefined) return ["", null];
  if (node.parts.some((part) => part.type === "asterisk")) return [written.text, null];
  const dot = written.text.lastIndexOf(".");
  return [written.text.slice(0, Math.max(dot, 0)), written.text.slice(dot + 1)];
}

function noteAssignment(node: CodeNode, table: DeclarationTable): void {
  const left = node.get("left");
  const right = node.get("right");
  if (left === null || right === null) return;
  if (left.type === "identifier") table.find(left.text, left.start)?.assigned.push(right);
  else if (left.type === "field_access" && left.get("object")?.type === "this")
    table.findTop(left.get("field")?.text ?? "", left.start)?.assigned.push(right);
}
