import type { Location } from "../../../change/location.ts";
import type { Node } from "../../../syntax/tree-sitter.ts";

/** A file while its tree is walked. `text` is the text as written, which the tree may stand beside (see grammarText). */
export interface BicepSource {
  readonly path: string;
  readonly text: string;
}

export function locate(node: Node, source: BicepSource): Location {
  const endsBefore = node.endPosition.column === 0 && node.endPosition.row > node.startPosition.row;
  return {
    path: source.path,
    startLine: node.startPosition.row + 1,
    endLine: node.endPosition.row + (endsBefore ? 0 : 1),
    start: node.startIndex,
    end: node.endIndex,
  };
}

/** The named children without comments. */
export function partsOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== "comment" && child.type !== "diagnostic_comment");
}

/** Whether a keyword stands directly below a node. */
export function hasKeyword(node: Node, keyword: string): boolean {
  return node.children.some((child) => child !== null && !child.isNamed && child.type === keyword);
}
