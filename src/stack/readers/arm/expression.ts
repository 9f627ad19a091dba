import type { Location } from "../../../change/location.ts";
import type { Value } from "../../value.ts";

/** An expression of an ARM template or a Bicep file: both languages say the same with different signs. */
export type Expression =
  | { readonly kind: "value"; readonly value: Value; readonly at: Location }
  | { readonly kind: "name"; readonly name: string; readonly at: Location }
  /** Text with expressions in it. */
  | { readonly kind: "text"; readonly parts: readonly Expression[]; readonly at: Location }
  | { readonly kind: "object"; readonly properties: readonly Property[]; readonly at: Location }
  | { readonly kind: "array"; readonly items: readonly Expression[]; readonly at: Location }
  | CallExpression
  | { readonly kind: "member"; readonly of: Expression; readonly name: string; readonly at: Location }
  | { readonly kind: "index"; readonly of: Expression; readonly index: Expression; readonly at: Location }
  /** Bicep's `parent::child`. */
  | { readonly kind: "nested"; readonly of: Expression; readonly name: string; readonly at: Location }
  | { readonly kind: "choice"; readonly test: Expression; readonly consequence: Expression; readonly alternative: Expression; readonly at: Location }
  | { readonly kind: "operation"; readonly operator: string; readonly operands: readonly Expression[]; readonly at: Location }
  | LoopExpression
  | LambdaExpression
  | { readonly kind: "broken"; readonly reason: string; readonly at: Location };

export interface CallExpression {
  readonly kind: "call";
  readonly name: string;
  /** What the function is called on: a resource, a namespace. */
  readonly of?: Expression;
  readonly arguments: readonly Expression[];
  /** As written, for readers. */
  readonly text: string;
  readonly at: Location;
}

/** `[for item in list: body]`, also of resources and modules. */
export interface LoopExpression {
  readonly kind: "loop";
  readonly item: string;
  readonly index?: string;
  readonly over: Expression;
  readonly test?: Expression;
  readonly body: Expression;
  readonly at: Location;
}

export interface LambdaExpression {
  readonly kind: "lambda";
  readonly parameters: readonly string[];
  readonly body: Expression;
  readonly at: Location;
}

/** A property of an object; `spread` where another object's properties are taken in (`...other`). */
export type Property =
  | { readonly kind: "property"; readonly name: Expression; readonly key: Location; readonly value: Expression; readonly at: Location }
  | { readonly kind: "spread"; readonly value: Expression; readonly at: Location };
