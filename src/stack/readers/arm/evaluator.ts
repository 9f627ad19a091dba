import type { Location } from "../../../change/location.ts";
import { sameValue } from "../../compare-values.ts";
import { type MapEntry, type ReferenceValue, type Value, textOf } from "../../value.ts";
import { entry, joined, list, map, relocated, scalar, unknown } from "../../value-builders.ts";
import { boundedValue } from "./bounded-value.ts";
import type { Budget } from "./budget.ts";
import type { CallExpression, Expression, LoopExpression, Property } from "./expression.ts";
import { callFunction } from "./functions/call-function.ts";
import { callWithLambda } from "./functions/lambda-functions.ts";
import { operate } from "./operations.ts";
import { isListedWhole, unlisted } from "./partial-map.ts";

/** What names, resources and functions mean in one template or module. */
export interface Names {
  lookup(name: string, at: Location): Value;
  /** Functions that depend on where they stand; undefined for all others. */
  call(call: CallExpression, arguments_: readonly Value[], evaluator: Evaluator): Value | undefined;
  /** An attribute of a resource or module of the template, where more than the reference is known; undefined otherwise. */
  attribute(of: ReferenceValue, path: string): Value | undefined;
  /** An element of a resource loop. */
  element(of: ReferenceValue, index: string): ReferenceValue | undefined;
  /** A resource declared inside another one. */
  nested(of: ReferenceValue, name: string): ReferenceValue | undefined;
}

const mostIterations = 300;

/** Turns expressions into values: known where the repository tells, unknown with the reason otherwise. */
export class Evaluator {
  readonly names: Names;
  readonly budget: Budget;
  private readonly locals: ReadonlyMap<string, Value>;

  constructor(names: Names, budget: Budget, locals: ReadonlyMap<string, Value> = new Map()) {
    this.names = names;
    this.budget = budget;
    this.locals = locals;
  }

  /** The same names, with the variables of a loop or lambda before them. */
  with(variables: Iterable<readonly [string, Value]>): Evaluator {
    return new Evaluator(this.names, this.budget, new Map([...this.locals, ...variables]));
  }

  /** A variable of a loop or lambda. */
  local(name: string): Value | undefined {
    return this.locals.get(name);
  }

  evaluate(expression: Expression): Value {
    return this.budget.step(
      () => boundedValue(this.value(expression)),
      (reason) => unknown(reason, expression.at),
    );
  }

  private value(expression: Expression): Value {
    const { at } = expression;
    switch (expression.kind) {
      case "value":
        return expression.value;
      case "name":
        return usedAt(this.locals.get(expression.name) ?? this.names.lookup(expression.name, at), at);
      case "text":
        return joined(
          expression.parts.map((part) => asText(this.evaluate(part))),
          at,
        );
      case "object":
        return map(
          expression.properties.flatMap((property) => this.entries(property)),
          at,
        );
      case "array":
        return list(
          expression.items.map((item) => this.evaluate(item)),
          at,
        );
      case "call":
        return this.call(expression);
      case "member":
        return this.member(this.evaluate(expression.of), expression.name, at);
      case "index":
        return this.index(this.evaluate(expression.of), this.evaluate(expression.index), at);
      case "nested":
        return this.nested(this.evaluate(expression.of), expression.name, at);
      case "choice":
        return this.choice(expression);
      case "operation":
        return operate(expression, (operand) => this.evaluate(operand));
      case "loop":
        return this.loop(expression);
      default:
        return unknown(expression.kind === "broken" ? expression.reason : "a function is no value", at);
    }
  }

  private entries(property: Property): readonly MapEntry[] {
    const value = this.evaluate(property.value);
    if (property.kind === "spread") return value.kind === "map" ? [...value.entries.values()] : [unlisted(value)];
    const written = this.evaluate(property.name);
    const name = textOf(written);
    if (name === undefined)
      return [
        unlisted(written.kind === "joined" || written.kind === "reference" ? written : unknown("the property's name is computed", property.at)),
      ];
    return [entry(name, value, { key: property.key, at: property.at })];
  }

