import { type CodeNode, nodesOf } from "../../code-node.ts";
import type { Absence } from "../../facts.ts";
import { qualifiedName } from "../../origin.ts";
import { takesOptionsOnly } from "../../program/client-options.ts";
import { joinAbsences } from "../join-absences.ts";
import { type SourceFile, identifiersNamed } from "../source-file.ts";
import { originOf } from "./origins.ts";
import { argumentNodes, contains, functionAround } from "./syntax.ts";

const conversions = new Set(["int", "str", "float"]);
const attributes = new Set(["attribute"]);

/** What becomes of an environment variable that nobody defines, by how it is asked for and what the code does with its value. */
export function absenceOf(node: CodeNode, file: SourceFile): Absence {
  if (isCaught(node)) return "handled";
  if (node.type === "subscript") return "fails";
  if (hasDefault(node, file)) return "handled";
  const parent = node.parent;
  const left = parent?.type === "assignment" && node.field === "right" ? parent.get("left") : null;
  if (left?.type === "attribute") return ofAttribute(left, file);
  return left?.type === "identifier" ? ofVariable(left, file) : absenceIn(node, file);
}

function ofVariable(name: CodeNode, file: SourceFile): Absence {
  const declaration = file.table.find(name.text, name.start);
  if (declaration === null) return "unguarded";
  const uses = identifiersNamed(name.text, file).filter(
    (use) => use.start !== name.start && use.field !== "name" && file.table.find(use.text, use.start) === declaration,
  );
  // Other modules may use what stands at the top of a file.
  if (uses.length === 0) return functionAround(name) === null ? "handed-on" : "handled";
  return joinAbsences(uses.map((use) => absenceIn(use, file)));
}

/** `self.table = os.environ.get("TABLE")`: where it is tested; what else is done with it is not looked at. */
function ofAttribute(left: CodeNode, file: SourceFile): Absence {
  const name = left.get("attribute")?.text;
  const tests = nodesOf(file.root, attributes).flatMap((one) => (one.get("attribute")?.text === name ? (testOf(one) ?? []) : []));
  return tests.length > 0 ? joinAbsences(tests) : "handed-on";
}

function absenceIn(node: CodeNode, file: SourceFile): Absence {
  const tested = testOf(node);
  if (tested !== null) return tested;
  if (node.parent?.type === "return_statement") return "handed-on";
  const argument = node.parent?.type === "keyword_argument" ? node.parent : node;
  const call = argument.parent?.type === "argument_list" ? argument.parent.parent : null;
  if (call !== null && argument !== node && takesOptionsOnly(originOf(call, file))) return "handed-on";
  return call !== null && isLogged(call) ? "handled" : "unguarded";
}

function isLogged(call: CodeNode): boolean {
  return /^(?:print|(?:\w+\.)*(?:log|logger|logging)\.\w+)$/iu.test(call.get("function")?.text ?? "");
}

function hasDefault(call: CodeNode, file: SourceFile): boolean {
  const given = argumentNodes(call);
  const fallback = given[1]?.type === "keyword_argument" ? given[1].get("value") : given[1];
  if (fallback === undefined || fallback === null) return false;
  const name = qualifiedName(originOf(call.get("function"), file));
  return fallback.type !== "none" && (name === "os.getenv" || name === "os.environ.get");
}

/** Whether an expression tests a value, and whether the code goes on where there is none; null where it does not test it. */
function testOf(node: CodeNode): "handled" | "fails" | null {
  const parent = node.parent;
  switch (parent?.type) {
    case "boolean_operator":
      return node.field === "left" ? (raises(parent) ? "fails" : "handled") : testOf(parent);
    case "comparison_operator":
    case "not_operator":
      return raises(parent) ? "fails" : "handled";
    case "conditional_expression":
      return parent.parts[1] === node ? "handled" : null;
    case "assert_statement":
      return "fails";
    case "if_statement":
    case "elif_clause":
    case "while_statement":
      return node.field !== "condition" ? null : raises(node) ? "fails" : "handled";
    case "parenthesized_expression":
    case "named_expression":
      return testOf(parent);
    case "argument_list": {
      const call = parent.parent;
      const name = call?.get("function")?.text ?? "";
      if (name === "bool") return "handled";
      return conversions.has(name) && call !== null ? testOf(call) : null;
    }
    default:
      return null;
  }
}

/** `if not value: raise …`, `if not (one and other): raise …`, `assert value is not None`. */
function raises(part: CodeNode): boolean {
  let condition = part;
  while (condition.parent !== null && ["boolean_operator", "not_operator", "parenthesized_expression"].includes(condition.parent.type))
    condition = condition.parent;
  const holder = condition.parent;
  if (holder?.type === "assert_statement") return true;
  const isConditional = (holder?.type === "if_statement" || holder?.type === "elif_clause") && condition.field === "condition";
  const consequence = isConditional ? holder.get("consequence") : null;
  return consequence !== null && contains(consequence, "raise_statement");
}

/** `try: os.environ["X"] except KeyError: …` that does not raise again. */
function isCaught(node: CodeNode): boolean {
  const attempt = node.above((above) => above.type === "try_statement" || above.type === "function_definition");
  if (attempt?.type !== "try_statement") return false;
  const clause = attempt.parts.find((part) => part.type === "except_clause" && /KeyError/u.test(part.text));
  return clause !== undefined && !contains(clause, "raise_statement");
}
