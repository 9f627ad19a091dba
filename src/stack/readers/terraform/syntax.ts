import type { Location } from "../../../change/location.ts";

/** One step of a traversal: `.name`, `[key]`, or a splat that applies the following steps to every item. */
export type Step =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly key: Expression }
  | { readonly kind: "splat"; readonly steps: readonly Step[] };

export interface ObjectElement {
  readonly key: Expression;
  readonly keyAt: Location;
  readonly value: Expression;
  readonly at: Location;
}

/** What both forms of `for` have: names that are bound, the collection, the condition. */
export interface ForHead {
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  readonly condition: Expression | undefined;
}

/** An HCL expression, detached from its parser. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null; readonly at: Location }
  | { readonly kind: "template"; readonly parts: readonly Expression[]; readonly at: Location }
  | { readonly kind: "list"; readonly items: readonly Expression[]; readonly at: Location }
  | { readonly kind: "object"; readonly elements: readonly ObjectElement[]; readonly at: Location }
  | { readonly kind: "variable"; readonly name: string; readonly at: Location }
  | { readonly kind: "traversal"; readonly of: Expression; readonly steps: readonly Step[]; readonly at: Location }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Expression[]; readonly expands: boolean; readonly at: Location }
  | { readonly kind: "for-list"; readonly head: ForHead; readonly result: Expression; readonly at: Location }
  | {
      readonly kind: "for-map";
      readonly head: ForHead;
      readonly key: Expression;
      readonly result: Expression;
      readonly groups: boolean;
      readonly at: Location;
    }
  | {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly consequent: Expression;
      readonly alternative: Expression;
      readonly at: Location;
    }
  | { readonly kind: "operation"; readonly operator: string; readonly operands: readonly Expression[]; readonly at: Location }
  | { readonly kind: "template-for"; readonly head: ForHead; readonly body: Expression; readonly at: Location }
  | { readonly kind: "broken"; readonly reason: string; readonly at: Location };

export interface Attribute {
  readonly name: string;
  readonly key: Location;
  readonly value: Expression;
  readonly at: Location;
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  readonly key: Location;
  readonly at: Location;
}

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

/** The attribute of that name, where the body has it. */
export function attributeOf(body: Body, name: string): Attribute | undefined {
  return body.attributes.find((attribute) => attribute.name === name);
}

/** Blocks of one type; a `dynamic` block is not among them. */
export function blocksOf(body: Body, type: string): readonly Block[] {
  return body.blocks.filter((block) => block.type === type);
}
