import type { Location } from "../../../change/location.ts";
import { entry, scalar, unknown } from "../../value-builders.ts";
import type { Value } from "../../value.ts";
import { boundedJoin, boundedList, boundedMap, failure, isFailure } from "./bounded-values.ts";
import { callFunction } from "./call-function.ts";
import { evaluateForList, evaluateForMap, evaluateTemplateFor } from "./evaluate-for.ts";
import { evaluateOperation } from "./evaluate-operation.ts";
import { asText, truthOf } from "./value-conversion.ts";
import { sameValue } from "./same-value.ts";
import type { Scope } from "./scope.ts";
import type { Expression, ObjectElement } from "./syntax.ts";
import { evaluateTraversal } from "./evaluate-traversal.ts";

/** The value of an expression as far as the repository tells. Never throws; work, depth and size are bounded. */
export function evaluate(expression: Expression, scope: Scope): Value {
  return scope.module.evaluation.bounded(expression.at, () => evaluateKind(expression, scope));
}

function evaluateKind(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return scalar(expression.value, expression.at);
    case "broken":
      return unknown(expression.reason, expression.at);
    case "list":
      return boundedList(
        expression.items.map((item) => evaluate(item, scope)),
        expression.at,
      );
    case "object":
      return evaluateObject(expression.elements, expression.at, scope);
    case "template":
      return evaluateTemplate(expression.parts, expression.at, scope);
    case "variable":
      return evaluateTraversal(expression, [], expression.at, scope);
    case "traversal":
      return evaluateTraversal(expression.of, expression.steps, expression.at, scope);
    case "call":
      return callFunction(expression, scope);
    case "for-list":
      return evaluateForList(expression, scope);
    case "for-map":
      return evaluateForMap(expression, scope);
    case "template-for":
      return evaluateTemplateFor(expression, scope);
    case "conditional":
      return evaluateConditional(expression, scope);
    default:
      return evaluateOperation(
        expression.operator,
        expression.operands.map((operand) => evaluate(operand, scope)),
        expression.at,
      );
  }
}

function evaluateObject(elements: readonly ObjectElement[], at: Location, scope: Scope): Value {
  const entries = [];
  for (const element of elements) {
    const key = asText(evaluate(element.key, scope));
    if (key.kind !== "scalar") return unknown("a key of the map is not known", at);
    entries.push(entry(String(key.value), evaluate(element.value, scope), { key: element.keyAt, at: element.at }));
  }
  return boundedMap(entries, at);
}

function evaluateTemplate(parts: readonly Expression[], at: Location, scope: Scope): Value {
  const [only] = parts;
  // "${x}" is x itself, whatever its type.
  if (only !== undefined && parts.length === 1) return evaluate(only, scope);
  const values = parts.map((part) => asText(evaluate(part, scope)));
  const failed = values.find(isFailure);
  if (failed !== undefined) return failed;
  return boundedJoin(values, at);
}

function evaluateConditional(expression: Extract<Expression, { kind: "conditional" }>, scope: Scope): Value {
  const condition = evaluate(expression.condition, scope);
  const truth = truthOf(condition);
  if (truth !== undefined) return evaluate(truth ? expression.consequent : expression.alternative, scope);
  if (isFailure(condition)) return condition;
  const consequent = evaluate(expression.consequent, scope);
  if (sameValue(consequent, evaluate(expression.alternative, scope))) return consequent;
  const reason = condition.kind === "unknown" ? condition.reason : "the condition is known at deployment";
  return condition.kind === "scalar" ? failure("the condition is not a boolean", expression.at) : unknown(reason, expression.at);
}
