import type { CodeNode } from "../../../../handlers/code-node.ts";
import type { Expression, ObjectPart, Pattern } from "./syntax.ts";

/** Reads expressions inside patterns. */
export interface ReadsExpressions {
  read(node: CodeNode | null | undefined): Expression;
}

/** What the left side of a declaration, an assignment or a parameter takes apart. */
export function patternOf(node: CodeNode | null | undefined, expressions: ReadsExpressions): Pattern {
  switch (node?.type) {
    case undefined:
      return { kind: "list", items: [], rest: undefined };
    case "identifier":
    case "shorthand_property_identifier_pattern":
    case "shorthand_property_identifier":
      return { kind: "name", name: node?.text ?? "" };
    case "object_pattern":
    case "object":
      return objectPattern(node, expressions);
    case "array_pattern":
    case "array":
      return listPattern(node, expressions);
    case "assignment_pattern":
    case "object_assignment_pattern":
      return defaulted(node, expressions);
    default:
      return { kind: "target", target: expressions.read(node) };
  }
}

/** A pattern with the value that stands in where there is none. */
function defaulted(node: CodeNode | null | undefined, expressions: ReadsExpressions): Pattern {
  return { kind: "default", pattern: patternOf(node?.get("left"), expressions), value: expressions.read(node?.get("right")) };
}

function objectPattern(node: CodeNode | null | undefined, expressions: ReadsExpressions): Pattern {
  const parts: ObjectPart[] = [];
  let rest: string | undefined;
  for (const part of node?.parts ?? []) {
    if (part.type === "rest_pattern") rest = part.parts[0]?.text;
    else if (part.type === "pair_pattern" || part.type === "pair") {
      const key = part.get("key");
      parts.push({
        key: key?.type === "string" ? key.text.slice(1, -1) : (key?.text ?? ""),
        pattern: patternOf(part.get("value"), expressions),
      });
    } else {
      const name = part.type === "object_assignment_pattern" ? part.get("left")?.text : part.text;
      parts.push({ key: name ?? "", pattern: patternOf(part, expressions) });
    }
  }
  return { kind: "object", parts, rest };
}

/** Holes between commas count: `[, second]`. */
function listPattern(node: CodeNode | null | undefined, expressions: ReadsExpressions): Pattern {
  const items: (Pattern | undefined)[] = [];
  let rest: string | undefined;
  let filled = false;
  for (const child of node?.children ?? []) {
    if (child.type === ",") {
      if (!filled) items.push(undefined);
      filled = false;
    } else if (child.type === "rest_pattern") rest = child.parts[0]?.text;
    else if (child.named) {
      items.push(patternOf(child, expressions));
      filled = true;
    }
  }
  return { kind: "list", items, rest };
}
