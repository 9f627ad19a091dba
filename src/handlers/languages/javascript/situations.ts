import { type CodeNode, walk } from "../../code-node.ts";
import type { Situation } from "../../code-model.ts";
import type { Origin } from "../../origin.ts";
import { type SourceFile, guardOnce } from "../source-file.ts";
import { originOf } from "./origins.ts";
import { classTypes, functionAround, isFunction, iterationReceiver } from "./syntax.ts";

const loopTypes = new Set(["for_statement", "while_statement", "do_statement"]);

/** The loops and guards around a node, up to the function that is declared by name. */
export function situationOf(node: CodeNode, file: SourceFile): Situation {
  const loops: Origin[] = [];
  let inLoop = false;
  let once = false;
  let child = node;
  for (let parent = node.parent; parent !== null; child = parent, parent = parent.parent) {
    if (parent.type === "for_in_statement" && child.field === "body") {
      inLoop = true;
      loops.push(originOf(parent.get("right"), file));
    } else if (loopTypes.has(parent.type) && child.field !== "initializer") inLoop = true;
    else if (parent.type === "if_statement") once ||= child.field !== "condition" && isGuard(parent, parent, file);
    else if (parent.type === "augmented_assignment_expression" || parent.type === "assignment_expression")
      once ||= child.field === "right" && keepsWhatIsThere(parent, file);
    else if (isFunction(parent)) {
      once ||= returnsWhatIsKept(parent, node, file);
      const receiver = iterationReceiver(parent);
      if (receiver !== null) {
        inLoop = true;
        loops.push(originOf(receiver, file));
      }
      if (parent.parent?.type !== "arguments") break;
    } else if (classTypes.has(parent.type)) break;
  }
  return { inLoop, loops, once };
}

/** `client ??= new Client()` and `client = client ?? new Client()`. */
function keepsWhatIsThere(node: CodeNode, file: SourceFile): boolean {
  const left = node.get("left");
  if (left === null || keptRoot(left, file) === null) return false;
  const operator = node.get("operator")?.text;
  if (operator === "??=" || operator === "||=") return true;
  const right = node.get("right");
  if (right?.type !== "binary_expression") return false;
  const joined = right.get("operator")?.text;
  return (joined === "??" || joined === "||") && right.get("left")?.text === left.text;
}

/** `if (!client) { client = … }`: the condition asks for what the block sets. */
function isGuard(node: CodeNode, block: CodeNode, file: SourceFile): boolean {
  return guardOnce(block === node ? node : (node.get("condition") ?? node), file, () => asksForWhatIsSet(node, block, file));
}

function asksForWhatIsSet(node: CodeNode, block: CodeNode, file: SourceFile): boolean {
  const asked = keptNames(node.get("condition"), file);
  if (asked.size === 0) return false;
  return [...setNames(block, file)].some((name) => asked.has(name));
}

/** `if (cached) return cached;` before the node, in a function that sets `cached`. */
function returnsWhatIsKept(fn: CodeNode, node: CodeNode, file: SourceFile): boolean {
  for (const statement of fn.get("body")?.parts ?? []) {
    if (statement.start >= node.start) return false;
    if (statement.type !== "if_statement" || statement.get("alternative") !== null) continue;
    const consequence = statement.get("consequence");
    const returns = consequence?.type === "return_statement" || consequence?.parts.at(-1)?.type === "return_statement";
    if (returns && isGuard(statement, fn, file)) return true;
  }
  return false;
}

/** Names in an expression that live as long as the environment: top-level variables and fields of `this`. */
function keptNames(node: CodeNode | null, file: SourceFile): Set<string> {
  const names = new Set<string>();
  if (node === null) return names;
  for (const part of walk(node)) {
    const root = part.type === "identifier" || part.type === "member_expression" ? keptRoot(part, file) : null;
    if (root !== null) names.add(root);
  }
  return names;
}

function keptRoot(node: CodeNode, file: SourceFile): string | null {
  let current: CodeNode | null = node;
  let below: CodeNode = node;
  while (current !== null && (current.type === "member_expression" || current.type === "subscript_expression")) {
    below = current;
    current = current.get("object");
  }
  if (current?.type === "this") return below.get("property")?.text === undefined ? null : `this.${below.get("property")?.text}`;
  if (current?.type !== "identifier") return null;
  const declaration = file.table.find(current.text, current.start);
  return declaration?.topLevel === true && declaration.kind === "variable" ? current.text : null;
}

function* setNames(block: CodeNode, file: SourceFile): Generator<string> {
  for (const node of walk(block)) {
    if (node.type === "assignment_expression" || node.type === "augmented_assignment_expression") {
      const left = node.get("left");
      const root = left === null ? null : keptRoot(left, file);
      if (root !== null && functionAround(node) !== null) yield root;
    } else if (node.type === "call_expression") {
      const callee = node.get("function");
      const object = callee?.get("object") ?? null;
      if (callee?.get("property")?.text !== "set" || object === null) continue;
      const root = keptRoot(object, file);
      if (root !== null) yield root;
    }
  }
}
