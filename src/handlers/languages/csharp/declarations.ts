import { type CodeNode, walk } from "../../code-node.ts";
import { DeclarationTable } from "../declarations.ts";

/** Node types of functions. */
export const csharpFunctions = new Set([
  "method_declaration",
  "constructor_declaration",
  "lambda_expression",
  "local_function_statement",
  "anonymous_method_expression",
]);
/** Node types of classes. */
export const csharpClasses = new Set(["class_declaration", "record_declaration", "struct_declaration", "interface_declaration"]);
const blocks = new Set(["block", "for_statement", "foreach_statement", "using_statement", "switch_section"]);

/** Collects every name that a C# file declares; fields, properties and parameters of a class count as top-level names. */
export function collectCsharpDeclarations(root: CodeNode): DeclarationTable {
  const table = new DeclarationTable();
  for (const node of walk(root)) {
    if (node.type === "variable_declaration") declareVariables(node, table);
    else if (node.type === "property_declaration") declareProperty(node, table);
    else if (csharpClasses.has(node.type)) declareClass(node, table);
    else if (csharpFunctions.has(node.type)) declareParameters(node, table);
    else if (node.type === "foreach_statement") declareLoop(node, table);
    else if (node.type === "catch_declaration") declareCaught(node, table);
    if (node.type === "local_function_statement") declareLocalFunction(node, table);
  }
  for (const node of walk(root)) if (node.type === "assignment_expression") noteAssignment(node, table);
  return table;
}

function declareVariables(node: CodeNode, table: DeclarationTable): void {
  const isField = node.parent?.type === "field_declaration";
  const holder = node.above((above) => (isField ? csharpClasses.has(above.type) : blocks.has(above.type) || csharpFunctions.has(above.type)));
  for (const declarator of node.parts.filter((part) => part.type === "variable_declarator")) {
    const name = declarator.get("name") ?? declarator.parts[0];
    const value = declarator.parts.find((part) => part !== name) ?? null;
    if (name === undefined) continue;
    const range = { from: holder?.start ?? 0, to: holder?.end ?? Number.MAX_SAFE_INTEGER };
    table.add({ name: name.text, kind: "variable", node: name, value, type: node.get("type"), topLevel: isField || holder === null, ...range });
  }
}

function declareProperty(node: CodeNode, table: DeclarationTable): void {
  const name = node.get("name");
  const holder = node.above((above) => csharpClasses.has(above.type));
  if (name !== null && holder !== null)
    table.add({
      name: name.text,
      kind: "variable",
      node: name,
      value: node.get("value"),
      type: node.get("type"),
      topLevel: true,
      from: holder.start,
      to: holder.end,
    });
}

function declareClass(node: CodeNode, table: DeclarationTable): void {
  const name = node.get("name");
  if (name !== null) table.add({ name: name.text, kind: "class", node: name, topLevel: true, from: 0, to: Number.MAX_SAFE_INTEGER });
  // Parameters of the class itself are given by a container.
  const list = node.parts.find((part) => part.type === "parameter_list");
  for (const parameter of list?.parts ?? []) {
    const bound = parameter.get("name");
    if (bound !== null)
      table.add({ name: bound.text, kind: "other", node: bound, type: parameter.get("type"), topLevel: true, from: node.start, to: node.end });
  }
}

/** The parameters of a function. */
export function parametersOf(node: CodeNode): readonly CodeNode[] {
  const parameters = node.get("parameters");
  if (parameters === null) return [];
  return parameters.type === "parameter_list" ? parameters.parts.filter((part) => part.type === "parameter") : [parameters];
}

function declareParameters(node: CodeNode, table: DeclarationTable): void {
  for (const [index, parameter] of parametersOf(node).entries()) {
    const name = parameter.get("name") ?? (parameter.type === "identifier" || parameter.type === "implicit_parameter" ? parameter : null);
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

function declareLoop(node: CodeNode, table: DeclarationTable): void {
  const name = node.get("left");
  if (name !== null)
    table.add({
      name: name.text,
      kind: "loop",
      node: name,
      value: node.get("right"),
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

function declareLocalFunction(node: CodeNode, table: DeclarationTable): void {
  const name = node.get("name");
  const holder = node.above((above) => blocks.has(above.type) || csharpFunctions.has(above.type));
  if (name !== null)
    table.add({
      name: name.text,
      kind: "function",
      node: name,
      value: node,
      topLevel: holder === null,
      from: holder?.start ?? 0,
      to: holder?.end ?? Number.MAX_SAFE_INTEGER,
    });
}

function noteAssignment(node: CodeNode, table: DeclarationTable): void {
  const left = node.get("left");
  const right = node.get("right");
  if (left === null || right === null || node.parent?.type === "initializer_expression") return;
  if (left.type === "identifier") table.find(left.text, left.start)?.assigned.push(right);
  else if (left.type === "member_access_expression" && left.get("expression")?.text === "this")
    table.findTop(left.get("name")?.text ?? "", left.start)?.assigned.push(right);
}
