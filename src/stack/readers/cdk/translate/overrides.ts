import type { Location } from "../../../../change/location.ts";
import type { MapValue, Value } from "../../../value.ts";
import { entry, map, unknown } from "../../../value-builders.ts";
import { assignment, visited } from "../evaluate/aspects.ts";
import type { ConstructNode, MethodCall } from "../evaluate/construct-node.ts";
import { type Datum, isUndefined, nodeOf, textOfDatum } from "../evaluate/datum.ts";
import { spelledName, spelledValue } from "./first-level.ts";
import { roleIdOf } from "./attributes.ts";
import { isFirstLevel } from "./construct-types.ts";
import type { Translation } from "./translation.ts";

/** What is changed of a resource behind the back of its construct. */
interface Override {
  readonly node: ConstructNode;
  /** The part of the construct, as the CDK calls it; undefined for its own resource. */
  readonly suffix: string | undefined;
  readonly steps: readonly string[];
  /** Undefined where the property is taken away. */
  readonly value: Value | undefined;
  readonly at: Location;
}

/** What an aspect may change of every resource in a scope. */
interface AspectChange {
  readonly scope: ConstructNode | undefined;
  readonly steps: readonly string[];
  readonly at: Location;
}

const writers = new Set([assignment, "addPropertyOverride", "addOverride", "addPropertyDeletionOverride", "addDeletionOverride"]);

/** Parts of constructs that have a name of their own. */
const parts: ReadonlyMap<string, string> = new Map([
  ["deploymentStage", "DeploymentStage"],
  ["defaultStage", "DefaultStage"],
]);

/** Escape hatches: `(fn.node.defaultChild as CfnFunction).addPropertyOverride("Timeout", 30)`, `cfnStage.accessLogSettings = {…}`, and aspects. */
export class Overrides {
  private readonly translation: Translation;
  private readonly byNode: ReadonlyMap<ConstructNode, readonly Override[]>;
  private readonly aspects: readonly AspectChange[];
  private readonly removals: readonly (ConstructNode | undefined)[];

  constructor(translation: Translation) {
    this.translation = translation;
    const { calls } = translation.state;
    this.byNode = Map.groupBy(
      calls.flatMap((call) => this.override(call) ?? []),
      (one) => one.node,
    );
    this.aspects = calls.flatMap(aspectChange);
    this.removals = calls.flatMap((call) => (call.name === "applyRemovalPolicy" ? (scopeOfVisit(call.receiver) ?? []) : [])).map(nodeOf);
  }

  private override(call: MethodCall): Override | undefined {
    const place = writers.has(call.name) ? placeOf(call.receiver) : undefined;
    const steps = stepsOf(call);
    if (place === undefined || steps === undefined) return undefined;
    const [, written] = call.arguments;
    const isGone = call.name.includes("Deletion") || written === undefined || isUndefined(written);
    const conversion = this.translation.conversion(place.node.scope);
    const value = (datum: Datum) => (call.name === assignment ? spelledValue(this.translation, conversion, datum) : conversion.value(datum));
    const isSure = !call.conditional || place.node.conditional;
    const known = isGone || written === undefined ? undefined : value(written);
    return { ...place, steps, value: isSure ? known : unknown("it is overridden under a condition", call.at), at: call.at };
  }

  /** The properties of a resource with everything that is said about them later. */
  applied(node: ConstructNode, suffix: string | undefined, properties: MapValue): MapValue {
    let changed = properties;
    for (const one of this.byNode.get(node) ?? []) if (one.suffix === suffix) changed = written(changed, one.steps, one);
    for (const { scope, steps, at } of this.aspects) {
      const value = unknown("an aspect of the program may change it", at);
      if (isInside(node, scope)) changed = written(changed, steps, { value, at: node.at });
    }
    return changed;
  }

  /** Whether an aspect may decide what becomes of a resource that leaves its stack. */
  mayDecideRemoval(node: ConstructNode): boolean {
    return this.removals.some((scope) => isInside(node, scope));
  }
}

