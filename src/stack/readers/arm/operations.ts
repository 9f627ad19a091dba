import { sameValue } from "../../compare-values.ts";
import { type Value, isFullyKnown } from "../../value.ts";
import { relocated, scalar, unknown } from "../../value-builders.ts";
import type { Expression } from "./expression.ts";

type Operation = Extract<Expression, { kind: "operation" }>;

/** Bicep's operators. What decides alone decides also where the other side is unknown: `false && x` is false. */
export function operate(operation: Operation, evaluate: (operand: Expression) => Value): Value {
  const { operator, at } = operation;
  const [left, right] = operation.operands.map(evaluate);
  if (left === undefined) return unknown("an operand is missing", at);
  if (right === undefined) return unary(operator, left, operation);
  if (operator === "&&" || operator === "||") return logical(operator === "||", left, right, operation);
  if (operator === "??") {
    if (left.kind === "unknown") return left;
    return left.kind === "scalar" && left.value === null ? right : left;
  }
  if (operator === "==" || operator === "!=") {
    const same = equality(left, right);
    return same === undefined ? undecided(left, right, operation) : scalar(same === (operator === "=="), at);
  }
  if (left.kind !== "scalar" || right.kind !== "scalar") return undecided(left, right, operation);
  const result = compute(operator, left.value, right.value);
  return result === undefined ? unknown(`${operator} cannot be computed`, at) : scalar(result, at);
}

/** Whether two values are equal; undefined where that is decided at deployment. */
export function equality(left: Value, right: Value): boolean | undefined {
  if (isFullyKnown(left) && isFullyKnown(right)) return sameValue(left, right);
  return left.kind !== "unknown" && sameValue(left, right) ? true : undefined;
}

function unary(operator: string, operand: Value, { at }: Operation): Value {
  if (operand.kind === "unknown") return relocated(operand, at);
  if (operand.kind !== "scalar") return unknown("computed at deployment", at);
  if (operator === "!" && typeof operand.value === "boolean") return scalar(!operand.value, at);
  if (operator === "-" && typeof operand.value === "number") return scalar(-operand.value, at);
  return unknown(`${operator} cannot be computed`, at);
}

function logical(deciding: boolean, left: Value, right: Value, operation: Operation): Value {
  const values = [left, right].map((side) => (side.kind === "scalar" ? side.value : undefined));
  if (values.includes(deciding)) return scalar(deciding, operation.at);
  return values.every((value) => value === !deciding) ? scalar(!deciding, operation.at) : undecided(left, right, operation);
}

function undecided(left: Value, right: Value, { at }: Operation): Value {
  const open = [left, right].find((side) => side.kind === "unknown");
  return open === undefined ? unknown("computed at deployment", at) : relocated(open, at);
}

function compute(operator: string, left: unknown, right: unknown): number | boolean | undefined {
  if (typeof left === "string" && typeof right === "string") {
    if (operator === "=~") return left.toLowerCase() === right.toLowerCase();
    if (operator === "!~") return left.toLowerCase() !== right.toLowerCase();
    return compared(operator, left < right ? -1 : Number(left > right));
  }
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? undefined : Math.trunc(left / right);
    case "%":
      return right === 0 ? undefined : left % right;
    default:
      return compared(operator, left - right);
  }
}

function compared(operator: string, difference: number): boolean | undefined {
  switch (operator) {
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
    default:
      return undefined;
  }
}
