import type { Location } from "../../../change/location.ts";
import { entry, list, scalar } from "../../value-builders.ts";
import type { MapEntry, Value } from "../../value.ts";
import { boundedJoin, boundedList, boundedMap, isFailure } from "./bounded-values.ts";
import { evaluate } from "./evaluate-expression.ts";
import { type Scope, withBindings } from "./scope.ts";
import type { Expression, ForHead } from "./syntax.ts";
import { asText, truthOf, unknownBecauseOf } from "./value-conversion.ts";

/** A pair of key and value of something that can be iterated; the key of a list's item is its index. */
interface Iterated {
  readonly key: Value;
  readonly value: Value;
}

/** What iterating a value gives; undefined where it is not known or cannot be iterated. */
export function iterate(value: Value): readonly Iterated[] | undefined {
  if (value.kind === "list") return value.items.map((item, index) => ({ key: scalar(index, item.at), value: item }));
  if (value.kind !== "map") return undefined;
  return [...value.entries.values()].map((one) => ({ key: scalar(one.name, one.key), value: one.value }));
}

/** `[for v in c : result if condition]` */
export function evaluateForList(expression: Extract<Expression, { kind: "for-list" }>, scope: Scope): Value {
  const rounds = roundsOf(expression.head, scope, expression.at);
  if (!Array.isArray(rounds)) return rounds;
  return boundedList(
    rounds.map((round) => evaluate(expression.result, round)),
    expression.at,
  );
}

/** `{for k, v in c : key => result if condition}` */
export function evaluateForMap(expression: Extract<Expression, { kind: "for-map" }>, scope: Scope): Value {
  const rounds = roundsOf(expression.head, scope, expression.at);
  if (!Array.isArray(rounds)) return rounds;
  const entries = new Map<string, MapEntry>();
  for (const round of rounds) {
    const key = asText(evaluate(expression.key, round));
    if (key.kind !== "scalar") return unknownBecauseOf([key], expression.at);
    const name = String(key.value);
    const value = evaluate(expression.result, round);
    const before = entries.get(name)?.value;
    const grouped = list([...(before?.kind === "list" ? before.items : []), value], expression.at);
    entries.set(name, entry(name, expression.groups ? grouped : value));
  }
  return boundedMap([...entries.values()], expression.at);
}

/** `%{ for v in c }…%{ endfor }` */
export function evaluateTemplateFor(expression: Extract<Expression, { kind: "template-for" }>, scope: Scope): Value {
  const rounds = roundsOf(expression.head, scope, expression.at);
  if (!Array.isArray(rounds)) return rounds;
  return boundedJoin(
    rounds.map((round) => asText(evaluate(expression.body, round))),
    expression.at,
  );
}

function roundsOf(head: ForHead, scope: Scope, at: Location): Scope[] | Value {
  const collection = evaluate(head.collection, scope);
  const items = iterate(collection);
  if (items === undefined) return isFailure(collection) ? collection : unknownBecauseOf([collection], at);
  const rounds: Scope[] = [];
  for (const item of items) {
    const names: (readonly [string, Value])[] = [[head.valueName, item.value]];
    if (head.keyName !== undefined) names.push([head.keyName, item.key]);
    const round = withBindings(scope, names);
    const condition = head.condition === undefined ? true : truthOf(evaluate(head.condition, round));
    if (condition === undefined) return unknownBecauseOf([], at);
    if (condition) rounds.push(round);
  }
  return rounds;
}
