import type { Location } from "../../../change/location.ts";
import { scalar } from "../../value-builders.ts";
import { type Value, isFullyKnown } from "../../value.ts";
import { failure, isFailure } from "./bounded-values.ts";
import { sameValue } from "./same-value.ts";
import { numberOf, truthOf, unknownBecauseOf } from "./value-conversion.ts";

const arithmetic = new Map<string, (left: number, right: number) => number | boolean>([
  ["+", (left, right) => left + right],
  ["-", (left, right) => left - right],
  ["*", (left, right) => left * right],
  ["/", (left, right) => left / right],
  ["%", (left, right) => left % right],
  [">", (left, right) => left > right],
  [">=", (left, right) => left >= right],
  ["<", (left, right) => left < right],
  ["<=", (left, right) => left <= right],
]);

/** The value of an operation on evaluated operands. */
export function evaluateOperation(operator: string, operands: readonly Value[], at: Location): Value {
  const [left, right] = operands;
  if (left === undefined) return failure("incomplete operation", at);
  if (right === undefined) return evaluateUnary(operator, left, at);
  if (operator === "&&" || operator === "||") return evaluateLogical(operator, left, right, at);
  const failed = operands.find(isFailure);
  if (failed !== undefined) return failed;
  if (operator === "==" || operator === "!=") return evaluateEquality(operator === "==", left, right, at);
  return evaluateArithmetic(operator, left, right, at);
}

function evaluateUnary(operator: string, operand: Value, at: Location): Value {
  if (operand.kind !== "scalar") return isFailure(operand) ? operand : unknownBecauseOf([operand], at);
  const truth = truthOf(operand);
  const number = numberOf(operand);
  if (operator === "!" && truth !== undefined) return scalar(!truth, at);
  if (operator === "-" && number !== undefined) return scalar(-number, at);
  return failure(`${operator} does not take this value`, at);
}

function evaluateLogical(operator: string, left: Value, right: Value, at: Location): Value {
  const truths = [truthOf(left), truthOf(right)];
  // One operand can decide alone, also where the other is not known.
  const deciding = operator === "||";
  if (truths.includes(deciding)) return scalar(deciding, at);
  return truths.includes(undefined) ? unknownBecauseOf([left, right], at) : scalar(!deciding, at);
}

function evaluateEquality(wantsEqual: boolean, left: Value, right: Value, at: Location): Value {
  if (sameValue(left, right)) return scalar(wantsEqual, at);
  // What is written as a collection, a text or a resource's attribute is not null, whatever it is.
  if ((isNull(left) && right.kind !== "unknown") || (isNull(right) && left.kind !== "unknown")) return scalar(!wantsEqual, at);
  if (!isFullyKnown(left) || !isFullyKnown(right)) return unknownBecauseOf([left, right], at);
  return scalar(!wantsEqual, at);
}

function isNull(value: Value): boolean {
  return value.kind === "scalar" && value.value === null;
}

function evaluateArithmetic(operator: string, left: Value, right: Value, at: Location): Value {
  if (left.kind !== "scalar" || right.kind !== "scalar") return unknownBecauseOf([left, right], at);
  const numbers = [numberOf(left), numberOf(right)];
  const [one, other] = numbers;
  const calculate = arithmetic.get(operator);
  if (one === undefined || other === undefined || calculate === undefined) return failure(`${operator} does not take these values`, at);
  const result = calculate(one, other);
  return typeof result === "number" && !Number.isFinite(result) ? failure("division by zero", at) : scalar(result, at);
}
