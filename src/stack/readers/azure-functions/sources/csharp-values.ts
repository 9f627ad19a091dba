import type { CodeNode } from "../../../../handlers/code-node.ts";
import type { Value } from "../../../value.ts";
import { joined, list, relocated, scalar, unknown } from "../../../value-builders.ts";
import { nodesOf, stringContent } from "./source-file.ts";

const deepest = 20;
const enumerations = new Set(["AuthorizationLevel", "FileAccess", "ServiceBusEntityType", "BlobTriggerSource", "TaskHub"]);

/** Values of C# that stand in the file: literals, `nameof`, constants and members of enumerations. */
export class CsharpValues {
  private readonly constants = new Map<string, CodeNode>();

  constructor(root: CodeNode) {
    for (const field of nodesOf(root, "field_declaration", "local_declaration_statement")) {
      const isConstant = field.parts.some((part) => part.type === "modifier" && (part.text === "const" || part.text === "readonly"));
      const [variable] = isConstant ? [...nodesOf(field, "variable_declarator")] : [];
      const [name, value] = [variable?.get("name"), variable?.parts.at(-1)];
      if (name !== null && name !== undefined && value !== undefined && value !== name) this.constants.set(name.text, value);
    }
  }

  valueOf(node: CodeNode, depth = 0): Value {
    if (depth > deepest) return unknown("nested too deeply", node.at);
    return relocated(this.literal(node, depth), node.at);
  }

  private literal(node: CodeNode, depth: number): Value {
    const { at } = node;
    switch (node.type) {
      case "string_literal":
      case "raw_string_literal":
        return fromText(stringContent(node, ["string_literal_content", "raw_string_content"]), node);
      case "verbatim_string_literal":
        return scalar(node.text.slice(2, -1).replaceAll('""', '"'), at);
      case "integer_literal":
        return scalar(Number(node.text.replaceAll("_", "")), at);
      case "prefix_unary_expression":
        return fromNumber(Number(node.text), node);
      case "boolean_literal":
        return scalar(node.text === "true", at);
      case "null_literal":
        return scalar(null, at);
      case "binary_expression":
        return node.has("+")
          ? joined(
              node.parts.map((part) => this.valueOf(part, depth + 1)),
              at,
            )
          : unknown("computed in code", at);
      case "invocation_expression":
        return nameOfCall(node);
      case "member_access_expression":
        return this.member(node, depth);
      case "identifier":
        return this.named(node.text, node, depth);
      case "implicit_array_creation_expression":
      case "collection_expression":
        return list(
          node.parts.flatMap((part) => (part.type === "initializer_expression" ? part.parts : [part])).map((part) => this.valueOf(part, depth + 1)),
          at,
        );
      default:
        return unknown("computed in code", at);
    }
  }

  private member(node: CodeNode, depth: number): Value {
    const name = node.get("name")?.text ?? "";
    const of = node.get("expression")?.text.split(".").at(-1) ?? "";
    return enumerations.has(of) ? scalar(name, node.at) : this.named(name, node, depth);
  }

  private named(name: string, node: CodeNode, depth: number): Value {
    const constant = this.constants.get(name);
    return constant === undefined ? unknown(`${node.text} is not a constant of this file`, node.at) : this.valueOf(constant, depth + 1);
  }
}

function fromText(text: string | undefined, node: CodeNode): Value {
  return text === undefined ? unknown("the text is computed in code", node.at) : scalar(text, node.at);
}

function fromNumber(number: number, node: CodeNode): Value {
  return Number.isFinite(number) ? scalar(number, node.at) : unknown("computed in code", node.at);
}

/** `nameof(Orders.Run)` is `Run`. */
function nameOfCall(node: CodeNode): Value {
  const [argument] = node.get("arguments")?.parts ?? [];
  const text = argument?.text.split(".").at(-1);
  return node.get("function")?.text === "nameof" && text !== undefined ? scalar(text, node.at) : unknown("computed in code", node.at);
}
