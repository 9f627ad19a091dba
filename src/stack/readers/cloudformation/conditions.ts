import { type Value, itemsOf, textOf } from "../../value.ts";
import { isSameValue } from "./equality.ts";
import type { Resolver } from "./resolver.ts";

/** Evaluates a condition expression with what is known; undefined where the outcome depends on the rest. */
export function evaluateCondition(expression: Value | undefined, resolver: Resolver): boolean | undefined {
  if (expression?.kind !== "map") return literalOf(expression);
  const [only, ...others] = [...expression.entries.values()];
  if (only === undefined || others.length > 0) return undefined;
  const operands = itemsOf(only.value);
  const outcomes = () => operands.map((operand) => evaluateCondition(operand, resolver));
  switch (only.name) {
    case "Condition": {
      const name = textOf(only.value);
      return name === undefined ? undefined : resolver.condition(name);
    }
    case "Fn::Equals":
      return equals(operands, resolver);
    case "Fn::Not":
      return negated(evaluateCondition(operands[0], resolver));
    case "Fn::And":
      return all(outcomes());
    case "Fn::Or":
      return negated(all(outcomes().map(negated)));
    default:
      return undefined;
  }
}

function literalOf(expression: Value | undefined): boolean | undefined {
  const text = textOf(expression);
  return text === "true" ? true : text === "false" ? false : undefined;
}

function equals(operands: readonly Value[], resolver: Resolver): boolean | undefined {
  const [one, other] = operands.slice(0, 2).map((operand) => resolver.resolve(operand));
  if (one === undefined || other === undefined) return undefined;
  if (one.kind === "scalar" && other.kind === "scalar") return isSameValue(one, other);
  return isSameValue(one, other) ? true : undefined;
}

function negated(outcome: boolean | undefined): boolean | undefined {
  return outcome === undefined ? undefined : !outcome;
}

function all(outcomes: readonly (boolean | undefined)[]): boolean | undefined {
  if (outcomes.includes(false)) return false;
  return outcomes.includes(undefined) ? undefined : true;
}