  private call(call: CallExpression): Value {
    const withLambda = callWithLambda(call, this);
    if (withLambda !== undefined) return withLambda;
    const values = call.arguments.map((argument) => this.evaluate(argument));
    const named = this.names.call(call, values, this);
    return named === undefined ? relocated(callFunction(call, values), call.at) : usedAt(named, call.at);
  }

  private member(of: Value, name: string, at: Location): Value {
    if (of.kind === "unknown") return relocated(of, at);
    if (of.kind === "reference") return this.attribute(of, of.attribute === undefined ? name : `${of.attribute}.${name}`, at);
    if (of.kind !== "map") return unknown(`${name} is asked of something that has no properties`, at);
    const found = of.entries.get(name) ?? [...of.entries.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return relocated(found.value, at);
    return isListedWhole(of) ? unknown(`the property ${name} is not set`, at) : unknown(`the property ${name} may be set elsewhere`, at);
  }

  private attribute(of: ReferenceValue, path: string, at: Location): Value {
    const known = this.names.attribute(of, path);
    return known === undefined ? { ...of, attribute: path, at } : relocated(known, at);
  }

  private index(of: Value, index: Value, at: Location): Value {
    if (of.kind === "unknown") return relocated(of, at);
    if (index.kind !== "scalar") return unknown("the index is computed at deployment", at);
    if (of.kind === "map") return this.member(of, String(index.value), at);
    if (of.kind === "list" && typeof index.value === "number") {
      const item = of.items[index.value < 0 ? of.items.length + index.value : index.value];
      return item === undefined ? unknown(`there is no element ${index.value}`, at) : relocated(item, at);
    }
    if (of.kind !== "reference") return unknown("it cannot be indexed", at);
    if (typeof index.value === "string") return this.member(of, index.value, at);
    const element = of.attribute === undefined ? this.names.element(of, String(index.value)) : undefined;
    return element === undefined ? this.attribute(of, `${of.attribute ?? ""}[${index.value}]`, at) : { ...element, at };
  }

  private nested(of: Value, name: string, at: Location): Value {
    const inner = of.kind === "reference" ? this.names.nested(of, name) : undefined;
    return inner === undefined ? unknown(`${name} is not declared inside it`, at) : { ...inner, at };
  }

  private choice(choice: Extract<Expression, { kind: "choice" }>): Value {
    const test = this.evaluate(choice.test);
    if (test.kind === "scalar" && typeof test.value === "boolean") return this.evaluate(test.value ? choice.consequence : choice.alternative);
    const [then, otherwise] = [this.evaluate(choice.consequence), this.evaluate(choice.alternative)];
    if (sameValue(then, otherwise)) return then;
    return unknown(test.kind === "unknown" ? `depends on a condition: ${test.reason}` : "depends on a condition", choice.at);
  }

  private loop(loop: LoopExpression): Value {
    const rounds = this.rounds(loop);
    if (rounds === undefined) return unknown("the list that is looped over is not known", loop.at);
    return list(
      rounds.map((round) => round.evaluate(loop.body)),
      loop.at,
    );
  }

  /** One evaluator for each round of a loop that passes its filter; undefined where the rounds cannot be told. */
  rounds(loop: LoopExpression): readonly Evaluator[] | undefined {
    const over = this.evaluate(loop.over);
    if (over.kind !== "list" || over.items.length > mostIterations) return undefined;
    const rounds: Evaluator[] = [];
    for (const [position, item] of over.items.entries()) {
      if (item.kind === "unknown") return undefined;
      const round = this.with([[loop.item, item], ...(loop.index === undefined ? [] : [[loop.index, scalar(position, item.at)] as const])]);
      const test = loop.test === undefined ? undefined : round.evaluate(loop.test);
      if (test !== undefined && test.kind !== "scalar") return undefined;
      if (test === undefined || test.value === true) rounds.push(round);
    }
    return rounds;
  }
}

function asText(value: Value): Value {
  return value.kind === "list" || value.kind === "map" ? unknown("a list or object as text", value.at) : value;
}

/** What a name stands for, where it is used. A scalar keeps the place where it is written: there it has to be changed. */
export function usedAt(value: Value, at: Location): Value {
  return value.kind === "scalar" ? value : relocated(value, at);
}
