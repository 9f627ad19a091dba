import type { CodeNode } from "../../../../handlers/code-node.ts";
import type { Argument, ClassNode, Expression, FunctionNode, Member, Parameter, Statement } from "./syntax.ts";
import { patternOf } from "./typescript-patterns.ts";
import { textOfPart } from "./typescript-text.ts";

/** How statements inside functions are read: given by the reader of statements, which reads expressions in turn. */
export type ReadBody = (body: CodeNode) => readonly Statement[];

const transparent = new Set(["parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "await_expression"]);

/** Reads expressions of TypeScript and JavaScript. */
export class TypescriptExpressions {
  private readonly readBody: ReadBody;

  constructor(readBody: ReadBody) {
    this.readBody = readBody;
  }

  read(node: CodeNode | null | undefined): Expression {
    if (node === null || node === undefined) return { kind: "unread", text: "", at: { path: "", startLine: 1, endLine: 1 } };
    const inside = this.inside(node);
    return inside === undefined ? (this.literal(node) ?? this.operation(node) ?? this.structure(node)) : this.read(inside);
  }

  private inside(node: CodeNode): CodeNode | undefined {
    if (transparent.has(node.type)) return node.parts[0];
    return node.type === "type_assertion" || node.type === "sequence_expression" ? node.parts.at(-1) : undefined;
  }

  private literal(node: CodeNode): Expression | undefined {
    const { at } = node;
    switch (node.type) {
      case "string":
        return { kind: "literal", value: node.parts.map(textOfPart).join(""), at };
      case "template_string":
        return {
          kind: "template",
          parts: node.parts.map((part) =>
            part.type === "template_substitution" ? this.read(part.parts[0]) : { kind: "literal", value: textOfPart(part), at: part.at },
          ),
          at,
        };
      case "number":
        return { kind: "literal", value: Number(node.text.replaceAll("_", "")), at };
      case "true":
      case "false":
        return { kind: "literal", value: node.type === "true", at };
      case "null":
        return { kind: "literal", value: null, at };
      case "undefined":
        return { kind: "literal", value: undefined, at };
      case "identifier":
      case "shorthand_property_identifier":
      case "this":
        return { kind: "name", name: node.text, at };
      case "meta_property":
        return { kind: "name", name: "import.meta", at };
      case "regex":
        return { kind: "regex", pattern: node.get("pattern")?.text ?? "", flags: node.get("flags")?.text ?? "", at };
      case "super":
        return { kind: "super", at };
      default:
        return undefined;
    }
  }

  private operation(node: CodeNode): Expression | undefined {
    const { at } = node;
    switch (node.type) {
      case "member_expression":
        return { kind: "member", of: this.read(node.get("object")), name: node.get("property")?.text ?? "", at };
      case "subscript_expression":
        return { kind: "index", of: this.read(node.get("object")), index: this.read(node.get("index")), at };
      case "call_expression":
        return { kind: "call", callee: this.read(node.get("function")), arguments: this.arguments(node), isNew: false, at };
      case "new_expression":
        return { kind: "call", callee: this.read(node.get("constructor")), arguments: this.arguments(node), isNew: true, at };
      case "ternary_expression":
        return {
          kind: "conditional",
          test: this.read(node.get("condition")),
          consequent: this.read(node.get("consequence")),
          alternative: this.read(node.get("alternative")),
          at,
        };
      case "binary_expression":
        return {
          kind: "binary",
          operator: node.get("operator")?.text ?? "",
          left: this.read(node.get("left")),
          right: this.read(node.get("right")),
          at,
        };
      case "unary_expression":
        return { kind: "unary", operator: node.get("operator")?.text ?? "", operand: this.read(node.get("argument")), at };
      case "update_expression": {
        const operator = node.get("operator")?.text === "--" ? "-=" : "+=";
        return { kind: "assign", pattern: patternOf(node.get("argument"), this), operator, value: { kind: "literal", value: 1, at }, at };
      }
      case "assignment_expression":
      case "augmented_assignment_expression": {
        const operator = node.type === "assignment_expression" ? "=" : (node.get("operator")?.text ?? "+=");
        return { kind: "assign", pattern: patternOf(node.get("left"), this), operator, value: this.read(node.get("right")), at };
      }
      default:
        return undefined;
    }
  }

  private structure(node: CodeNode): Expression {
    const { at } = node;
    switch (node.type) {
      case "object":
        return { kind: "object", members: node.parts.flatMap((part) => this.member(part)), at };
      case "array":
        return { kind: "list", items: node.parts.map((part) => this.argument(part)), at };
      case "arrow_function":
      case "function_expression":
      case "generator_function":
        return { kind: "function", node: this.function(node), at };
      case "class":
        return { kind: "class", node: this.class(node), at };
      default:
        return { kind: "unread", text: node.text.slice(0, 80), at };
    }
  }

  private arguments(node: CodeNode): readonly Argument[] {
    const list = node.get("arguments");
    return list?.type === "arguments" ? list.parts.map((part) => this.argument(part)) : [];
  }

  private argument(node: CodeNode): Argument {
    const isSpread = node.type === "spread_element";
    return { value: this.read(isSpread ? node.parts[0] : node), isSpread, keyword: undefined, at: node.at };
  }

  private member(part: CodeNode): readonly Member[] {
    const { at } = part;
    switch (part.type) {
      case "pair": {
        const key = part.get("key");
        return [{ kind: "property", key: this.key(key), keyAt: key?.at ?? at, value: this.read(part.get("value")), at }];
      }
      case "shorthand_property_identifier":
        return [{ kind: "property", key: part.text, keyAt: at, value: this.read(part), at }];
      case "method_definition":
        return [
          {
            kind: "property",
            key: part.get("name")?.text ?? "",
            keyAt: part.get("name")?.at ?? at,
            value: { kind: "function", node: this.function(part), at },
            at,
          },
        ];
      case "spread_element":
        return [{ kind: "spread", value: this.read(part.parts[0]), at }];
      default:
        return [];
    }
  }

  private key(key: CodeNode | null): string | Expression {
    if (key === null) return "";
    if (key.type === "computed_property_name") return this.read(key.parts[0]);
    return key.type === "string" ? key.parts.map(textOfPart).join("") : key.text;
  }

  function(node: CodeNode): FunctionNode {
    const body = node.get("body");
    const single = node.get("parameter");
    const parameters = single === null ? (node.get("parameters")?.parts ?? []).map((part) => this.parameter(part)) : [simpleParameter(single.text)];
    const isBlock = body?.type === "statement_block";
    return {
      name: node.get("name")?.text,
      parameters,
      body: body === null ? [] : isBlock ? this.readBody(body) : [{ kind: "return", value: this.read(body), at: body.at }],
      isArrow: node.type === "arrow_function",
      at: node.at,
    };
  }

  private parameter(part: CodeNode): Parameter {
    const written = part.get("pattern");
    const isRest = written?.type === "rest_pattern";
    const isField = part.parts.some((inner) => inner.type === "accessibility_modifier") || part.has("readonly");
    const value = part.get("value");
    return {
      pattern: patternOf(isRest ? written.parts[0] : written, this),
      value: value === null ? undefined : this.read(value),
      rest: isRest ? "list" : undefined,
      isField,
      isKeywordOnly: false,
    };
  }

  class(node: CodeNode): ClassNode {
    const members = node.get("body")?.parts ?? [];
    const heritage = node.parts.find((part) => part.type === "class_heritage");
    const clause = heritage?.parts.find((part) => part.type === "extends_clause");
    // JavaScript's grammar puts the base directly below the heritage.
    const base = clause?.get("value") ?? (clause === undefined ? heritage?.parts.find((part) => part.type !== "implements_clause") : undefined);
    return {
      name: node.get("name")?.text,
      base: base === null || base === undefined ? undefined : this.read(base),
      isAbstract: node.type === "abstract_class_declaration",
      methods: members
        .filter((member) => member.type === "method_definition")
        .map((member) => ({
          name: member.get("name")?.text ?? "",
          isStatic: member.has("static"),
          isGetter: member.has("get"),
          node: this.function(member),
        })),
      fields: members
        .filter((member) => member.type === "public_field_definition" || member.type === "field_definition")
        .map((member) => ({
          name: (member.get("name") ?? member.get("property"))?.text ?? "",
          isStatic: member.has("static"),
          value: member.get("value") === null ? undefined : this.read(member.get("value")),
        })),
      at: node.at,
    };
  }
}

function simpleParameter(name: string): Parameter {
  return { pattern: { kind: "name", name }, value: undefined, rest: undefined, isField: false, isKeywordOnly: false };
}
