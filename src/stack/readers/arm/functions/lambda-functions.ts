import { type Value, textOf } from "../../../value.ts";
import { entry, list, map, scalar, unknown } from "../../../value-builders.ts";
import type { Evaluator } from "../evaluator.ts";
import type { CallExpression, LambdaExpression } from "../expression.ts";

const mostItems = 300;

/** `map`, `filter` and `toObject` with the function written in place; undefined for every other call. */
export function callWithLambda(call: CallExpression, evaluator: Evaluator): Value | undefined {
  const [source, ...lambdas] = call.arguments;
  const functions = lambdas.filter((argument) => argument.kind === "lambda");
  const [first, second] = functions;
  if (source === undefined || first === undefined) return undefined;
  const over = evaluator.evaluate(source);
  if (over.kind !== "list" || over.items.length > mostItems) return unknown("the list that is mapped is not known", call.at);
  const apply = (lambda: LambdaExpression, item: Value, index: number) =>
    item.kind === "unknown" ? item : evaluator.with(variables(lambda, item, index)).evaluate(lambda.body);
  switch (call.name.toLowerCase()) {
    case "map":
      return list(
        over.items.map((item, index) => apply(first, item, index)),
        call.at,
      );
    case "filter": {
      const kept = over.items.flatMap((item, index) => {
        const test = apply(first, item, index);
        if (test.kind !== "scalar") return [unknown("whether it is kept is not known", item.at)];
        return test.value === true ? [item] : [];
      });
      return list(kept, call.at);
    }
    case "toobject": {
      const entries = over.items.map((item, index) => {
        const name = textOf(apply(first, item, index));
        return name === undefined ? undefined : entry(name, second === undefined ? item : apply(second, item, index), { at: item.at });
      });
      const listed = entries.filter((one) => one !== undefined);
      return listed.length === entries.length ? map(listed, call.at) : unknown("a name of the object is computed", call.at);
    }
    default:
      return unknown(`${call.name} is computed at deployment`, call.at);
  }
}

/** A lambda of two parameters gets the position after the item in `map` and `filter`. */
function variables(lambda: LambdaExpression, item: Value, index: number): (readonly [string, Value])[] {
  return lambda.parameters.slice(0, 2).map((name, position) => [name, position === 0 ? item : scalar(index, item.at)]);
}
