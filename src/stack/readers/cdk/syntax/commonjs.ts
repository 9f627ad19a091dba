import type { CodeNode } from "../../../../handlers/code-node.ts";
import type { Import } from "./syntax.ts";
import { textOfPart } from "./typescript-text.ts";

/** What stands for the whole of a module that exports one value. */
export const wholeModule = "export =";

/** `const x = require("m")`, `const { a, b: c } = require("m")`, `const a = require("m").a`: what a variable takes from a module. */
export function requiredBy(declarator: CodeNode): Import | undefined {
  const value = declarator.get("value");
  const name = declarator.get("name");
  const isMember = value?.type === "member_expression";
  const module = requiredModule(isMember ? value.get("object") : value);
  if (module === undefined || name === null) return undefined;
  const member = isMember ? value.get("property")?.text : undefined;
  if (name.type === "identifier") return { module, names: [{ imported: member ?? "*", local: name.text }] };
  if (name.type !== "object_pattern" || isMember) return undefined;
  const names = name.parts.map(takenBy);
  return names.includes(undefined) ? undefined : { module, names: names.filter((one) => one !== undefined) };
}

function takenBy(part: CodeNode): { imported: string; local: string } | undefined {
  if (part.type === "shorthand_property_identifier_pattern") return { imported: part.text, local: part.text };
  const [key, value] = [part.get("key"), part.get("value")];
  const isPlain = part.type === "pair_pattern" && key !== null && value?.type === "identifier";
  return isPlain ? { imported: key.text, local: value.text } : undefined;
}

function requiredModule(value: CodeNode | null): string | undefined {
  if (value?.type !== "call_expression" || value.get("function")?.text !== "require") return undefined;
  const argument = value.get("arguments")?.parts[0];
  return argument?.type === "string" ? argument.parts.map(textOfPart).join("") : undefined;
}

export interface CommonExport {
  readonly exported: string;
  readonly value: CodeNode;
}

/** `module.exports = { A, B: c }`, `module.exports = A`, `exports.A = …`: what an assignment gives to other modules. */
export function exportedBy(statement: CodeNode): readonly CommonExport[] {
  const assignment = statement.parts[0];
  const [left, value] = assignment?.type === "assignment_expression" ? [assignment.get("left"), assignment.get("right")] : [null, null];
  if (left?.type !== "member_expression" || value === null) return [];
  const holder = left.get("object")?.text;
  if (holder === "exports" || holder === "module.exports") return [{ exported: left.get("property")?.text ?? "", value }];
  if (left.text !== "module.exports") return [];
  if (value.type !== "object") return [{ exported: wholeModule, value }];
  return value.parts.flatMap((part): readonly CommonExport[] => {
    if (part.type === "shorthand_property_identifier") return [{ exported: part.text, value: part }];
    const [key, held] = [part.get("key"), part.get("value")];
    return part.type === "pair" && key?.type === "property_identifier" && held !== null ? [{ exported: key.text, value: held }] : [];
  });
}
