import type { CodeNode } from "../../../../handlers/code-node.ts";
import { type Value, entryOf } from "../../../value.ts";
import { type MapEntry } from "../../../value.ts";
import { entry, list, map, relocated, scalar, unknown } from "../../../value-builders.ts";
import { unlisted } from "../../arm/partial-map.ts";
import { stringContent } from "./source-file.ts";

const deepest = 20;

/** Values of JavaScript and TypeScript that stand in the file: literals and the constants that hold them. */
export class JavascriptValues {
  private readonly constants = new Map<string, CodeNode>();

  constructor(root: CodeNode) {
    for (const statement of root.parts) {
      const declaration = statement.type === "export_statement" ? (statement.get("declaration") ?? statement) : statement;
      if (declaration.type !== "lexical_declaration" || !declaration.has("const")) continue;
      for (const one of declaration.parts) {
        const [name, value] = [one.get("name"), one.get("value")];
        if (name?.type === "identifier" && value !== null) this.constants.set(name.text, value);
      }
    }
  }

  /** The expression behind a name of the file; the node itself where it is no such name. */
  behind(node: CodeNode): CodeNode {
    let current = node;
    for (let steps = 0; steps < deepest; steps += 1) {
      const next = current.type === "identifier" ? this.constants.get(current.text) : wrapped(current);
      if (next === undefined) return current;
      current = next;
    }
    return current;
  }

  valueOf(node: CodeNode, depth = 0): Value {
    if (depth > deepest) return unknown("nested too deeply", node.at);
    const behind = this.behind(node);
    return relocated(this.literal(behind, depth), node.at);
  }

  private literal(node: CodeNode, depth: number): Value {
    const { at } = node;
    switch (node.type) {
      case "string":
      case "template_string": {
        const text = stringContent(node, ["string_fragment"]);
        return text === undefined ? unknown("the text is computed in code", at) : scalar(text, at);
      }
      case "number":
        return scalar(Number(node.text.replaceAll("_", "")), at);
      case "unary_expression":
        return Number.isFinite(Number(node.text)) ? scalar(Number(node.text), at) : unknown("computed in code", at);
      case "true":
      case "false":
        return scalar(node.type === "true", at);
      case "null":
      case "undefined":
        return scalar(null, at);
      case "array":
        return list(
          node.parts.map((part) => this.valueOf(part, depth + 1)),
          at,
        );
      case "object":
        return map(
          node.parts.flatMap((part) => this.entries(part, depth)),
          at,
        );
      case "member_expression":
        return this.member(node, depth);
      default:
        return unknown("computed in code", at);
    }
  }

  private entries(part: CodeNode, depth: number): readonly MapEntry[] {
    const [key, value] = [part.get("key"), part.get("value")];
    if (part.type === "pair" && key !== null && value !== null) {
      const name = key.type === "string" ? stringContent(key, ["string_fragment"]) : key.type === "computed_property_name" ? undefined : key.text;
      return name === undefined
        ? [unlisted(unknown("the property's name is computed", part.at))]
        : [entry(name, this.valueOf(value, depth + 1), { key: key.at, at: part.at })];
    }
    if (part.type === "shorthand_property_identifier")
      return [entry(part.text, this.valueOf(asIdentifier(part, this), depth + 1), { key: part.at, at: part.at })];
    if (part.type === "method_definition")
      return [entry(part.get("name")?.text ?? "", unknown("a function", part.at), { key: part.at, at: part.at })];
    if (part.type !== "spread_element") return [];
    const [inner] = part.parts;
    const spread = inner === undefined ? undefined : this.valueOf(inner, depth + 1);
    return spread?.kind === "map" ? [...spread.entries.values()] : [unlisted(spread ?? unknown("computed in code", part.at))];
  }

  /** `settings.queue` of a constant object in the same file. */
  private member(node: CodeNode, depth: number): Value {
    const [object, property] = [node.get("object"), node.get("property")];
    if (object === null || property === null || object.text === "process.env") return unknown(`${node.text} is read where the code runs`, node.at);
    const value = this.valueOf(object, depth + 1);
    return entryOf(value, property.text)?.value ?? unknown("computed in code", node.at);
  }

  constant(name: string): CodeNode | undefined {
    return this.constants.get(name);
  }
}

function asIdentifier(node: CodeNode, values: JavascriptValues): CodeNode {
  return values.constant(node.text) ?? node;
}

/** What a type assertion or parentheses hold. */
function wrapped(node: CodeNode): CodeNode | undefined {
  const holds = node.type === "as_expression" || node.type === "satisfies_expression" || node.type === "parenthesized_expression";
  return holds ? node.parts[0] : undefined;
}
