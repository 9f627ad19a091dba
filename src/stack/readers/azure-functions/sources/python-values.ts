import type { CodeNode } from "../../../../handlers/code-node.ts";
import type { Value } from "../../../value.ts";
import { joined, list, relocated, scalar, unknown } from "../../../value-builders.ts";
import { stringContent } from "./source-file.ts";

const deepest = 20;
/** Enumerations of azure.functions: the member's name is the value. */
const enumerations = new Set(["AuthLevel", "Cardinality", "DataType", "AccessRights", "HttpMethod", "BlobSource"]);

/** Values of Python that stand in the file: literals, members of enumerations, and module constants that are assigned once. */
export class PythonValues {
  private readonly constants = new Map<string, CodeNode | null>();

  constructor(root: CodeNode) {
    for (const statement of root.parts) {
      const [assignment] = statement.type === "expression_statement" ? statement.parts : [];
      const [left, right] = [assignment?.get("left"), assignment?.get("right")];
      if (assignment?.type !== "assignment" || left?.type !== "identifier" || right === null || right === undefined) continue;
      this.constants.set(left.text, this.constants.has(left.text) ? null : right);
    }
  }

  valueOf(node: CodeNode, depth = 0): Value {
    if (depth > deepest) return unknown("nested too deeply", node.at);
    return relocated(this.literal(node, depth), node.at);
  }

  private literal(node: CodeNode, depth: number): Value {
    const { at } = node;
    switch (node.type) {
      case "string": {
        const text = stringContent(node, ["string_content"]);
        return text === undefined ? unknown("the text is computed in code", at) : scalar(text, at);
      }
      case "concatenated_string":
        return joined(
          node.parts.map((part) => this.valueOf(part, depth + 1)),
          at,
        );
      case "integer":
      case "float":
        return scalar(Number(node.text.replaceAll("_", "")), at);
      case "unary_operator":
        return Number.isFinite(Number(node.text)) ? scalar(Number(node.text), at) : unknown("computed in code", at);
      case "true":
      case "false":
        return scalar(node.type === "true", at);
      case "none":
        return scalar(null, at);
      case "list":
      case "tuple":
        return list(
          node.parts.map((part) => this.valueOf(part, depth + 1)),
          at,
        );
      case "attribute":
        return enumerations.has(lastName(node.get("object"))) ? scalar(node.get("attribute")?.text ?? "", at) : unknown("computed in code", at);
      case "identifier": {
        const constant = this.constants.get(node.text);
        return constant === undefined || constant === null
          ? unknown(`${node.text} is not a constant of this file`, at)
          : this.valueOf(constant, depth + 1);
      }
      default:
        return unknown("computed in code", at);
    }
  }
}

function lastName(node: CodeNode | null): string {
  if (node === null) return "";
  return node.type === "attribute" ? (node.get("attribute")?.text ?? "") : node.text;
}
