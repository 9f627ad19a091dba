import type { CodeNode } from "../../../../handlers/code-node.ts";
import { camelCase } from "./camel-case.ts";
import type { Pattern } from "./syntax.ts";
import type { ReadsExpressions } from "./typescript-patterns.ts";

/** The left side of an assignment or loop. */
export function pythonPattern(node: CodeNode | null | undefined, expressions: ReadsExpressions): Pattern {
  switch (node?.type) {
    case undefined:
      return { kind: "list", items: [], rest: undefined };
    case "identifier":
      return { kind: "name", name: camelCase(node?.text ?? "") };
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
    case "tuple":
    case "expression_list": {
      const parts = node?.parts ?? [];
      const rest = parts.find((part) => part.type === "list_splat_pattern");
      const items = parts.filter((part) => part !== rest).map((part) => pythonPattern(part, expressions));
      return { kind: "list", items, rest: rest === undefined ? undefined : camelCase(rest.parts[0]?.text ?? "") };
    }
    default:
      return { kind: "target", target: expressions.read(node) };
  }
}
