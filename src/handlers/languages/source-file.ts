import type { CodeNode } from "../code-node.ts";
import type { Language } from "../facts.ts";
import type { Origin } from "../origin.ts";
import type { DeclarationTable } from "./declarations.ts";

/** A file while it is read: its tree, its names, and the ids of its functions and classes. */
export interface SourceFile {
  readonly path: string;
  readonly language: Language;
  readonly root: CodeNode;
  readonly table: DeclarationTable;
  /** Scope id by function node. */
  readonly functions: Map<CodeNode, string>;
  /** Class id by class node. */
  readonly classes: Map<CodeNode, string>;
  /** Values of class fields, by class id and field name. */
  readonly fields: Map<string, Map<string, CodeNode>>;
  readonly origins: Map<CodeNode, Origin>;
}

export function createSourceFile(path: string, language: Language, root: CodeNode, table: DeclarationTable): SourceFile {
  return { path, language, root, table, functions: new Map(), classes: new Map(), fields: new Map(), origins: new Map() };
}
