import { type CodeNode, nodesOf } from "../code-node.ts";
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
  /** Whether a condition guards what its block sets, by condition node: asked for by everything inside. */
  readonly guards: Map<CodeNode, boolean>;
  /** Identifiers by name, filled at the first question. */
  readonly identifiers: Map<string, CodeNode[]>;
}

/** A file of which nothing is known but its names. */
export function createSourceFile(path: string, language: Language, root: CodeNode, table: DeclarationTable): SourceFile {
  return {
    path,
    language,
    root,
    table,
    functions: new Map(),
    classes: new Map(),
    fields: new Map(),
    origins: new Map(),
    guards: new Map(),
    identifiers: new Map(),
  };
}

const identifiers = new Set(["identifier", "shorthand_property_identifier"]);

/** Every place of a file where a name stands as an identifier. */
export function identifiersNamed(name: string, file: SourceFile): readonly CodeNode[] {
  if (file.identifiers.size === 0) {
    for (const node of nodesOf(file.root, identifiers)) {
      const list = file.identifiers.get(node.text);
      if (list === undefined) file.identifiers.set(node.text, [node]);
      else list.push(node);
    }
  }
  return file.identifiers.get(name) ?? [];
}

/** Answers a question about a node once. */
export function guardOnce(node: CodeNode, file: SourceFile, ask: () => boolean): boolean {
  const known = file.guards.get(node);
  if (known !== undefined) return known;
  const answer = ask();
  file.guards.set(node, answer);
  return answer;
}
