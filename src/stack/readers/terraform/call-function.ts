import { scalar } from "../../value-builders.ts";
import { type Value, isFullyKnown } from "../../value.ts";
import { containsFailure, failure, isFailure } from "./bounded-values.ts";
import { evaluate } from "./evaluate-expression.ts";
import { collectionFunctions } from "./functions/collection-functions.ts";
import { encodingFunctions } from "./functions/encoding-functions.ts";
import { fileFunctions } from "./functions/file-functions.ts";
import type { FunctionCall, TerraformFunction } from "./functions/function-call.ts";
import { numberFunctions } from "./functions/number-functions.ts";
import { textFunctions } from "./functions/text-functions.ts";
import type { Scope } from "./scope.ts";
import type { Expression } from "./syntax.ts";
import { unknownBecauseOf } from "./value-conversion.ts";

type CallExpression = Extract<Expression, { kind: "call" }>;

const functions = new Map<string, TerraformFunction>([
  ...collectionFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...numberFunctions,
  ...textFunctions,
]);

/** The value of a function call. Functions that we do not evaluate, such as hashes and time, give unknown. */
export function callFunction(expression: CallExpression, scope: Scope): Value {
  if (expression.name === "try") return tryEach(expression, scope);
  const values = argumentsOf(expression, scope);
  if (expression.name === "can") return canBe(values[0], expression);
  const failed = values.find(isFailure);
  if (failed !== undefined) return failed;
  const implementation = functions.get(expression.name);
  if (implementation === undefined)
    return unknownBecauseOf([{ kind: "unknown", reason: `${expression.name}() is evaluated at deployment`, at: expression.at }], expression.at);
  const call: FunctionCall = { arguments: values, at: expression.at, name: expression.name, evaluation: scope.module.evaluation, scope };
  if (!implementation.takesUnknown && !values.every(isFullyKnown)) return unknownBecauseOf(values, expression.at);
  return implementation.evaluate(call);
}

function argumentsOf(expression: CallExpression, scope: Scope): readonly Value[] {
  const values = expression.arguments.map((argument) => evaluate(argument, scope));
  const last = values.at(-1);
  if (!expression.expands || last === undefined) return values;
  return last.kind === "list" ? [...values.slice(0, -1), ...last.items] : [...values.slice(0, -1), unknownBecauseOf([last], expression.at)];
}

/** The first argument that Terraform would not refuse. */
function tryEach(expression: CallExpression, scope: Scope): Value {
  let last: Value = failure("try() without arguments", expression.at);
  for (const argument of expression.arguments) {
    last = evaluate(argument, scope);
    if (!containsFailure(last)) return last;
  }
  return last;
}

function canBe(value: Value | undefined, expression: CallExpression): Value {
  if (value === undefined || containsFailure(value)) return scalar(false, expression.at);
  return value.kind === "unknown" ? unknownBecauseOf([value], expression.at) : scalar(true, expression.at);
}
