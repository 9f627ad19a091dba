import type { Location } from "../../../change/location.ts";
import { type Node, withTree } from "../../../syntax/tree-sitter.ts";
import type { MapEntry, Value } from "../../value.ts";
import { entry, joined, list, map, scalar, unknown } from "../../value-builders.ts";

const maximumDepth = 60;
/** The name of an entry that stands for members which code adds. */
export const unknownSpread = "...";

/** Expressions that stand around a value without changing it. */
const wrappers = new Set(["as_expression", "satisfies_expression", "parenthesized_expression", "non_null_expression", "type_assertion"]);

/** What a configuration module exports, as far as it is written out: calls and imports stay unknown. Undefined where it exports nothing that can be read. */
export function exportedObject(path: string, text: string): Value | undefined {
  const grammar = path.endsWith(".ts") ? "typescript" : "javascript";
  return withTree(grammar, text, (root) => {
    const exported = exportedNode(root);
    return exported === undefined ? undefined : new StaticValues(path, root).valueOf(exported, 0);
  });
}

function exportedNode(root: Node): Node | undefined {
  for (const statement of root.namedChildren) {
    if (statement.type === "export_statement") {
      const value = statement.childForFieldName("value") ?? statement.namedChildren.find((child) => child.type === "identifier") ?? null;
      if (value !== null) return value;
    }
    const assignment = statement.type === "expression_statement" ? statement.namedChildren[0] : undefined;
    if (assignment?.type === "assignment_expression" && assignment.childForFieldName("left")?.text === "module.exports") {
      return assignment.childForFieldName("right") ?? undefined;
    }
  }
  return undefined;
}

class StaticValues {
  private readonly path: string;
  private readonly constants = new Map<string, Node>();

  constructor(path: string, root: Node) {
    this.path = path;
    for (const declarator of root.namedChildren.flatMap((statement) => declaratorsOf(statement))) {
      const name = declarator.childForFieldName("name");
      const value = declarator.childForFieldName("value");
      if (name !== null && value !== null) this.constants.set(name.text, value);
    }
  }

  valueOf(node: Node, depth: number): Value {
    const at = this.placeOf(node);
    if (depth > maximumDepth) return unknown("the value is nested too deeply", at);
    if (wrappers.has(node.type)) return this.inside(node, node.namedChildren[0], depth);
    switch (node.type) {
      case "object":
        return map(
          node.namedChildren.flatMap((member) => this.entriesOf(member, depth)),
          at,
        );
      case "array":
        return list(
          node.namedChildren.filter((item) => item.type !== "comment").map((item) => this.valueOf(item, depth + 1)),
          at,
        );
      case "string":
        return scalar(textOfString(node), at);
      case "template_string":
        return this.template(node, depth);
      case "number":
        return scalar(Number(node.text.replaceAll("_", "")), at);
      case "true":
      case "false":
        return scalar(node.type === "true", at);
      case "null":
      case "undefined":
        return scalar(null, at);
      case "identifier":
        return this.inside(node, this.constants.get(node.text), depth);
      default:
        return unknown("computed by code", at);
    }
  }

  private inside(node: Node, inner: Node | undefined, depth: number): Value {
    return inner === undefined ? unknown("computed by code", this.placeOf(node)) : this.valueOf(inner, depth + 1);
  }

  private entriesOf(member: Node, depth: number): readonly MapEntry[] {
    const at = this.placeOf(member);
    if (member.type === "shorthand_property_identifier") {
      const value = this.constants.get(member.text);
      return [entry(member.text, value === undefined ? unknown("computed by code", at) : this.valueOf(value, depth + 1), { key: at, at })];
    }
    if (member.type === "spread_element") {
      const spread = member.namedChildren[0];
      const value = spread === undefined ? undefined : this.valueOf(spread, depth + 1);
      return value?.kind === "map" ? [...value.entries.values()] : [entry(unknownSpread, unknown("computed by code", at))];
    }
    const key = member.childForFieldName("key");
    const value = member.childForFieldName("value");
    if (member.type !== "pair" || key === null || value === null || key.type === "computed_property_name") return [];
    const name = key.type === "string" ? textOfString(key) : key.text;
    return [entry(name, this.valueOf(value, depth + 1), { key: this.placeOf(key), at })];
  }

  private template(node: Node, depth: number): Value {
    const parts = node.namedChildren.map((part) => {
      if (part.type === "template_substitution") return this.inside(part, part.namedChildren[0], depth);
      return scalar(part.type === "escape_sequence" ? unescaped(part.text) : part.text, this.placeOf(part));
    });
    return joined(
      parts.map((part) => (part.kind === "list" || part.kind === "map" ? unknown("a list or map inside text", part.at) : part)),
      this.placeOf(node),
    );
  }

  private placeOf(node: Node): Location {
    return { path: this.path, startLine: node.startPosition.row + 1, endLine: node.endPosition.row + 1, start: node.startIndex, end: node.endIndex };
  }
}

function declaratorsOf(statement: Node): readonly Node[] {
  const declaration = statement.type === "export_statement" ? statement.childForFieldName("declaration") : statement;
  return declaration?.namedChildren.filter((child) => child.type === "variable_declarator") ?? [];
}

function textOfString(node: Node): string {
  return node.namedChildren.map((part) => (part.type === "escape_sequence" ? unescaped(part.text) : part.text)).join("");
}

function unescaped(sequence: string): string {
  const letters = new Map([
    ["\\n", "\n"],
    ["\\t", "\t"],
    ["\\r", "\r"],
  ]);
  return letters.get(sequence) ?? sequence.slice(1);
}
