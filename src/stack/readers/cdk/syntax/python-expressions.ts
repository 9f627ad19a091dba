import type { CodeNode } from "../../../../handlers/code-node.ts";
import { camelCase } from "./camel-case.ts";
import { pythonPattern } from "./python-patterns.ts";
import { parametersOf } from "./python-parameters.ts";
import type { Argument, Expression, FunctionNode, Member, Statement } from "./syntax.ts";
import { textOfPart } from "./typescript-text.ts";

const operators: ReadonlyMap<string, string> = new Map([
  ["and", "&&"],
  ["or", "||"],
  ["is", "==="],
  ["is not", "!=="],
]);

/** Reads expressions of Python in the words of the other language: names in camel case, the instance as `this`. */
export class PythonExpressions {
  private readonly readBody: (body: CodeNode) => readonly Statement[];
  /** The first parameter of the method that is being read. */
  private self: string | undefined;

  constructor(readBody: (body: CodeNode) => readonly Statement[]) {
    this.readBody = readBody;
  }

  read(node: CodeNode | null | undefined): Expression {
    if (node === null || node === undefined) return { kind: "unread", text: "", at: { path: "", startLine: 1, endLine: 1 } };
    if (node.type === "parenthesized_expression" || node.type === "await") return this.read(node.parts[0]);
    return this.literal(node) ?? this.operation(node) ?? this.structure(node);
  }

  private literal(node: CodeNode): Expression | undefined {
    const { at } = node;
    switch (node.type) {
      case "string":
        return this.string(node);
      case "concatenated_string":
        return { kind: "template", parts: node.parts.map((part) => this.read(part)), at };
      case "integer":
      case "float":
        return { kind: "literal", value: Number(node.text.replaceAll("_", "")), at };
      case "true":
      case "false":
        return { kind: "literal", value: node.type === "true", at };
      case "none":
        return { kind: "literal", value: undefined, at };
      case "identifier":
        return { kind: "name", name: node.text === this.self ? "this" : camelCase(node.text), at };
      default:
        return undefined;
    }
  }

  private string(node: CodeNode): Expression {
    const parts = node.parts.flatMap((part): readonly Expression[] => {
      if (part.type === "interpolation") return [this.read(part.get("expression") ?? part.parts[0])];
      if (part.type !== "string_content") return [];
      return [{ kind: "literal", value: contentOf(part), at: part.at }];
    });
    const isPlain = parts.every((part) => part.kind === "literal");
    if (isPlain) return { kind: "literal", value: parts.map((part) => (part.kind === "literal" ? String(part.value) : "")).join(""), at: node.at };
    return { kind: "template", parts, at: node.at };
  }

  private operation(node: CodeNode): Expression | undefined {
    const { at } = node;
    switch (node.type) {
      case "attribute":
        return { kind: "member", of: this.read(node.get("object")), name: camelCase(node.get("attribute")?.text ?? ""), at };
      case "subscript":
        return { kind: "index", of: this.read(node.get("value")), index: this.read(node.get("subscript")), at };
      case "call":
        return this.call(node);
      case "conditional_expression": {
        const [consequent, test, alternative] = node.parts;
        return { kind: "conditional", test: this.read(test), consequent: this.read(consequent), alternative: this.read(alternative), at };
      }
      case "boolean_operator":
      case "binary_operator": {
        const written = node.get("operator")?.text ?? "";
        return {
          kind: "binary",
          operator: operators.get(written) ?? written,
          left: this.read(node.get("left")),
          right: this.read(node.get("right")),
          at,
        };
      }
      case "comparison_operator":
        return this.comparison(node);
      case "not_operator":
        return { kind: "unary", operator: "!", operand: this.read(node.get("argument")), at };
      case "unary_operator":
        return { kind: "unary", operator: node.get("operator")?.text ?? "", operand: this.read(node.get("argument")), at };
      case "assignment":
        return { kind: "assign", pattern: pythonPattern(node.get("left"), this), operator: "=", value: this.read(node.get("right")), at };
      case "augmented_assignment":
        return {
          kind: "assign",
          pattern: pythonPattern(node.get("left"), this),
          operator: node.get("operator")?.text ?? "+=",
          value: this.read(node.get("right")),
          at,
        };
      case "named_expression":
        return { kind: "assign", pattern: pythonPattern(node.get("name"), this), operator: "=", value: this.read(node.get("value")), at };
      default:
        return undefined;
    }
  }

  /** Of `a < b < c` only the first pair is read. */
  private comparison(node: CodeNode): Expression {
    const [left, right] = node.parts;
    const signs = node.children.filter((child) => !child.named).map((child) => child.text);
    const written = signs.join(" ");
    return { kind: "binary", operator: operators.get(written) ?? written, left: this.read(left), right: this.read(right), at: node.at };
  }

