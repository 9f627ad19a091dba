import type { Node } from "./tree-sitter.ts";

/** The line, from 1, at which a tree first does not follow its grammar; undefined where it does throughout. */
export function firstErrorLine(root: Node): number | undefined {
  if (!root.hasError) return undefined;
  let node = root;
  for (;;) {
    const next = node.children.find((child): child is Node => child !== null && (child.hasError || child.isError || child.isMissing));
    if (next === undefined || node.isError || node.isMissing) return node.startPosition.row + 1;
    node = next;
  }
}