/** The resource that an override speaks of. */
function placeOf(receiver: Datum): Pick<Override, "node" | "suffix"> | undefined {
  const own = nodeOf(receiver);
  if (own !== undefined) return isFirstLevel(own.type) ? { node: own, suffix: undefined } : undefined;
  const holder = constructOfChild(receiver);
  const node = nodeOf(holder);
  if (node !== undefined) return { node, suffix: undefined };
  if (holder?.kind !== "attribute") return undefined;
  const of = nodeOf(holder.of);
  const suffix = of === undefined ? undefined : holder.name === "role" ? roleIdOf(of.type) : parts.get(holder.name);
  return of === undefined || suffix === undefined ? undefined : { node: of, suffix };
}

/** `x` of `x.node.defaultChild` and of `x.node.findChild("Resource")`. */
function constructOfChild(child: Datum): Datum | undefined {
  const isDefault = child.kind === "attribute" && child.name === "defaultChild";
  const isFound = child.kind === "term" && /^(?:tryF|f)indChild$/u.test(child.name) && textOfDatum(child.arguments[0]) === "Resource";
  const tree = isDefault ? child.of : isFound ? child.receiver : undefined;
  return tree?.kind === "attribute" && tree.name === "node" ? tree.of : undefined;
}

const longestPath = 40;

function stepsOf(call: MethodCall): readonly string[] | undefined {
  const path = textOfDatum(call.arguments[0]);
  if (path === undefined) return undefined;
  if (call.name === assignment) return [spelledName(path)];
  const steps = path.split(".");
  if (steps.length > longestPath) return undefined;
  if (call.name.includes("Property")) return steps;
  return steps[0] === "Properties" && steps.length > 1 ? steps.slice(1) : undefined;
}

const longestChain = 30;

/** The scope that an aspect visits, where a call is made on what it visits. */
function scopeOfVisit(receiver: Datum): Datum | undefined {
  let current: Datum | undefined = receiver;
  for (let length = 0; length < longestChain && current !== undefined; length += 1) {
    if (current.kind === "term" && current.name === visited) return current.arguments[0];
    current = current.kind === "attribute" ? current.of : current.kind === "term" ? current.receiver : undefined;
  }
  return undefined;
}

function aspectChange(call: MethodCall): readonly AspectChange[] {
  const scope = scopeOfVisit(call.receiver);
  if (scope === undefined) return [];
  const steps = call.name === "addEnvironment" ? ["Environment", "Variables"] : writers.has(call.name) ? stepsOf(call) : undefined;
  return steps === undefined ? [] : [{ scope: nodeOf(scope), steps, at: call.at }];
}

/** A scope that nobody knows may be any. */
function isInside(node: ConstructNode, scope: ConstructNode | undefined): boolean {
  for (let current: ConstructNode | undefined = node; current !== undefined; current = current.parent) if (current === scope) return true;
  return scope === undefined;
}

/** The properties with one of them written, taken away, or unknown where the path leads into a list. */
function written(properties: MapValue, steps: readonly string[], change: { readonly value: Value | undefined; readonly at: Location }): MapValue {
  const [step, ...rest] = steps;
  if (step === undefined) return properties;
  const { at } = change;
  const before = properties.entries.get(step)?.value;
  const others = [...properties.entries.values()].filter((one) => one.name !== step && !(step === "Code" && one.name === "CodeUri"));
  const put = (value: Value) => map([...others, entry(step, value, { key: at, at })], properties.at);
  if (step === "Code" && properties.entries.has("CodeUri"))
    return map([...others, entry("CodeUri", unknown("the code is overridden later", at), { key: at, at })], properties.at);
  if (rest.length === 0) return change.value === undefined ? map(others, properties.at) : put(change.value);
  if (/^\d+$/u.test(rest[0] ?? "") || (before !== undefined && before.kind !== "map")) return put(unknown("a part of it is overridden later", at));
  return put(written(before ?? map([], at), rest, change));
}
