import type { Location } from "../../../../change/location.ts";

/** What a function is given: an expression, spread out (`...x`, `*x`, `**x`) or by name (Python). */
export interface Argument {
  readonly value: Expression;
  readonly isSpread: boolean;
  readonly keyword: string | undefined;
  /** The place of the keyword alone. */
  readonly keywordAt?: Location;
  readonly at: Location;
}

/** One part of an object literal. A computed key is an expression. */
export type Member =
  | { readonly kind: "property"; readonly key: string | Expression; readonly keyAt: Location; readonly value: Expression; readonly at: Location }
  | { readonly kind: "spread"; readonly value: Expression; readonly at: Location };

/** What a value is taken apart into. */
export type Pattern =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "target"; readonly target: Expression }
  | { readonly kind: "object"; readonly parts: readonly ObjectPart[]; readonly rest: string | undefined }
  | { readonly kind: "list"; readonly items: readonly (Pattern | undefined)[]; readonly rest: string | undefined }
  | { readonly kind: "default"; readonly pattern: Pattern; readonly value: Expression };

export interface ObjectPart {
  readonly key: string;
  readonly pattern: Pattern;
}

export interface Parameter {
  readonly pattern: Pattern;
  readonly value: Expression | undefined;
  /** `...rest`, `*args`, or `**kwargs`. */
  readonly rest: "list" | "object" | undefined;
  /** TypeScript: `private readonly name`. */
  readonly isField: boolean;
  /** Python: after a `*`. */
  readonly isKeywordOnly: boolean;
}

export interface FunctionNode {
  readonly name: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  /** Arrow functions keep the `this` of where they stand. */
  readonly isArrow: boolean;
  readonly at: Location;
}

export interface ClassNode {
  readonly name: string | undefined;
  readonly base: Expression | undefined;
  readonly isAbstract: boolean;
  readonly methods: readonly { readonly name: string; readonly isStatic: boolean; readonly isGetter: boolean; readonly node: FunctionNode }[];
  readonly fields: readonly { readonly name: string; readonly isStatic: boolean; readonly value: Expression | undefined }[];
  readonly at: Location;
}

/** An expression of TypeScript or Python, detached from its parser. Names of Python are in camel case. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null | undefined; readonly at: Location }
  | { readonly kind: "template"; readonly parts: readonly Expression[]; readonly at: Location }
  | { readonly kind: "name"; readonly name: string; readonly at: Location }
  | { readonly kind: "super"; readonly at: Location }
  | { readonly kind: "member"; readonly of: Expression; readonly name: string; readonly at: Location }
  | { readonly kind: "index"; readonly of: Expression; readonly index: Expression; readonly at: Location }
  | { readonly kind: "call"; readonly callee: Expression; readonly arguments: readonly Argument[]; readonly isNew: boolean; readonly at: Location }
  | { readonly kind: "object"; readonly members: readonly Member[]; readonly at: Location }
  | { readonly kind: "list"; readonly items: readonly Argument[]; readonly at: Location }
  | { readonly kind: "function"; readonly node: FunctionNode; readonly at: Location }
  | { readonly kind: "class"; readonly node: ClassNode; readonly at: Location }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly consequent: Expression;
      readonly alternative: Expression;
      readonly at: Location;
    }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression; readonly at: Location }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression; readonly at: Location }
  | { readonly kind: "assign"; readonly pattern: Pattern; readonly operator: string; readonly value: Expression; readonly at: Location }
  | {
      readonly kind: "comprehension";
      readonly pattern: Pattern;
      readonly over: Expression;
      readonly condition: Expression | undefined;
      readonly result: Expression;
      /** The key of a dictionary comprehension. */
      readonly key: Expression | undefined;
      readonly at: Location;
    }
  | { readonly kind: "regex"; readonly pattern: string; readonly flags: string; readonly at: Location }
  | { readonly kind: "unread"; readonly text: string; readonly at: Location };

export type Statement =
  | { readonly kind: "expression"; readonly value: Expression; readonly at: Location }
  | { readonly kind: "declare"; readonly pattern: Pattern; readonly value: Expression | undefined; readonly at: Location }
  | { readonly kind: "function"; readonly name: string; readonly node: FunctionNode; readonly at: Location }
  | { readonly kind: "class"; readonly name: string; readonly node: ClassNode; readonly at: Location }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly consequent: readonly Statement[];
      readonly alternative: readonly Statement[];
      readonly at: Location;
    }
  | {
      readonly kind: "for-each";
      readonly pattern: Pattern;
      readonly over: Expression;
      /** `for … in` of JavaScript: the keys. */
      readonly overKeys: boolean;
      readonly body: readonly Statement[];
      readonly at: Location;
    }
  /** `for (let i = 0; i < 3; i += 1)`. */
  | {
      readonly kind: "counted";
      readonly start: readonly Statement[];
      readonly test: Expression;
      readonly step: Expression;
      readonly body: readonly Statement[];
      readonly at: Location;
    }
  /** Loops that wait: nobody can say how often. */
  | { readonly kind: "loop"; readonly body: readonly Statement[]; readonly at: Location }
  | {
      readonly kind: "switch";
      readonly value: Expression;
      readonly cases: readonly { readonly test: Expression | undefined; readonly body: readonly Statement[] }[];
      readonly at: Location;
    }
  | { readonly kind: "block"; readonly body: readonly Statement[]; readonly at: Location }
  | { readonly kind: "return"; readonly value: Expression | undefined; readonly at: Location }
  | { readonly kind: "throw"; readonly at: Location }
  | { readonly kind: "break"; readonly at: Location }
  | { readonly kind: "continue"; readonly at: Location }
  | { readonly kind: "import"; readonly import: Import; readonly at: Location };

/** Names taken from a module: `*` is the module itself, `default` its default export. */
export interface Import {
  readonly module: string;
  readonly names: readonly { readonly imported: string; readonly local: string }[];
}

/** One source file. */
export interface Module {
  readonly path: string;
  readonly language: "typescript" | "python";
  readonly body: readonly Statement[];
  /** Exported name → local name. Python exports every name of the top level. */
  readonly exports: ReadonlyMap<string, string>;
  /** Names passed on from other modules: `export { a as b } from`, `export * from` (imported and exported as `*`). */
  readonly passedOn: readonly { readonly module: string; readonly imported: string; readonly exported: string }[];
  /** False where a part could not be parsed. */
  readonly isComplete: boolean;
}

/** Every module that a file names, without following any. */
export function importsOf(module: Module): readonly string[] {
  const named = module.body.flatMap((statement) => (statement.kind === "import" ? [statement.import.module] : []));
  return [...named, ...module.passedOn.map((one) => one.module)];
}
