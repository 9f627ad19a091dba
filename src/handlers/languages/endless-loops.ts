import { type CodeNode, nodesOf } from "../code-node.ts";
import type { EndlessLoopRecord } from "../code-model.ts";

/** Node types by which a grammar writes loops and the ways out of them. */
export interface LoopGrammar {
  readonly loops: ReadonlySet<string>;
  /** Leave the function, and so every loop of it. */
  readonly exits: ReadonlySet<string>;
  /** Statements besides loops that take a `break` for themselves. */
  readonly breakable: ReadonlySet<string>;
  isFunction(node: CodeNode): boolean;
  /** Whether the loop's condition is absent or always true. */
  isEndless(loop: CodeNode): boolean;
}

/** The endless loops of a file, each with its node. */
export function* endlessLoopsIn(root: CodeNode, grammar: LoopGrammar): Generator<{ readonly node: CodeNode; readonly record: EndlessLoopRecord }> {
  for (const node of nodesOf(root, grammar.loops)) {
    if (!grammar.isEndless(node)) continue;
    const body = node.get("body");
    yield { node, record: { leaves: body !== null && leaves(body, grammar), at: node.at } };
  }
}

function leaves(body: CodeNode, grammar: LoopGrammar): boolean {
  const open: { readonly node: CodeNode; readonly takesBreak: boolean }[] = [{ node: body, takesBreak: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, takesBreak } = next;
    if (grammar.isFunction(node)) continue;
    if (grammar.exits.has(node.type)) return true;
    // A break with a label may leave the outer loop.
    if (node.type === "break_statement" && (!takesBreak || node.parts.length > 0)) return true;
    const inner = takesBreak || (node !== body && (grammar.loops.has(node.type) || grammar.breakable.has(node.type)));
    for (const child of node.children) open.push({ node: child, takesBreak: inner });
  }
  return false;
}
