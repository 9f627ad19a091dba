import type { Value } from "../../value.ts";
import { evaluateArgument } from "./evaluate-body.ts";
import type { ResourceInstance } from "./resource-instance.ts";

const evaluated = new WeakMap<ResourceInstance, Map<string, Value | undefined>>();

/** One argument of an instance, evaluated when it is first asked for; undefined where it is absent. */
export function argumentOf(instance: ResourceInstance, name: string): Value | undefined {
  const before = evaluated.get(instance) ?? new Map<string, Value | undefined>();
  evaluated.set(instance, before);
  const key = instance.scope.module.evaluation.isJudging ? `judging ${name}` : name;
  if (!before.has(key)) before.set(key, evaluateArgument(instance.block.body, name, instance.scope));
  return before.get(key);
}
