import type { Location } from "../change/location.ts";
import { type Grammar, type Node, withTree } from "../syntax/tree-sitter.ts";

/** Deeper code is cut off: hostile nesting must not exhaust the stack of those who walk it. */
const maximumDepth = 250;

/** Node types of comments in the grammars that we read. */
const commentTypes = new Set(["comment", "line_comment", "block_comment"]);

/** What a parsed file is made of, shared by its nodes. */
interface Source {
  readonly path: string;
  readonly text: string;
}

/** A node of a syntax tree, copied out of the parser's memory so that it can be walked often and outlives the tree. */
export class CodeNode {
  readonly type: string;
  readonly field: string | null;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly startLine: number;
  /** 1-based, inclusive. */
  readonly endLine: number;
  readonly parent: CodeNode | null;
  readonly children: CodeNode[] = [];
  private readonly source: Source;

  constructor(from: Shape, parent: CodeNode | null, source: Source) {
    this.type = from.type;
    this.field = from.field;
    this.named = from.named;
    this.start = from.start;
    this.end = from.end;
    this.startLine = from.startLine;
    this.endLine = from.endLine;
    this.parent = parent;
    this.source = source;
  }

  get text(): string {
    return this.source.text.slice(this.start, this.end);
  }

  get path(): string {
    return this.source.path;
  }

  get at(): Location {
    return { path: this.source.path, startLine: this.startLine, endLine: this.endLine, start: this.start, end: this.end };
  }

  /** The first child in a field of the grammar. */
  get(field: string): CodeNode | null {
    return this.children.find((child) => child.field === field) ?? null;
  }

  /** Named children without comments. */
  get parts(): readonly CodeNode[] {
    return this.children.filter((child) => child.named && !commentTypes.has(child.type));
  }

  /** Whether a keyword or sign stands directly below: `async`, `await`, `type`. */
  has(token: string): boolean {
    return this.children.some((child) => child.type === token);
  }

  /** The nearest ancestor for which the question holds. */
  above(matches: (node: CodeNode) => boolean): CodeNode | null {
    let node = this.parent;
    while (node !== null && !matches(node)) node = node.parent;
    return node;
  }
}

interface Shape {
  readonly type: string;
  readonly field: string | null;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
}

/** A file's syntax tree. `complete` is false where the parser met errors or nesting was cut off. */
interface CodeTree {
  readonly root: CodeNode;
  readonly complete: boolean;
}

/** Parses a file once and copies its tree; the parser's own tree is freed before this returns. */
export function readCodeTree(grammar: Grammar, path: string, text: string): CodeTree {
  return withTree(grammar, text, (root) => {
    const source = { path, text };
    const top = new CodeNode(shapeOf(root, null), null, source);
    const complete = copyChildren(root, top, source);
    return { root: top, complete: complete && !root.hasError };
  });
}

function copyChildren(root: Node, top: CodeNode, source: Source): boolean {
  const cursor = root.walk();
  const open: CodeNode[] = [top];
  let complete = true;
  let descend = cursor.gotoFirstChild();
  while (descend) {
    const parent = open.at(-1) ?? top;
    const shape: Shape = {
      type: cursor.nodeType,
      field: cursor.currentFieldName,
      named: cursor.nodeIsNamed,
      start: cursor.startIndex,
      end: cursor.endIndex,
      startLine: cursor.startPosition.row + 1,
      endLine: cursor.endPosition.row + 1,
    };
    const node = new CodeNode(shape, parent, source);
    parent.children.push(node);
    const tooDeep = open.length >= maximumDepth;
    if (!tooDeep && cursor.gotoFirstChild()) {
      open.push(node);
      continue;
    }
    if (tooDeep) complete = false;
    while (!cursor.gotoNextSibling()) {
      open.pop();
      if (!cursor.gotoParent() || open.length === 0) {
        descend = false;
        break;
      }
    }
  }
  cursor.delete();
  return complete;
}

function shapeOf(node: Node, field: string | null): Shape {
  return {
    type: node.type,
    field,
    named: node.isNamed,
    start: node.startIndex,
    end: node.endIndex,
    startLine: node.startPosition.row + 1,
    endLine: node.endPosition.row + 1,
  };
}

/** Every node below and including this one, parents first, in the order of the text. */
export function* walk(node: CodeNode): Generator<CodeNode> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    for (let index = next.children.length - 1; index >= 0; index--) {
      const child = next.children[index];
      if (child !== undefined) open.push(child);
    }
  }
}
