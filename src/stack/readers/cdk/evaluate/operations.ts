import type { Location } from "../../../../change/location.ts";
import type { Expression } from "../syntax/syntax.ts";
import { assignTo, bindPattern } from "./assignments.ts";
import { type Datum, type ListDatum, type ObjectDatum, choiceOf, isUndefined, literal, truthOf, unknownDatum } from "./datum.ts";
import { reasonOf } from "./describe.ts";
import { Environment } from "./environment.ts";
import type { Frame, Interpreter } from "./interpreter.ts";
import { eachItem } from "./loops.ts";
import { binary } from "./operators.ts";

type Of<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

/** `test ? one : other`. Where nobody can decide, both are evaluated as possible. */
export function conditional(interpreter: Interpreter, expression: Of<"conditional">, frame: Frame): Datum {
  const test = interpreter.evaluate(expression.test, frame);
  const truth = truthOf(test);
  if (truth !== undefined) return interpreter.evaluate(truth ? expression.consequent : expression.alternative, frame);
  const options = interpreter.state.possibly(() => [
    interpreter.evaluate(expression.consequent, frame),
    interpreter.evaluate(expression.alternative, frame),
  ]);
  return choiceOf(options, reasonOf(test), expression.at);
}

/** Operations on two values; the logical ones evaluate the right side only where it counts. */
export function binaryOf(interpreter: Interpreter, { operator, left: written, right, at }: Of<"binary">, frame: Frame): Datum {
  const left = interpreter.evaluate(written, frame);
  if (operator !== "&&" && operator !== "||" && operator !== "??") return binary(operator, { left, right: interpreter.evaluate(right, frame) }, at);
  const isGone = operator === "??" ? goneness(left) : truthOf(left);
  const takesRight = operator === "&&" ? isGone : operator === "||" ? negate(isGone) : isGone;
  if (takesRight !== undefined) return takesRight ? interpreter.evaluate(right, frame) : left;
  const other = interpreter.state.possibly(() => interpreter.evaluate(right, frame));
  if (operator === "&&") return choiceOf([literal(false, at), other], reasonOf(left), at);
  const options = left.kind === "choice" ? left.options : [left];
  // The left side only stays where it is there.
  const kept = options.filter((option) => (operator === "||" ? truthOf(option) !== false : !isUndefined(option)));
  return choiceOf([...kept, other], reasonOf(left), at);
}

/** Whether a value is null or undefined. */
function goneness(datum: Datum): boolean | undefined {
  if (datum.kind === "unknown" || datum.kind === "term" || datum.kind === "attribute" || datum.kind === "choice") return undefined;
  return isUndefined(datum);
}

function negate(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

/** Operations on one value. */
export function unary(operator: string, operand: Datum, at: Location): Datum {
  const truth = truthOf(operand);
  if (operator === "!") return truth === undefined ? unknownDatum(reasonOf(operand), at) : literal(!truth, at);
  if (operator === "-" && operand.kind === "literal" && typeof operand.value === "number") return literal(-operand.value, at);
  if (operator === "+" && operand.kind === "literal") return literal(Number(operand.value), at);
  if (operator === "void") return literal(undefined, at);
  if (operator === "typeof" && operand.kind === "literal") return literal(operand.value === null ? "object" : typeof operand.value, at);
  return unknownDatum(reasonOf(operand), at);
}

/** Assignments, plain and combined. */
export function assigned(interpreter: Interpreter, { pattern, operator, value: written, at }: Of<"assign">, frame: Frame): Datum {
  const isLogical = operator === "??=" || operator === "||=" || operator === "&&=";
  if (operator === "=" || (pattern.kind !== "target" && pattern.kind !== "name")) {
    const value = interpreter.evaluate(written, frame);
    assignTo(interpreter, pattern, { value, frame });
    return value;
  }
  const current: Expression = pattern.kind === "name" ? { kind: "name", name: pattern.name, at } : pattern.target;
  const combined: Expression = {
    kind: "binary",
    operator: isLogical ? operator.slice(0, 2) : operator.slice(0, -1),
    left: current,
    right: written,
    at,
  };
  const value = interpreter.evaluate(combined, frame);
  assignTo(interpreter, pattern, { value, frame });
  return value;
}

/** Comprehensions of Python. */
export function comprehension(interpreter: Interpreter, expression: Of<"comprehension">, frame: Frame): Datum {
  const { at, key } = expression;
  const list: ListDatum = { kind: "list", items: [], open: undefined, at };
  const object: ObjectDatum = { kind: "object", fields: new Map(), open: undefined, depth: interpreter.state.conditions, at };
  const over = interpreter.evaluate(expression.over, frame);
  const open = eachItem(interpreter, over, (item) => {
    const inner = { ...frame, environment: new Environment(frame.environment) };
    bindPattern(interpreter, expression.pattern, { value: item, frame: inner });
    const test = expression.condition === undefined ? undefined : interpreter.evaluate(expression.condition, inner);
    const truth = test === undefined ? true : truthOf(test);
    if (truth === false) return;
    const value = interpreter.evaluate(expression.result, inner);
    if (truth === undefined) list.open = object.open = "computed in code";
    const name = key === undefined ? undefined : interpreter.evaluate(key, inner);
    if (name?.kind === "literal") object.fields.set(String(name.value), { value, key: value.at, at: value.at });
    else if (name !== undefined) object.open = "the name of a property is computed";
    else list.items.push(value);
  });
  list.open ??= open;
  object.open ??= open;
  return key === undefined ? list : object;
}
