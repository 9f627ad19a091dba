import { type CodeNode, nodesOf, walk } from "../../code-node.ts";
import type { Absence } from "../../facts.ts";
import { takesOptionsOnly } from "../../program/client-options.ts";
import type { Declaration } from "../declarations.ts";
import { joinAbsences } from "../join-absences.ts";
import { type SourceFile, identifiersNamed } from "../source-file.ts";
import { originOf } from "./origins.ts";
import { outer, propertyName } from "./syntax.ts";

const comparisons = new Set(["===", "!==", "==", "!="]);
const conversions = new Set(["Number", "parseInt", "parseFloat", "Number.parseInt", "String"]);
/** Methods that look for what they are given, and find nothing where it is undefined. */
const searches = new Set(["includes", "indexOf", "has", "test"]);
const members = new Set(["member_expression"]);

/** What becomes of an environment variable that nobody defines, by what the code does with its value. */
export function absenceOf(node: CodeNode, file: SourceFile): Absence {
  const wrapped = outer(node);
  const holder = wrapped.parent;
  if (holder?.type === "variable_declarator" && wrapped.field === "value") {
    const name = holder.get("name");
    const declaration = name?.type === "identifier" ? file.table.find(name.text, name.start) : null;
    return declaration === null ? "unguarded" : absenceOfVariable(declaration, file);
  }
  return absenceIn(wrapped, file);
}

/** The same of a variable that holds the value. */
export function absenceOfVariable(declaration: Declaration, file: SourceFile): Absence {
  const uses = identifiersNamed(declaration.name, file).filter(
    (node) => node.start !== declaration.node.start && file.table.find(node.text, node.start) === declaration,
  );
  if (declaration.node.above(({ type }) => type === "export_statement") !== null)
    return joinAbsences([...uses.map((use) => absenceIn(outer(use), file)), "handed-on"]);
  return uses.length === 0 ? "handled" : joinAbsences(uses.map((use) => absenceIn(outer(use), file)));
}

function absenceIn(node: CodeNode, file: SourceFile): Absence {
  const tested = testOf(node);
  if (tested !== null) return tested;
  const parent = node.parent;
  if (node.type === "shorthand_property_identifier") return ofMember(node.text, node.parent, file);
  if (parent?.type === "pair" && node.field === "value") return ofMember(propertyName(parent.get("key")), parent.parent, file);
  if (parent?.type === "assignment_expression" && node.field === "right")
    return ofMember(parent.get("left")?.get("property")?.text ?? null, null, file);
  const call = parent?.type === "arguments" ? parent.parent : null;
  if (call?.get("function")?.text.startsWith("console.") === true) return "handled";
  const isGivenBack = parent?.type === "return_statement" || (parent?.type === "arrow_function" && node.field === "body");
  return isGivenBack || parent?.type === "export_specifier" || parent?.type === "export_statement" ? "handed-on" : "unguarded";
}

/** Of a property that holds the value: where it is tested, else where its object goes. */
function ofMember(name: string | null, object: CodeNode | null, file: SourceFile): Absence {
  const tests = [...nodesOf(file.root, members)].flatMap((one) => (one.get("property")?.text === name ? (testOf(outer(one)) ?? []) : []));
  if (tests.length > 0) return joinAbsences(tests);
  const holder = object === null ? null : outer(object).parent;
  if (holder?.type !== "arguments" || holder.parent === null) return "handed-on";
  return takesOptionsOnly(originOf(holder.parent, file)) ? "handed-on" : "unguarded";
}

/** Whether an expression tests a value, and whether the code goes on where there is none; null where it does not test it. */
function testOf(node: CodeNode): "handled" | "fails" | null {
  let current = node;
  for (let parent = current.parent; parent !== null; current = parent, parent = parent.parent) {
    if (parent.type === "binary_expression") {
      const operator = parent.get("operator")?.text ?? "";
      if (comparisons.has(operator)) return testOf(outer(parent)) ?? "handled";
      if (operator !== "??" && operator !== "||" && operator !== "&&") return null;
      if (current.field === "left") return isConditionThatThrows(parent) ? "fails" : "handled";
    } else if (parent.type === "if_statement") {
      return current.field !== "condition" ? null : throws(parent) ? "fails" : "handled";
    } else if (parent.type === "unary_expression") {
      return parent.has("!") ? (testOf(parent) ?? (parent.parent?.type === "unary_expression" ? "handled" : null)) : null;
    } else if (parent.type === "call_expression") return current.type === "arguments" ? testedByCall(parent) : null;
    else if (parent.type === "ternary_expression") return current.field === "condition" ? "handled" : null;
    else if (parent.type === "switch_statement") return "handled";
    else if (parent.type === "member_expression" || parent.type === "subscript_expression")
      return current.field === "object" && parent.get("optional_chain") !== null ? "handled" : null;
    else if (parent.type !== "arguments" && parent.type !== "parenthesized_expression") return null;
  }
  return null;
}

/** `Number(process.env.X) || 5`, `Boolean(process.env.X)`, `stages.includes(process.env.X)`. */
function testedByCall(call: CodeNode): "handled" | "fails" | null {
  const callee = call.get("function");
  if (callee?.text === "Boolean" || searches.has(callee?.get("property")?.text ?? "")) return "handled";
  return conversions.has(callee?.text ?? "") ? testOf(outer(call)) : null;
}

/** `if (!a || !b) throw …`: the parts of a condition stand and fall together. */
function isConditionThatThrows(part: CodeNode): boolean {
  const condition = part.above(({ type, field }) => type === "if_statement" || field === "condition");
  return condition?.parent?.type === "if_statement" && condition.field === "condition" && throws(condition.parent);
}

function throws(conditional: CodeNode): boolean {
  const consequence = conditional.get("consequence");
  if (consequence === null) return false;
  for (const node of walk(consequence))
    if (node.type === "throw_statement" || (node.type === "call_expression" && node.text.startsWith("process.exit"))) return true;
  return false;
}