  private call(node: CodeNode): Expression {
    const callee = node.get("function");
    const list = node.get("arguments");
    const given = list?.type === "argument_list" ? list.parts.map((part) => this.argument(part)) : [];
    const isSuper = callee?.type === "attribute" && callee.get("attribute")?.text === "__init__" && isSuperCall(callee.get("object"));
    if (isSuper) return { kind: "call", callee: { kind: "super", at: callee.at }, arguments: given, isNew: false, at: node.at };
    if (isSuperCall(node)) return { kind: "super", at: node.at };
    return { kind: "call", callee: this.read(callee), arguments: given, isNew: false, at: node.at };
  }

  private argument(part: CodeNode): Argument {
    const { at } = part;
    if (part.type === "keyword_argument") {
      const name = part.get("name");
      return { value: this.read(part.get("value")), isSpread: false, keyword: camelCase(name?.text ?? ""), keywordAt: name?.at ?? at, at };
    }
    if (part.type === "dictionary_splat") return { value: this.read(part.parts[0]), isSpread: true, keyword: "**", at };
    if (part.type === "list_splat") return { value: this.read(part.parts[0]), isSpread: true, keyword: undefined, at };
    return { value: this.read(part), isSpread: false, keyword: undefined, at };
  }

  private structure(node: CodeNode): Expression {
    const { at } = node;
    switch (node.type) {
      case "dictionary":
        return { kind: "object", members: node.parts.flatMap((part) => this.member(part)), at };
      case "list":
      case "tuple":
      case "set":
      case "expression_list":
        return { kind: "list", items: node.parts.map((part) => this.argument(part)), at };
      case "list_comprehension":
      case "generator_expression":
      case "set_comprehension":
      case "dictionary_comprehension":
        return this.comprehension(node);
      case "lambda":
        return { kind: "function", node: this.lambda(node), at };
      default:
        return { kind: "unread", text: node.text.slice(0, 80), at };
    }
  }

  private member(part: CodeNode): readonly Member[] {
    const { at } = part;
    if (part.type === "dictionary_splat") return [{ kind: "spread", value: this.read(part.parts[0]), at }];
    if (part.type !== "pair") return [];
    const key = part.get("key");
    const read = this.read(key);
    const name = read.kind === "literal" ? String(read.value) : read;
    return [{ kind: "property", key: name, keyAt: key?.at ?? at, value: this.read(part.get("value")), at }];
  }

  private comprehension(node: CodeNode): Expression {
    const loops = node.parts.filter((part) => part.type === "for_in_clause");
    const [loop] = loops;
    const body = node.get("body");
    if (loop === undefined || loops.length > 1) return { kind: "unread", text: node.text.slice(0, 80), at: node.at };
    const condition = node.parts.find((part) => part.type === "if_clause")?.parts[0];
    return {
      kind: "comprehension",
      pattern: pythonPattern(loop.get("left"), this),
      over: this.read(loop.get("right")),
      condition: condition === undefined ? undefined : this.read(condition),
      key: body?.type === "pair" ? this.read(body.get("key")) : undefined,
      result: this.read(body?.type === "pair" ? body.get("value") : body),
      at: node.at,
    };
  }

  private lambda(node: CodeNode): FunctionNode {
    const body = node.get("body");
    return {
      name: undefined,
      parameters: parametersOf(node.get("parameters"), this, false),
      body: body === null ? [] : [{ kind: "return", value: this.read(body), at: body.at }],
      isArrow: true,
      at: node.at,
    };
  }

  /** A function; methods leave out their first parameter, which is `this` inside. */
  function(node: CodeNode, isMethod: boolean): FunctionNode {
    const before = this.self;
    const [first] = node.get("parameters")?.parts ?? [];
    if (isMethod) this.self = first?.type === "identifier" ? first.text : undefined;
    const parameters = parametersOf(node.get("parameters"), this, isMethod);
    const body = node.get("body");
    const statements = body === null ? [] : this.readBody(body);
    this.self = before;
    return { name: camelCase(node.get("name")?.text ?? ""), parameters, body: statements, isArrow: !isMethod, at: node.at };
  }
}

function isSuperCall(node: CodeNode | null): boolean {
  return node?.type === "call" && node.get("function")?.text === "super";
}

/** Escape sequences stand inside the content of a string. */
function contentOf(part: CodeNode): string {
  const escapes = part.parts;
  if (escapes.length === 0) return part.text;
  let text = "";
  let from = 0;
  for (const escape of escapes) {
    text += part.text.slice(from, escape.start - part.start) + textOfPart(escape);
    from = escape.end - part.start;
  }
  return text + part.text.slice(from);
}
