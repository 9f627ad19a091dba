import type { CodeNode } from "../../../handlers/code-node.ts";

/** One step of a chain: a name after a dot, with arguments where it is called. */
export interface ChainStep {
  readonly name: string;
  readonly arguments: readonly CodeNode[];
}

/** `functions.runWith({ … }).firestore.document("orders/{id}").onWrite(handler)` from its root to its last call. */
export interface CallChain {
  readonly root: string;
  readonly steps: readonly ChainStep[];
}

const longest = 20;

/** The chain of names and calls that ends in a call; undefined where it begins with something else than a name. */
export function callChain(call: CodeNode): CallChain | undefined {
  const steps: ChainStep[] = [];
  let given: readonly CodeNode[] | undefined;
  let node: CodeNode | null = call;
  for (let count = 0; node !== null && count < longest; count += 1) {
    if (node.type === "call_expression") {
      given = node.get("arguments")?.parts ?? [];
      node = node.get("function");
    } else if (node.type === "member_expression") {
      steps.unshift({ name: node.get("property")?.text ?? "", arguments: given ?? [] });
      given = undefined;
      node = node.get("object");
    } else if (node.type === "identifier") {
      // A name that is called itself is a step too: `onRequest(handler)`.
      return { root: node.text, steps: given === undefined ? steps : [{ name: "", arguments: given }, ...steps] };
    } else return undefined;
  }
  return undefined;
}
