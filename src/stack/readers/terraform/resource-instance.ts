import type { Location } from "../../../change/location.ts";
import { reference, scalar, unknown } from "../../value-builders.ts";
import type { ReferenceValue, Value } from "../../value.ts";
import { iterate } from "./evaluate-for.ts";
import { evaluate } from "./evaluate-expression.ts";
import { type Scope, countBinding, eachBinding, withBindings } from "./scope.ts";
import { type Block, attributeOf } from "./syntax.ts";
import { numberOf } from "./value-conversion.ts";

/** One instance of a `resource` or `data` block. */
export interface ResourceInstance {
  /** Terraform's address inside the module: `aws_sqs_queue.orders["eu"]`, `data.archive_file.code`. */
  readonly address: string;
  /** The module instance: folder of the root module, then `/module.<name>` for each call. */
  readonly moduleScope: string;
  /** Short name for readers: `orders`, `orders["eu"]`, `worker.this`. */
  readonly name: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly block: Block;
  readonly scope: Scope;
  readonly conditional: boolean;
}

/** A pointer to an instance, or to one of its attributes in the platform's shape. */
export function pointerTo(instance: ResourceInstance, at: Location, attribute?: string): ReferenceValue {
  return { ...reference(instance.address, at, attribute), scope: instance.moduleScope };
}

/** One repetition of a block: what `count` or `for_each` makes of it. */
interface Repetition {
  /** The index as addresses write it: `[1]`, `["eu"]`; empty for the only one. */
  readonly suffix: string;
  readonly key: string | number | undefined;
  readonly scope: Scope;
}

/** All repetitions of a block. `single` also stands for an unknown number of them: then one, conditional, represents all. */
export interface Repetitions {
  readonly shape: "single" | "list" | "map";
  readonly conditional: boolean;
  readonly items: readonly Repetition[];
}

const mostRepetitions = 200;

/** Reads `count` and `for_each` of a block. */
export function repetitionsOf(block: Block, scope: Scope): Repetitions {
  const count = attributeOf(block.body, "count");
  if (count !== undefined) return countRepetitions(evaluate(count.value, scope), scope);
  const forEach = attributeOf(block.body, "for_each");
  if (forEach !== undefined) return eachRepetitions(evaluate(forEach.value, scope), scope);
  return { shape: "single", conditional: false, items: [{ suffix: "", key: undefined, scope }] };
}

function countRepetitions(count: Value, scope: Scope): Repetitions {
  const number = numberOf(count);
  if (number === undefined || !Number.isInteger(number) || number < 0 || number > mostRepetitions) {
    return represented([["count", unknown("the number of instances is not known", count.at)]], scope);
  }
  const items = Array.from({ length: number }, (_, index) => ({
    // Terraform itself treats the resource without index and its instance 0 as the same.
    suffix: index === 0 ? "" : `[${index}]`,
    key: index,
    scope: withBindings(scope, [countBinding(index, count.at)]),
  }));
  return { shape: "list", conditional: false, items };
}

function eachRepetitions(collection: Value, scope: Scope): Repetitions {
  const pairs = iterate(collection);
  const isSet = collection.kind === "list";
  if (pairs === undefined || pairs.length > mostRepetitions || (isSet && pairs.some((pair) => pair.value.kind !== "scalar"))) {
    return represented([["each", unknown("the instances of for_each are not known", collection.at)]], scope);
  }
  const items = pairs.map((pair) => {
    const key = isSet && pair.value.kind === "scalar" ? String(pair.value.value) : keyText(pair.key);
    return {
      suffix: `[${JSON.stringify(key)}]`,
      key,
      scope: withBindings(scope, [eachBinding(scalar(key, isSet ? pair.value.at : pair.key.at), pair.value)]),
    };
  });
  return { shape: "map", conditional: false, items };
}

function represented(bindings: readonly (readonly [string, Value])[], scope: Scope): Repetitions {
  return { shape: "single", conditional: true, items: [{ suffix: "", key: undefined, scope: withBindings(scope, bindings) }] };
}

function keyText(key: Value): string {
  return key.kind === "scalar" ? String(key.value) : "";
}
