import { type Node, withTree } from "../../../syntax/tree-sitter.ts";
import type { Expression, LoopExpression } from "../arm/expression.ts";
import { parseExpression, parseLoop } from "./parse-expression.ts";
import { grammarText } from "./plain-syntax.ts";
import { type BicepSource, hasKeyword, locate, partsOf } from "./source.ts";
import type { BicepDeclaration, BicepFile, BicepFunction, BicepImport, BicepParameter } from "./syntax.ts";

const deepestResource = 8;

/** Parses a Bicep file or a parameter file. Never throws: what the grammar cannot take is left out, and its first line told. */
export function parseBicep(path: string, text: string): BicepFile {
  const source = { path, text };
  return withTree("bicep", grammarText(path, text), (root) => {
    const parameters = new Map<string, BicepParameter>();
    const variables = new Map<string, Expression>();
    const outputs = new Map<string, Expression>();
    const functions = new Map<string, BicepFunction>();
    const file = { resources: [] as BicepDeclaration[], modules: [] as BicepDeclaration[], imports: [] as BicepImport[] };
    let using: string | undefined;
    let decorators: Node | undefined;
    for (const node of partsOf(root)) {
      const parts = partsOf(node);
      const name = parts[0]?.text ?? "";
      const last = parts.at(-1);
      if (node.type === "parameter_declaration") parameters.set(name, parseParameter(node, decorators, source));
      else if (node.type === "variable_declaration" && last !== undefined) variables.set(name, parseExpression(last, source));
      else if (node.type === "output_declaration" && last !== undefined) outputs.set(name, parseExpression(last, source));
      else if (node.type === "user_defined_function") functions.set(name, parseFunction(node, source));
      else if (node.type === "resource_declaration") file.resources.push(...parseDeclaration(node, source));
      else if (node.type === "module_declaration") file.modules.push(...parseDeclaration(node, source));
      else if (node.type === "import_functionality") file.imports.push(parseImport(node));
      else if (node.type === "using_statement") using = contentOf(parts[0]);
      decorators = node.type === "decorators" ? node : undefined;
    }
    return { path, parameters, variables, outputs, functions, using, ...file, errorLine: root.hasError ? firstErrorLine(root) : undefined };
  });
}

function parseParameter(node: Node, decorators: Node | undefined, source: BicepSource): BicepParameter {
  const [name, type, initial] = partsOf(node);
  const calls = decorators === undefined ? [] : partsOf(decorators).flatMap(partsOf);
  const allowed = calls.find((call) => call.childForFieldName("function")?.text === "allowed")?.childForFieldName("arguments");
  const list = allowed === null || allowed === undefined ? undefined : partsOf(allowed)[0];
  return {
    name: name?.text ?? "",
    initial: initial === undefined ? undefined : parseExpression(initial, source),
    allowed: list === undefined ? undefined : parseExpression(list, source),
    type: type?.text,
    nullable: type !== undefined && partsOf(type).some((part) => part.type === "nullable_type"),
    at: locate(node, source),
  };
}

function parseDeclaration(node: Node, source: BicepSource, depth = 0): readonly BicepDeclaration[] {
  const [symbol, type, body] = partsOf(node);
  if (symbol === undefined || type === undefined || body === undefined || depth > deepestResource) return [];
  let inner: Node | null = body;
  let loop: LoopExpression | undefined;
  if (body.type === "for_statement") {
    loop = parseLoop(body, source, (child) =>
      child === null || child === undefined
        ? broken(body, source)
        : child.type === "object" || child.type === "if_statement"
          ? broken(child, source)
          : parseExpression(child, source),
    );
    inner = body.childForFieldName("body");
  }
  let condition: Expression | undefined;
  if (inner?.type === "if_statement") {
    const [test, object]: readonly (Node | undefined)[] = partsOf(inner);
    condition = test === undefined ? undefined : parseExpression(test, source);
    inner = object ?? null;
  }
  if (inner?.type !== "object") return [];
  const children = partsOf(inner)
    .flatMap(partsOf)
    .filter((part) => part.type === "resource_declaration")
    .flatMap((part) => parseDeclaration(part, source, depth + 1));
  const existing = hasKeyword(node, "existing");
  return [
    {
      symbol: symbol.text,
      type: contentOf(type) ?? "",
      existing,
      condition,
      loop,
      body: parseExpression(inner, source),
      children,
      at: locate(node, source),
    },
  ];
}

/** The body of a declaration's loop is read apart. */
function broken(node: Node, source: BicepSource): Expression {
  return { kind: "broken", reason: "the body of a loop", at: locate(node, source) };
}

function parseFunction(node: Node, source: BicepSource): BicepFunction {
  const parts = partsOf(node);
  const parameters = parts.find((part) => part.type === "parameters");
  const body = parts.at(-1);
  return {
    parameters: parameters === undefined ? [] : partsOf(parameters).map((part) => partsOf(part)[0]?.text ?? ""),
    body: body === undefined ? broken(node, source) : parseExpression(body, source),
  };
}

function parseImport(node: Node): BicepImport {
  const parts = partsOf(node);
  const names = new Map<string, string>();
  const isWhole = hasKeyword(node, "*") || node.text.startsWith("import *");
  const identifiers = isWhole ? [] : parts.filter((part) => part.type === "identifier");
  for (const [position, identifier] of identifiers.entries()) {
    const isAlias = identifier.previousSibling?.type === "as";
    const original = identifiers[position - 1];
    if (isAlias && original !== undefined) {
      names.delete(original.text);
      names.set(identifier.text, original.text);
    } else names.set(identifier.text, identifier.text);
  }
  return { path: contentOf(parts.find((part) => part.type === "string")) ?? "", names };
}

/** The text of a literal string node. */
function contentOf(node: Node | undefined): string | undefined {
  if (node?.type !== "string") return undefined;
  return partsOf(node)
    .map((part) => part.text)
    .join("");
}

function firstErrorLine(root: Node): number {
  let node = root;
  for (let depth = 0; depth < 200; depth += 1) {
    const broken = node.children.find((child) => child !== null && (child.isError || child.isMissing || child.hasError));
    if (broken === null || broken === undefined) break;
    node = broken;
    if (node.isError || node.isMissing) break;
  }
  return node.startPosition.row + 1;
}
