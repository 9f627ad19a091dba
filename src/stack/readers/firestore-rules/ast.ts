import type { Location } from "../../../change/location.ts";

/** A security rules file: of Firestore, of Storage, or broken. https://firebase.google.com/docs/reference/rules/rules */
export interface RulesFile {
  /** The text of `rules_version`; null where the file has none (version 1). */
  readonly version: string | null;
  readonly services: readonly ServiceBlock[];
}

/** `service cloud.firestore { … }`. */
export interface ServiceBlock extends BlockBody {
  readonly name: string;
  readonly at: Location;
}

/** What a service or match block holds. */
export interface BlockBody {
  readonly matches: readonly MatchBlock[];
  readonly allows: readonly Allow[];
  readonly functions: readonly FunctionDeclaration[];
}

export interface MatchBlock extends BlockBody {
  readonly segments: readonly PatternSegment[];
  /** The path as written. */
  readonly path: string;
  /** `match` and its path, without the body. */
  readonly headAt: Location;
  readonly at: Location;
}

/** A step of a match path. A wildcard takes one segment, a recursive one all that follow. */
export type PatternSegment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "wildcard"; readonly name: string }
  | { readonly kind: "recursive"; readonly name: string };

/** `allow read, write: if …;`. */
export interface Allow {
  /** As written: read, write, get, list, create, update, delete. */
  readonly methods: readonly string[];
  /** Null where nothing is asked: allowed always. */
  readonly condition: Expression | null;
  readonly at: Location;
}

export interface FunctionDeclaration {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly variables: readonly { readonly name: string; readonly value: Expression }[];
  readonly result: Expression;
  readonly at: Location;
}

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "in" | "is" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

/** An expression of the rules language; `error` stands where the text could not be understood. */
export type Expression = { readonly at: Location } & (
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly of: Expression; readonly name: string }
  | { readonly kind: "index"; readonly of: Expression; readonly index: Expression }
  | { readonly kind: "call"; readonly callee: Expression; readonly arguments: readonly Expression[] }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "conditional"; readonly test: Expression; readonly consequence: Expression; readonly otherwise: Expression }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "map"; readonly entries: readonly { readonly key: Expression; readonly value: Expression }[] }
  | { readonly kind: "path"; readonly segments: readonly (string | Expression)[] }
  | { readonly kind: "error" }
);

/** The parts directly inside an expression. */
function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "member":
      return [expression.of];
    case "index":
      return [expression.of, expression.index];
    case "call":
      return [expression.callee, ...expression.arguments];
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "conditional":
      return [expression.test, expression.consequence, expression.otherwise];
    case "list":
      return expression.items;
    case "map":
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case "path":
      return expression.segments.filter((segment) => typeof segment !== "string");
    default:
      return [];
  }
}

/** Every expression below and including this one. */
export function* walkExpression(expression: Expression): Generator<Expression> {
  const open = [expression];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    open.push(...partsOf(next));
  }
}
