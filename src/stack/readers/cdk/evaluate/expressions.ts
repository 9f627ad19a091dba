import type { Expression } from "../syntax/syntax.ts";
import { classDatum } from "./classes.ts";
import { type Datum, choiceOf, literal, unknownDatum } from "./datum.ts";
import { reasonOf } from "./describe.ts";
import type { Frame, Interpreter } from "./interpreter.ts";
import { argumentsOf, listOf, objectOf } from "./literals.ts";
import { assigned, binaryOf, comprehension, conditional, unary } from "./operations.ts";
import { textDatum } from "./operators.ts";
import { absolutePath, folderOf } from "./project-path.ts";

type Of<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

/** The value of an expression. */
export function evaluateExpression(interpreter: Interpreter, expression: Expression, frame: Frame): Datum {
  switch (expression.kind) {
    case "literal":
      return literal(expression.value, expression.at);
    case "template":
      return textDatum(
        expression.parts.map((part) => interpreter.evaluate(part, frame)),
        expression.at,
      );
    case "name":
      return named(expression, frame);
    case "member":
      return interpreter.member(interpreter.evaluate(expression.of, frame), expression.name, expression.at);
    case "index":
      return indexed(interpreter, expression, frame);
    case "call":
      return called(interpreter, expression, frame);
    case "object":
      return objectOf(interpreter, expression.members, { frame, at: expression.at });
    case "list":
      return listOf(interpreter, expression.items, { frame, at: expression.at });
    case "function":
      return {
        kind: "closure",
        node: expression.node,
        environment: frame.environment,
        module: frame.module,
        self: expression.node.isArrow ? frame.self : undefined,
        owner: frame.owner,
        at: expression.at,
      };
    case "class":
      return classDatum(expression.node, frame);
    case "regex":
      return {
        kind: "term",
        name: "regex",
        receiver: undefined,
        arguments: [literal(expression.pattern, expression.at), literal(expression.flags, expression.at)],
        module: frame.module.path,
        at: expression.at,
      };
    default:
      return computed(interpreter, expression, frame);
  }
}

function computed(
  interpreter: Interpreter,
  expression: Of<"conditional" | "binary" | "unary" | "assign" | "comprehension" | "super" | "unread">,
  frame: Frame,
): Datum {
  switch (expression.kind) {
    case "conditional":
      return conditional(interpreter, expression, frame);
    case "binary":
      return binaryOf(interpreter, expression, frame);
    case "unary":
      return unary(expression.operator, interpreter.evaluate(expression.operand, frame), expression.at);
    case "assign":
      return assigned(interpreter, expression, frame);
    case "comprehension":
      return comprehension(interpreter, expression, frame);
    default:
      return unknownDatum("computed in code", expression.at);
  }
}

function named({ name, at }: Of<"name">, frame: Frame): Datum {
  if (name === "this") return frame.self ?? unknownDatum("`this` is not known here", at);
  const value = frame.environment.get(name);
  if (value !== undefined) return value;
  if (name === "undefined") return literal(undefined, at);
  if (name === "__dirname") return literal(absolutePath(folderOf(at.path)), at);
  if (name === "__filename" || name === "__file__") return literal(absolutePath(at.path), at);
  if (name === "__name__") return literal("__main__", at);
  return { kind: "library", package: "global", path: [name], at };
}

function indexed(interpreter: Interpreter, expression: Of<"index">, frame: Frame): Datum {
  const of = interpreter.evaluate(expression.of, frame);
  const index = interpreter.evaluate(expression.index, frame);
  if (index.kind === "literal" && typeof index.value === "number" && of.kind === "list") {
    const item = of.items.at(index.value);
    return item ?? (of.open === undefined ? literal(undefined, expression.at) : unknownDatum(of.open, expression.at));
  }
  if (index.kind === "literal" && typeof index.value === "string") {
    if (of.kind === "object" && !of.fields.has(index.value) && of.open === undefined) return literal(undefined, expression.at);
    return interpreter.member(of, index.value, expression.at);
  }
  if (of.kind === "object" && index.kind === "choice" && of.open === undefined && index.options.every((option) => option.kind === "literal")) {
    const options = index.options.map((option) => interpreter.member(of, option.kind === "literal" ? String(option.value) : "", expression.at));
    return choiceOf(options, index.reason, expression.at);
  }
  const options = of.kind === "object" && of.open === undefined ? [...of.fields.values()].map((field) => field.value) : [];
  const reason = index.kind !== "literal" ? reasonOf(index) : of.kind === "unknown" || of.kind === "choice" ? of.reason : "computed in code";
  return options.length > 0 ? choiceOf(options, reason, expression.at) : unknownDatum(reason, expression.at);
}

function called(interpreter: Interpreter, expression: Of<"call">, frame: Frame): Datum {
  const { callee, at, isNew } = expression;
  const call = { at, frame, isNew, written: writtenName(callee) };
  if (callee.kind === "super") {
    interpreter.superCall(argumentsOf(interpreter, expression.arguments, frame), call);
    return literal(undefined, at);
  }
  if (callee.kind !== "member" || isNew) {
    const value = interpreter.evaluate(callee, frame);
    return interpreter.invoke(value, argumentsOf(interpreter, expression.arguments, frame), call);
  }
  const receiver = callee.of.kind === "super" ? frame.self : interpreter.evaluate(callee.of, frame);
  const given = argumentsOf(interpreter, expression.arguments, frame);
  if (receiver === undefined) return unknownDatum("computed in code", at);
  return interpreter.callMethod(receiver, callee.of.kind === "super" ? `super.${callee.name}` : callee.name, given, call);
}

function writtenName(callee: Expression): string {
  if (callee.kind === "name") return callee.name;
  return callee.kind === "member" ? `${writtenName(callee.of)}.${callee.name}` : "";
}
