import type { NativeResource } from "../../../native.ts";
import { entry, list, map, withEntries } from "../../../value-builders.ts";
import { type MapEntry, type Value, entryOf, itemsOf } from "../../../value.ts";
import { sameValue } from "../same-value.ts";

/** Brings together what Terraform declares apart and CloudFormation in one: a rule and its targets, a method and its integration, a stage and its method settings. */
export function mergeDeclarations(natives: readonly NativeResource[]): readonly NativeResource[] {
  const merged = new Set<NativeResource>();
  const changed = natives.map((native) => {
    switch (native.type) {
      case "AWS::Events::Rule":
        return withTargets(native, natives, merged);
      case "AWS::ApiGateway::Method":
        return withIntegration(native, natives, merged);
      case "AWS::ApiGateway::Stage":
        return withMethodSettings(native, natives, merged);
      default:
        return native;
    }
  });
  return changed.flatMap((native, index) => {
    const before = natives[index];
    if (before !== undefined && merged.has(before)) return [];
    return native.type === "AWS::Events::RuleTarget" ? [standingAlone(native)] : [native];
  });
}

/** A target whose rule is not declared here. */
function standingAlone(target: NativeResource): NativeResource {
  const part = entryOf(target.properties, "Target");
  const own = [...target.properties.entries.values()].filter((one) => one.name !== "Target");
  const inner = part?.value.kind === "map" ? [...part.value.entries.values()] : [];
  const names = target.nativeNames;
  return {
    ...target,
    type: "AWS::Events::Target",
    properties: map([...own, ...inner], target.at),
    nativeNames: (path) => names?.(path) ?? names?.(`Target.${path}`),
  };
}

function withTargets(rule: NativeResource, natives: readonly NativeResource[], merged: Set<NativeResource>): NativeResource {
  const targets = natives.filter((native) => native.type === "AWS::Events::RuleTarget" && pointsAt(entryOf(native.properties, "Rule")?.value, rule));
  const items: Value[] = [];
  for (const target of targets) {
    const found = entryOf(target.properties, "Target");
    if (found === undefined) continue;
    items.push(found.value.kind === "map" ? { ...found.value, at: target.at } : found.value);
    merged.add(target);
  }
  const [first] = targets;
  if (first === undefined || items.length === 0) return rule;
  const before = itemsOf(entryOf(rule.properties, "Targets")?.value);
  return withProperty(rule, entry("Targets", list([...before, ...items], first.at), { at: first.at }));
}

function withIntegration(method: NativeResource, natives: readonly NativeResource[], merged: Set<NativeResource>): NativeResource {
  const integration = natives.find(
    (native) => native.type === "AWS::ApiGateway::MethodIntegration" && ["ResourceId", "HttpMethod"].every((name) => agreesOn(name, method, native)),
  );
  const found = entryOf(integration?.properties, "Integration");
  if (integration === undefined || found === undefined) return method;
  merged.add(integration);
  return withProperty(method, { ...found, at: integration.at });
}

/** `aws_api_gateway_method_settings` of the stage; each keeps its own place. */
function withMethodSettings(stage: NativeResource, natives: readonly NativeResource[], merged: Set<NativeResource>): NativeResource {
  const isOnly = natives.filter((native) => native.type === stage.type && agreesOn("RestApiId", stage, native)).length === 1;
  const parts = natives.filter(
    (native) =>
      native.type === "AWS::ApiGateway::MethodSettings" &&
      agreesOn("RestApiId", stage, native) &&
      (agreesOn("StageName", stage, native) || (isOnly && !isNamedOtherwise(stage, native))),
  );
  const [first] = parts;
  if (first === undefined) return stage;
  for (const part of parts) merged.add(part);
  const items = parts.map((part) => {
    const settings = entryOf(part.properties, "Settings")?.value;
    const path = entryOf(part.properties, "MethodPath");
    if (settings?.kind !== "map") return settings ?? map([], part.at);
    return map([...(path === undefined ? [] : [path]), ...settings.entries.values()], settings.at);
  });
  return withProperty(stage, entry("MethodSettings", list(items, first.at), { at: first.at }));
}

function withProperty(native: NativeResource, property: MapEntry): NativeResource {
  return { ...native, properties: withEntries(native.properties, new Map([[property.name, property]])) };
}

/** Two names that are written out and differ; a name that a variable gives is taken for the stage's where the API has no other. */
function isNamedOtherwise(stage: NativeResource, settings: NativeResource): boolean {
  return [stage, settings].every((native) => entryOf(native.properties, "StageName")?.value.kind === "scalar");
}

function agreesOn(name: string, one: NativeResource, other: NativeResource): boolean {
  const [left, right] = [one, other].map((native) => entryOf(native.properties, name)?.value);
  return left !== undefined && right !== undefined && sameValue(left, right);
}

function pointsAt(value: Value | undefined, native: NativeResource): boolean {
  if (value?.kind === "reference") return value.address === native.address && (value.scope ?? native.scope) === native.scope;
  const name = entryOf(native.properties, "Name")?.value;
  return value !== undefined && name !== undefined && sameValue(value, name);
}
