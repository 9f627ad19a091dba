import type { Location } from "../../../change/location.ts";
import { entry, relocated, scalar, unknown } from "../../value-builders.ts";
import type { Value } from "../../value.ts";
import { boundedList, boundedMap, failure, isFailure } from "./bounded-values.ts";
import { evaluate } from "./evaluate-expression.ts";
import type { ChildSet, ModuleInstance, ResourceSet } from "./module-instance.ts";
import { relativePath } from "./paths.ts";
import { pointerTo } from "./resource-instance.ts";
import type { Scope } from "./scope.ts";
import type { Expression, Step } from "./syntax.ts";
import { numberOf } from "./value-conversion.ts";
import { type PathStep, walk } from "./walk.ts";

/** The value of a name with the steps behind it. */
export function evaluateTraversal(of: Expression, steps: readonly Step[], at: Location, scope: Scope): Value {
  const path = steps.map((step) => pathStep(step, scope));
  const context = { at, module: scope.module };
  const bound = of.kind === "variable" ? scope.bindings.get(of.name) : evaluate(of, scope);
  const value =
    bound === undefined && of.kind === "variable" ? named(of.name, path, at, scope.module) : walk(bound ?? unknown("not known", at), path, context);
  // Known values keep the place where they are written; what is not known is told where it is used.
  if (value.kind !== "unknown") return value;
  return isFailure(value) ? failure(value.reason, at) : relocated(value, at);
}

function pathStep(step: Step, scope: Scope): PathStep {
  if (step.kind === "index") return { kind: "index", key: evaluate(step.key, scope) };
  if (step.kind === "splat") return { kind: "splat", steps: step.steps.map((inner) => pathStep(inner, scope)) };
  return step;
}

function named(root: string, path: readonly PathStep[], at: Location, module: ModuleInstance): Value {
  const [first, second, ...rest] = path;
  if (first?.kind !== "attribute") return failure(`${root} cannot be used like this`, at);
  const context = { at, module };
  const after = path.slice(1);
  switch (root) {
    case "var":
      return walk(module.variable(first.name, at), after, context);
    case "local":
      return walk(module.local(first.name, at), after, context);
    case "path":
      return scalar(first.name === "module" ? relativePath(module.evaluation.rootFolder, module.source.folder) : ".", at);
    case "terraform":
      return unknown("the workspace is chosen at deployment", at);
    case "each":
    case "count":
    case "self":
      return unknown(`${root} is not known here`, at);
    case "module":
      return childValue(first.name, after, at, module);
    case "data": {
      const set = second?.kind === "attribute" ? module.resources("data", first.name, second.name) : undefined;
      return set === undefined ? failure("the data source is not declared", at) : setValue(set, rest, context);
    }
    default: {
      const set = module.resources("managed", root, first.name);
      return set === undefined ? failure(`${root}.${first.name} is not declared`, at) : setValue(set, after, context);
    }
  }
}

function setValue(set: ResourceSet, path: readonly PathStep[], context: { readonly at: Location; readonly module: ModuleInstance }): Value {
  const { at } = context;
  const [only] = set.byKey.values();
  if (set.shape === "single") {
    if (only === undefined) return unknown("the resource refers to itself", at);
    return walk(pointerTo(only, at), path[0]?.kind === "index" ? path.slice(1) : path, context);
  }
  const [step] = path;
  if (step?.kind !== "index") {
    const whole = [...set.byKey].map(([key, instance]) => entry(String(key), pointerTo(instance, at)));
    const value =
      set.shape === "map"
        ? boundedMap(whole, at)
        : boundedList(
            whole.map((one) => one.value),
            at,
          );
    return walk(value, path, context);
  }
  const picked = pick(set.byKey, step.key, set.shape);
  if (picked === "unknown") {
    if (set.byKey.size === 1 && only !== undefined) return walk(pointerTo(only, at), path.slice(1), context);
    return unknown("which instance is meant is not known", at);
  }
  return picked === undefined ? failure("there is no such instance", at) : walk(pointerTo(picked, at), path.slice(1), context);
}

function pick<T>(byKey: ReadonlyMap<string | number | undefined, T>, key: Value, shape: "list" | "map"): T | "unknown" | undefined {
  if (key.kind !== "scalar") return "unknown";
  return byKey.get(shape === "list" ? (numberOf(key) ?? -1) : String(key.value));
}

function childValue(name: string, path: readonly PathStep[], at: Location, module: ModuleInstance): Value {
  const set = module.children(name);
  if (set === undefined) return failure(`module ${name} is not declared`, at);
  if (set.missing !== undefined) return unknown(set.missing, at);
  const context = { at, module };
  const chosen = chooseChild(set, path);
  if (chosen === "unknown") return unknown("which module instance is meant is not known", at);
  if (chosen === undefined) return failure("there is no such module instance", at);
  if (chosen === "all") {
    const instances = [...set.byKey].map(([key, child]) => entry(String(key), outputsOf(child, at)));
    const items = instances.map((one) => one.value);
    return walk(set.shape === "map" ? boundedMap(instances, at) : boundedList(items, at), path, context);
  }
  const [output, ...rest] = chosen.path;
  if (output === undefined) return outputsOf(chosen.child, at);
  if (output.kind !== "attribute") return walk(outputsOf(chosen.child, at), chosen.path, context);
  return walk(chosen.child.output(output.name, at), rest, context);
}

function chooseChild(
  set: ChildSet,
  path: readonly PathStep[],
): { readonly child: ModuleInstance; readonly path: readonly PathStep[] } | "all" | "unknown" | undefined {
  const [step] = path;
  if (set.shape === "single") {
    const [child] = set.byKey.values();
    return child && { child, path: step?.kind === "index" ? path.slice(1) : path };
  }
  if (step?.kind !== "index") return "all";
  const child = pick(set.byKey, step.key, set.shape);
  return child === undefined || child === "unknown" ? child : { child, path: path.slice(1) };
}

function outputsOf(module: ModuleInstance, at: Location): Value {
  const entries = [...module.source.outputs.keys()].map((name) => entry(name, module.output(name, at)));
  return boundedMap(entries, at);
}
