import type { CodeNode } from "../../../../handlers/code-node.ts";
import { camelCase } from "./camel-case.ts";
import type { Parameter } from "./syntax.ts";
import type { ReadsExpressions } from "./typescript-patterns.ts";

/** Parameters of a function; of a method without the first. */
export function parametersOf(list: CodeNode | null, expressions: ReadsExpressions, isMethod: boolean): readonly Parameter[] {
  const parameters: Parameter[] = [];
  let isKeywordOnly = false;
  for (const part of (list?.parts ?? []).slice(isMethod ? 1 : 0)) {
    if (part.type === "keyword_separator") isKeywordOnly = true;
    const parameter = parameterOf(part, expressions, isKeywordOnly);
    if (parameter === undefined) continue;
    if (parameter.rest === "list") isKeywordOnly = true;
    parameters.push(parameter);
  }
  return parameters;
}

function parameterOf(part: CodeNode, expressions: ReadsExpressions, isKeywordOnly: boolean): Parameter | undefined {
  const shared = { value: undefined, rest: undefined, isField: false, isKeywordOnly } as const;
  const inside = part.type === "typed_parameter" ? (part.parts[0] ?? part) : part;
  switch (inside.type) {
    case "identifier":
      return { ...shared, pattern: nameOf(inside.text) };
    case "default_parameter":
    case "typed_default_parameter":
      return { ...shared, pattern: nameOf(inside.get("name")?.text ?? ""), value: expressions.read(inside.get("value")) };
    case "list_splat_pattern":
      return { ...shared, pattern: nameOf(inside.parts[0]?.text ?? ""), rest: "list" };
    case "dictionary_splat_pattern":
      return { ...shared, pattern: nameOf(inside.parts[0]?.text ?? ""), rest: "object" };
    default:
      return undefined;
  }
}

function nameOf(name: string) {
  return { kind: "name", name: camelCase(name) } as const;
}
