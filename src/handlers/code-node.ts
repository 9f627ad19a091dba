import type { Location } from "../change/location.ts";
import { type Grammar, type Node, withTree } from "../syntax/tree-sitter.ts";
import { LineTable } from "./line-table.ts";

/** Deeper code is cut off: hostile nesting must not exhaust the stack of those who walk it. */
const maximumDepth = 250;

/** Node types of comments in the grammars that we read. */
const commentTypes = new Set(["comment", "line_comment", "block_comment"]);

/** Signs and words that stand between what counts. They are a third of a tree: leaving them out makes every walk shorter. */
const signs = new Set(["(", ")", "{", "}", "[", "]", ";", '"', "'", "`", "${", ".", ":", "return", "import", "from", "if"]);
/** Python's quotes, which its grammar gives names. */
const namedSigns = new Set(["string_start", "string_end"]);

/** TypeScript's types: they do not run, so that nobody looks into them. */
const typeNodes = new Set(["type_annotation", "type_arguments", "type_parameters", "interface_declaration", "type_alias_declaration"]);

/** What a parsed file is made of, shared by its nodes. */
interface Source {
  readonly path: string;
  readonly text: string;
  /** Every node, parents first, in the order of the text. */
  readonly nodes: CodeNode[];
  /** The same by type, once it is asked for. */
  byType?: ReadonlyMap<string, readonly CodeNode[]>;
}

const noNodes: readonly CodeNode[] = [];

/** A node of a syntax tree, copied out of the parser's memory so that it can be walked often and outlives the tree. Signs such as brackets are left out. */
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
  private readonly source: Source;
  private readonly order: number;
  private below: CodeNode[] | null = null;
  private knownParts: readonly CodeNode[] | null = null;

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
    this.order = source.nodes.push(this) - 1;
    if (parent !== null) (parent.below ??= []).push(this);
  }

  get children(): readonly CodeNode[] {
    return this.below ?? noNodes;
  }

  get text(): string {
    return this.source.text.slice(this.start, this.end);
  }

  get firstLine(): string {
    const end = this.source.text.indexOf("\n", this.start);
    return this.source.text.slice(this.start, end < 0 ? this.end : Math.min(end, this.end));
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
    return (this.knownParts ??= this.below?.filter((child) => child.named && !commentTypes.has(child.type)) ?? noNodes);
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

  /** This node and every node below, parents first, in the order of the text. */
  get all(): readonly CodeNode[] {
    return this.parent === null ? this.source.nodes : this.source.nodes.slice(this.order, CodeNode.lastOf(this).order + 1);
  }

  /** Nodes of some types at or below this one, parents first, in the order of the text. */
  ofTypes(types: ReadonlySet<string>): readonly CodeNode[] {
    if (this.parent !== null) return this.all.filter((node) => types.has(node.type));
    const byType = (this.source.byType ??= Map.groupBy(this.source.nodes, (node) => node.type));
    const lists = [...types].flatMap((type) => [byType.get(type) ?? noNodes]).filter((list) => list.length > 0);
    return lists.length === 1 ? (lists[0] ?? noNodes) : lists.flat().sort((one, other) => one.order - other.order);
  }

  /** The last node at or below a node. */
  private static lastOf(node: CodeNode): CodeNode {
    let last = node;
    for (let next = last.below?.at(-1); next !== undefined; next = last.below?.at(-1)) last = next;
    return last;
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
    const source: Source = { path, text, nodes: [] };
    const top = new CodeNode(
      {
        type: root.type,
        field: null,
        named: root.isNamed,
        start: root.startIndex,
        end: root.endIndex,
        startLine: root.startPosition.row + 1,
        endLine: root.endPosition.row + 1,
      },
      null,
      source,
    );
    const complete = copyChildren(root, { top, source, grammar });
    return { root: top, complete: complete && !root.hasError };
  });
}

/** What every node of a type has in common, by the type's number in its grammar: asking the parser once is enough. */
interface NodeKind {
  readonly type: string;
  readonly named: boolean;
  readonly isSign: boolean;
  /** Nothing below it is copied. */
  readonly isLeaf: boolean;
}

const knownKinds = new Map<Grammar, Map<number, NodeKind>>();

function kindsOf(grammar: Grammar): Map<number, NodeKind> {
  const known = knownKinds.get(grammar) ?? new Map<number, NodeKind>();
  knownKinds.set(grammar, known);
  return known;
}

type Cursor = ReturnType<Node["walk"]>;

function kindAt(cursor: Cursor, grammar: Grammar, kinds: Map<number, NodeKind>): NodeKind {
  const id = cursor.nodeTypeId;
  const known = kinds.get(id);
  if (known !== undefined) return known;
  const [type, named] = [cursor.nodeType, cursor.nodeIsNamed];
  const isType = (grammar === "typescript" || grammar === "tsx") && typeNodes.has(type);
  // What has no name is written out in the grammar: nothing is below it.
  const kind = { type, named, isSign: (named ? namedSigns : signs).has(type), isLeaf: !named || isType };
  kinds.set(id, kind);
  return kind;
}

/** Each question to the cursor goes into the parser's memory and back: this asks as few as it can. */
function copyChildren(root: Node, { top, source, grammar }: { top: CodeNode; source: Source; grammar: Grammar }): boolean {
  const cursor = root.walk();
  const kinds = kindsOf(grammar);
  const lines = new LineTable(source.text);
  const open: CodeNode[] = [top];
  let complete = true;
  let line = top.startLine;
  let descend = cursor.gotoFirstChild();
  while (descend) {
    const { type, named, isSign, isLeaf } = kindAt(cursor, grammar, kinds);
    // Of the signs, only the condition of an endless `for (;;)` fills a field.
    const field = isSign && type !== ";" ? null : cursor.currentFieldName;
    if (!isSign || field !== null) {
      const start = cursor.startIndex;
      const end = cursor.endIndex;
      line = lines.lineOf(start, line);
      const node = new CodeNode({ type, field, named, start, end, startLine: line, endLine: lines.lineOf(end, line) }, open.at(-1) ?? top, source);
      const tooDeep = open.length >= maximumDepth;
      if (!tooDeep && !isLeaf && cursor.gotoFirstChild()) {
        open.push(node);
        continue;
      }
      if (tooDeep) complete = false;
    }
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

/** Nodes of some types at or below a node, in the order of the text: most questions are about few of a file's nodes. */
export function nodesOf(node: CodeNode, types: ReadonlySet<string>): readonly CodeNode[] {
  return node.ofTypes(types);
}

/** Every node below and including this one, parents first, in the order of the text. */
export function walk(node: CodeNode): readonly CodeNode[] {
  return node.all;
}
