import type { Location } from "../../../../change/location.ts";
import type { Value } from "../../../value.ts";
import type { Evaluation } from "../evaluation.ts";
import type { Scope } from "../scope.ts";

/** One call with evaluated arguments. */
export interface FunctionCall {
  readonly name: string;
  readonly arguments: readonly Value[];
  readonly at: Location;
  readonly evaluation: Evaluation;
  readonly scope: Scope;
}

export interface TerraformFunction {
  /** True where parts of the arguments may be unknown; else the call is then unknown without asking. */
  readonly takesUnknown: boolean;
  evaluate(call: FunctionCall): Value;
}

/** A function of fully known arguments. */
export function ofKnown(evaluate: (call: FunctionCall) => Value): TerraformFunction {
  return { takesUnknown: false, evaluate };
}

/** A function that looks at unknown arguments itself. */
export function ofAny(evaluate: (call: FunctionCall) => Value): TerraformFunction {
  return { takesUnknown: true, evaluate };
}
