import { type CodeNode, walk } from "../../code-node.ts";
import type { Situation } from "../../code-model.ts";
import type { Origin } from "../../origin.ts";
import { type SourceFile, guardOnce } from "../source-file.ts";
import { originOf } from "./origins.ts";
import { comprehensionTypes, isFunction, iterated } from "./syntax.ts";

/** The loops and guards around a node, up to its function. */
export function situationOf(node: CodeNode, file: SourceFile): Situation {
  const loops: Origin[] = [];
  let inLoop = false;
  let once = false;
  let child = node;
  for (let parent = node.parent; parent !== null; child = parent, parent = parent.parent) {
    if (parent.type === "for_statement" && child.field === "body") {
      inLoop = true;
      loops.push(overOf(parent, file));
    } else if (parent.type === "while_statement") inLoop = true;
    else if (comprehensionTypes.has(parent.type) && child.field === "body") {
      inLoop = true;
      for (const clause of parent.parts) if (clause.type === "for_in_clause") loops.push(overOf(clause, file));
    } else if (parent.type === "if_statement") once ||= child.field !== "condition" && isGuard(parent, parent, file);
    else if (isFunction(parent)) {
      once ||= returnsWhatIsKept(parent, node, file);
      break;
    } else if (parent.type === "class_definition") break;
  }
  return { inLoop, loops, once };
}

/** What a for loop or comprehension runs over. */
export function overOf(loop: CodeNode, file: SourceFile): Origin {
  const right = loop.get("right");
  return originOf(right === null ? null : iterated(right), file);
}

/** `if _client is None: _client = …`: the condition asks for what the block sets. */
function isGuard(conditional: CodeNode, block: CodeNode, file: SourceFile): boolean {
  return guardOnce(block === conditional ? conditional : (conditional.get("condition") ?? conditional), file, () =>
    asksForWhatIsSet(conditional, block, file),
  );
}

function asksForWhatIsSet(conditional: CodeNode, block: CodeNode, file: SourceFile): boolean {
  const asked = new Set<string>();
  const condition = conditional.get("condition");
  for (const part of condition === null ? [] : walk(condition)) {
    const root = part.type === "identifier" || part.type === "attribute" ? keptRoot(part, file) : null;
    if (root !== null) asked.add(root);
  }
  if (asked.size === 0) return false;
  for (const part of walk(block)) {
    const left = part.type === "assignment" ? part.get("left") : null;
    const root = left === null ? null : keptRoot(left, file);
    if (root !== null && asked.has(root)) return true;
  }
  return false;
}

/** `if key in cache: return cache[key]` before the node, in a function that fills the cache. */
function returnsWhatIsKept(fn: CodeNode, node: CodeNode, file: SourceFile): boolean {
  for (const statement of fn.get("body")?.parts ?? []) {
    if (statement.start >= node.start) return false;
    if (statement.type !== "if_statement" || statement.get("alternative") !== null) continue;
    if (statement.get("consequence")?.parts.at(-1)?.type === "return_statement" && isGuard(statement, fn, file)) return true;
  }
  return false;
}

/** The top-level variable, or field of self, at the start of an expression. */
function keptRoot(node: CodeNode, file: SourceFile): string | null {
  let current: CodeNode | null = node;
  let below = node;
  while (current !== null && (current.type === "attribute" || current.type === "subscript")) {
    below = current;
    current = current.get("object") ?? current.get("value");
  }
  if (current?.type !== "identifier") return null;
  if (current.text === "self" || current.text === "cls") return below.type === "attribute" ? `self.${below.get("attribute")?.text ?? ""}` : null;
  const declaration = file.table.find(current.text, current.start);
  return declaration?.topLevel === true && declaration.kind === "variable" ? current.text : null;
}
