import type { CodeNode } from "../code-node.ts";
import type { Origin } from "../origin.ts";

/** One name that a file declares, with the stretch of text in which it holds. */
export interface Declaration {
  readonly name: string;
  readonly kind: "variable" | "parameter" | "function" | "class" | "import" | "loop" | "other";
  /** Offsets between which the name means this. */
  readonly from: number;
  readonly to: number;
  readonly topLevel: boolean;
  readonly node: CodeNode;
  /** The expression it is made from; null where there is none. */
  readonly value: CodeNode | null;
  /** The way into the value where it is taken apart: `const { a: { b } } = x` gives a, b. */
  readonly path: readonly string[];
  /** It has a default beside its value. */
  readonly hasDefault: boolean;
  /** For imports. */
  readonly origin: Origin | null;
  /** For parameters: the function and the position. */
  readonly owner: CodeNode | null;
  readonly index: number;
  /** The declared type, where it is written. */
  readonly type: CodeNode | null;
  /** Values that are assigned later. */
  readonly assigned: CodeNode[];
}

/** The parts of a declaration that are not what most are. */
export type DeclarationInit = Pick<Declaration, "name" | "kind" | "from" | "to" | "topLevel" | "node"> & Partial<Declaration>;

/** The names of a file and what they mean at a place. */
export class DeclarationTable {
  private readonly byName = new Map<string, Declaration[]>();

  add(init: DeclarationInit): void {
    const declaration: Declaration = {
      value: null,
      path: [],
      hasDefault: false,
      origin: null,
      owner: null,
      index: -1,
      type: null,
      assigned: [],
      ...init,
    };
    const list = this.byName.get(declaration.name);
    if (list === undefined) this.byName.set(declaration.name, [declaration]);
    else list.push(declaration);
  }

  /** What a name means at an offset: the innermost declaration around it. */
  find(name: string, offset: number): Declaration | null {
    let best: Declaration | null = null;
    for (const declaration of this.byName.get(name) ?? []) {
      if (offset < declaration.from || offset >= declaration.to) continue;
      if (best === null || declaration.to - declaration.from < best.to - best.from) best = declaration;
    }
    return best;
  }

  /** A field or top-level name, also where a local of the same name hides it. */
  findTop(name: string, offset: number): Declaration | null {
    return (this.byName.get(name) ?? []).find((declaration) => declaration.topLevel && offset >= declaration.from && offset < declaration.to) ?? null;
  }

  *all(): Generator<Declaration> {
    for (const list of this.byName.values()) yield* list;
  }
}
