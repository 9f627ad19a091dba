import type { Location } from "../../../../change/location.ts";
import type { Argument, Expression, Member } from "../syntax/syntax.ts";
import { assignTo, bindPattern, identified } from "./assignments.ts";
import { classDatum } from "./classes.ts";
import { type Datum, type ListDatum, type ObjectDatum, choiceOf, isUndefined, literal, truthOf, unknownDatum } from "./datum.ts";
import { Environment } from "./environment.ts";
import type { CallArguments, Frame, Interpreter } from "./interpreter.ts";
import { reasonOf } from "./describe.ts";
import { eachItem } from "./loops.ts";
import { spreadInto, spreadItems } from "./objects.ts";
import { binary, textDatum } from "./operators.ts";
import { absolutePath, folderOf } from "./project-path.ts";

type Of<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

/** The value of an expression. */
export function evaluateExpression(interpreter: Interpreter, expression: Expression, frame: Frame): Datum {
  if (!interpreter.state.spend()) return unknownDatum("the program is too large to evaluate", expression.at);
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

function argumentsOf(interpreter: Interpreter, given: readonly Argument[], frame: Frame): CallArguments {
  const positional: ListDatum = { kind: "list", items: [], open: undefined, at: given[0]?.at ?? { path: frame.module.path, startLine: 1, endLine: 1 } };
  let keywords: ObjectDatum | undefined;
  for (const argument of given) {
    const value = interpreter.evaluate(argument.value, frame);
    if (argument.keyword === undefined && !argument.isSpread) positional.items.push(value);
    else if (argument.keyword === undefined) spreadItems(positional, value);
    else {
      keywords ??= { kind: "object", fields: new Map(), open: undefined, depth: interpreter.state.conditions, at: argument.at };
      if (argument.isSpread) spreadInto(keywords, value);
      else keywords.fields.set(argument.keyword, { value, key: keyPlace(argument), at: argument.at });
    }
  }
  return { positional: positional.items, keywords, open: positional.open };
}

function keyPlace(argument: Argument): Location {
  const { at } = argument;
  if (at.start === undefined || argument.keyword === undefined) return at;
  return { ...at, endLine: at.startLine };
}

function objectOf(interpreter: Interpreter, members: readonly Member[], place: { frame: Frame; at: Location }): Datum {
  const object: ObjectDatum = { kind: "object", fields: new Map(), open: undefined, depth: interpreter.state.conditions, at: place.at };
  for (const member of members) {
    const value = interpreter.evaluate(member.value, place.frame);
    if (member.kind === "spread") {
      spreadInto(object, value);
      continue;
    }
    const key = typeof member.key === "string" ? literal(member.key, member.keyAt) : interpreter.evaluate(member.key, place.frame);
    if (key.kind !== "literal") object.open ??= "the name of a property is computed";
    else object.fields.set(String(key.value), { value: identified(value, String(key.value)), key: member.keyAt, at: member.at });
  }
  return object;
}

function listOf(interpreter: Interpreter, items: readonly Argument[], place: { frame: Frame; at: Location }): Datum {
  const list: ListDatum = { kind: "list", items: [], open: undefined, at: place.at };
  for (const item of items) {
    const value = interpreter.evaluate(item.value, place.frame);
    if (item.isSpread) spreadItems(list, value);
    else list.items.push(value);
  }
  return list;
}

function conditional(interpreter: Interpreter, expression: Of<"conditional">, frame: Frame): Datum {
  const test = interpreter.evaluate(expression.test, frame);
  const truth = truthOf(test);
  if (truth !== undefined) return interpreter.evaluate(truth ? expression.consequent : expression.alternative, frame);
  const options = interpreter.state.possibly(() => [interpreter.evaluate(expression.consequent, frame), interpreter.evaluate(expression.alternative, frame)]);
  return choiceOf(options, reasonOf(test), expression.at);
}

function binaryOf(interpreter: Interpreter, { operator, left: written, right, at }: Of<"binary">, frame: Frame): Datum {
  const left = interpreter.evaluate(written, frame);
  if (operator !== "&&" && operator !== "||" && operator !== "??") return binary(operator, { left, right: interpreter.evaluate(right, frame) }, at);
  const isGone = operator === "??" ? goneness(left) : truthOf(left);
  const takesRight = operator === "&&" ? isGone : operator === "||" ? negate(isGone) : isGone;
  if (takesRight !== undefined) return takesRight ? interpreter.evaluate(right, frame) : left;
  const other = interpreter.state.possibly(() => interpreter.evaluate(right, frame));
  return choiceOf([operator === "&&" ? literal(false, at) : left, other], reasonOf(left), at);
}

/** Whether a value is null or undefined. */
function goneness(datum: Datum): boolean | undefined {
  if (datum.kind === "unknown" || datum.kind === "term" || datum.kind === "attribute" || datum.kind === "choice") return undefined;
  return isUndefined(datum);
}

function negate(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

function unary(operator: string, operand: Datum, at: Location): Datum {
  const truth = truthOf(operand);
  if (operator === "!") return truth === undefined ? unknownDatum(reasonOf(operand), at) : literal(!truth, at);
  const isNumber = operand.kind === "literal" && typeof operand.value === "number";
  if (operator === "-" && isNumber) return literal(-Number(operand.value), at);
  if (operator === "+" && operand.kind === "literal") return literal(Number(operand.value), at);
  if (operator === "void") return literal(undefined, at);
  if (operator === "typeof" && operand.kind === "literal") return literal(operand.value === null ? "object" : typeof operand.value, at);
  return unknownDatum(reasonOf(operand), at);
}

function assigned(interpreter: Interpreter, { pattern, operator, value: written, at }: Of<"assign">, frame: Frame): Datum {
  const isLogical = operator === "??=" || operator === "||=" || operator === "&&=";
  if (operator === "=" || pattern.kind !== "target" && pattern.kind !== "name") {
    const value = interpreter.evaluate(written, frame);
    assignTo(interpreter, pattern, { value, frame });
    return value;
  }
  const current: Expression = pattern.kind === "name" ? { kind: "name", name: pattern.name, at } : pattern.target;
  const combined: Expression = { kind: "binary", operator: isLogical ? operator.slice(0, 2) : operator.slice(0, -1), left: current, right: written, at };
  const value = interpreter.evaluate(combined, frame);
  assignTo(interpreter, pattern, { value, frame });
  return value;
}

function comprehension(interpreter: Interpreter, expression: Of<"comprehension">, frame: Frame): Datum {
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
