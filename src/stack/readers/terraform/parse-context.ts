import type { Location } from "../../../change/location.ts";
import type { Node } from "../../../syntax/tree-sitter.ts";

/** Nesting beyond this is not written by people; deeper parts become broken expressions. */
export const deepestNesting = 60;

/** Where a piece of text stands in its file: pieces are parsed apart when the whole has a syntax error. */
export interface ParseContext {
  readonly path: string;
  readonly text: string;
  readonly lineOffset: number;
  readonly textOffset: number;
  /** Where everything stands that is parsed, for text that is ours and not the repository's. */
  readonly fixed?: Location;
}

/** The node's range in its file. A node that ends at the start of a line does not count that line. */
export function locate(node: Node, context: ParseContext): Location {
  if (context.fixed !== undefined) return context.fixed;
  const end = node.endPosition;
  const endsBefore = end.column === 0 && end.row > node.startPosition.row;
  return {
    path: context.path,
    startLine: node.startPosition.row + 1 + context.lineOffset,
    endLine: end.row + 1 + context.lineOffset - (endsBefore ? 1 : 0),
    start: node.startIndex + context.textOffset,
    end: node.endIndex + context.textOffset,
  };
}

/** The named children without comments. */
export function partsOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== "comment");
}
