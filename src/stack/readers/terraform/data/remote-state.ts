import { type Value, textOf } from "../../../value.ts";
import { unknown } from "../../../value-builders.ts";
import { argumentOf } from "../instance-arguments.ts";
import type { ResourceInstance } from "../resource-instance.ts";
import { type PathStep, type WalkContext, walk } from "../walk.ts";

/** An output of another root module of the repository that keeps its state where the data source looks; undefined where there is none. */
export function remoteOutput(instance: ResourceInstance, path: readonly PathStep[], context: WalkContext): Value | undefined {
  const [head, step, ...rest] = path;
  const name = step?.kind === "attribute" ? step.name : step?.kind === "index" ? textOf(step.key) : undefined;
  const backend = textOf(argumentOf(instance, "backend"));
  if (head?.kind !== "attribute" || head.name !== "outputs" || name === undefined || backend === undefined || isOtherWorkspace(instance)) {
    return undefined;
  }
  const { states } = context.module.evaluation;
  const root = states.rootBehind(backend, argumentOf(instance, "config"), instance.scope.module.evaluation.rootFolder);
  if (root === undefined || root === instance.scope.module) return undefined;
  // What was applied last may still give an output that the files do not.
  if (!root.source.outputs.has(name)) return unknown(`${root.scopeName} gives no output ${name}`, context.at);
  return states.following(() => walk(root.output(name, context.at), rest, { at: context.at, module: root }));
}

/** The state of a workspace that is named: the same files, but applied with other values. */
function isOtherWorkspace(instance: ResourceInstance): boolean {
  const workspace = textOf(argumentOf(instance, "workspace"));
  return workspace !== undefined && workspace !== "default";
}
