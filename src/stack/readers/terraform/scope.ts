import { mapOf, scalar } from "../../value-builders.ts";
import type { Value } from "../../value.ts";
import type { ModuleInstance } from "./module-instance.ts";

/** Where names are looked up: the module, and what `for`, `each`, `count` and dynamic blocks bind. */
export interface Scope {
  readonly module: ModuleInstance;
  readonly bindings: ReadonlyMap<string, Value>;
}

/** The scope with more names. */
export function withBindings(scope: Scope, names: Iterable<readonly [string, Value]>): Scope {
  return { module: scope.module, bindings: new Map([...scope.bindings, ...names]) };
}

/** What `each` is inside an instance of `for_each`. */
export function eachBinding(key: Value, value: Value): readonly [string, Value] {
  return ["each", mapOf({ key, value }, value.at)];
}

/** What `count` is inside an instance of `count`. */
export function countBinding(index: number, at: Value["at"]): readonly [string, Value] {
  return ["count", mapOf({ index: scalar(index, at) }, at)];
}
