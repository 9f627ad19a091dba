import type { Link, LinkEnd } from "../../../link.ts";
import type { NativeResource } from "../../../native.ts";
import { itemsOf, textOf } from "../../../value.ts";
import { nameOf } from "../physical-name.ts";
import { type Piece, hasText, keyOf, withoutPrefix } from "../pieces.ts";
import { type FoundProperty, firstProperty, propertyAt, valueAtPath } from "../property-path.ts";
import { resolveNative } from "../resolve-target.ts";
import { type Declaration, calledFunction, endOf, makeLink, makeTrigger } from "./declaration.ts";

/** What a function runs as, writes to, is attached to and names in its environment. */
export function* functionLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const from = { resource };
  const to = (found: FoundProperty) => ({ from, to: endOf(found.value, declaration), at: found.at });
  const role = propertyAt(native.properties, "Role");
  if (role !== undefined) {
    const end = endOf(role.value, declaration, ["AWS::IAM::Role"]);
    yield makeLink(declaration, { kind: "assumes", name: "Role", from, to: end.resource?.kind === "role" ? end : outside(role), at: role.at });
  }
  const deadLetters = firstProperty(native.properties, ["DeadLetterConfig.TargetArn", "DeadLetterQueue.TargetArn"]);
  if (deadLetters !== undefined) yield makeLink(declaration, { kind: "dead-letters", name: "DeadLetterConfig", ...to(deadLetters) });
  const failure = propertyAt(native.properties, "EventInvokeConfig.DestinationConfig.OnFailure.Destination");
  if (failure !== undefined) yield makeLink(declaration, { kind: "on-failure", name: "EventInvokeConfig", ...to(failure) });
  yield* attachments(declaration);
  yield* environmentUses(declaration);
  const logGroup = propertyAt(native.properties, "LoggingConfig.LogGroup");
  if (logGroup !== undefined) yield makeLink(declaration, { kind: "logs-to", name: "LoggingConfig", ...to(logGroup) });
}

function outside(found: FoundProperty): LinkEnd {
  return { resource: null, value: found.value };
}

function* attachments(declaration: Declaration): Iterable<Link> {
  const { native, resource: from } = declaration;
  for (const [path, kind] of [
    ["VpcConfig.SubnetIds", "attached-to"],
    ["VpcConfig.SecurityGroupIds", "attached-to"],
    ["Layers", "uses"],
    ["CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.CapacityProviderArn", "uses"],
  ] as const) {
    for (const item of itemsOf(valueAtPath(native.properties, path))) {
      yield makeLink(declaration, { kind, name: path, from: { resource: from }, to: endOf(item, declaration), at: item.at });
    }
  }
}

/** Variables that name a resource: the link's name is the variable's. */
function* environmentUses(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const variables = valueAtPath(native.properties, "Environment.Variables");
  if (variables?.kind !== "map") return;
  for (const entry of variables.entries.values()) {
    const to = endOf(entry.value, declaration);
    if (to.resource !== null && to.resource !== resource)
      yield makeLink(declaration, { kind: "uses", name: entry.name, from: { resource }, to, at: entry.at });
  }
}

/** Destinations of asynchronous invocations. */
export function* eventInvokeConfigLinks(declaration: Declaration): Iterable<Link> {
  const { native, index } = declaration;
  const target = valueAtPath(native.properties, "FunctionName");
  const called = target && calledFunction(target, declaration);
  const resource = called && index.resourceOf(called.native);
  const failure = propertyAt(native.properties, "DestinationConfig.OnFailure.Destination");
  if (target === undefined || failure === undefined) return;
  const from: LinkEnd = resource === undefined ? { resource: null, value: target } : { resource };
  yield makeLink(declaration, { kind: "on-failure", name: native.name, from, to: endOf(failure.value, declaration), at: failure.at });
}

/** A version or alias, and its function. */
export function* versionLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource, index } = declaration;
  const target = valueAtPath(native.properties, "FunctionName");
  if (target === undefined) return;
  const called = calledFunction(target, declaration);
  const named = called && index.resourceOf(called.native);
  const to: LinkEnd = named === undefined ? { resource: null, value: target } : { resource: named, value: target };
  yield makeLink(declaration, { kind: "versions", name: native.name, from: { resource }, to });
}

/** A function's URL calls the function. */
export function* functionUrlLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const target = valueAtPath(native.properties, "TargetFunctionArn");
  if (target !== undefined) yield makeTrigger(declaration, target, { name: native.name, from: { resource }, service: "function-url" });
}

/** Services whose own settings lie outside of AWS: that they may call is all that a template says of a function that they call. */
const callersOfElsewhere: ReadonlyMap<string, string> = new Map([
  ["alexa-appkit.amazon.com", "alexa"],
  ["alexa-connectedhome.amazon.com", "alexa"],
]);

/** A permission lets a service or an account call the function. */
export function* permissionLinks(declaration: Declaration): Iterable<Link> {
  const { native, index } = declaration;
  const target = valueAtPath(native.properties, "FunctionName");
  const principal = valueAtPath(native.properties, "SourceArn") ?? valueAtPath(native.properties, "Principal");
  if (target === undefined || principal === undefined) return;
  const called = calledFunction(target, declaration);
  const permitted = called && index.resourceOf(called.native);
  const to: LinkEnd = permitted === undefined ? { resource: null, value: target } : { resource: permitted, value: target };
  yield makeLink(declaration, { kind: "permits", name: native.name, from: endOf(principal, declaration), to });
  const caller = valueAtPath(native.properties, "Principal");
  const service = callersOfElsewhere.get(textOf(caller) ?? "");
  if (caller !== undefined && service !== undefined)
    yield makeTrigger(declaration, target, { name: native.name, from: { resource: null, value: caller }, service });
}

/** A custom resource calls the function behind its service token. */
export function* customResourceLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const token = valueAtPath(native.properties, "ServiceToken");
  if (token !== undefined) yield makeTrigger(declaration, token, { name: native.name, from: { resource }, service: "custom-resource" });
}

/** A log group named after a function is where the function writes, unless the function names another. */
export function* logGroupLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource, index } = declaration;
  const name = nameOf(native);
  const rest = name && withoutPrefix(name, "/aws/lambda/");
  if (rest === undefined) return;
  const found = functionNamed(rest, declaration);
  const from = found && index.resourceOf(found);
  if (found === undefined || from === undefined || propertyAt(found.properties, "LoggingConfig.LogGroup") !== undefined) return;
  yield makeLink(declaration, { kind: "logs-to", name: native.name, from: { resource: from }, to: { resource } });
}

function functionNamed(name: readonly Piece[], { native, index }: Declaration): NativeResource | undefined {
  const [first] = name;
  if (name.length === 1 && first !== undefined && "hole" in first && first.hole.kind === "reference") {
    const found = resolveNative(first.hole, { index, scope: native.scope })?.native;
    return found?.type === "AWS::Lambda::Function" ? found : undefined;
  }
  if (hasText(name)) return index.named(name, native.scope, ["AWS::Lambda::Function"]);
  const key = keyOf(name, native.scope);
  const same = index.ofType("AWS::Lambda::Function").filter((one) => one.scope === native.scope && keyOf(nameOf(one) ?? [], one.scope) === key);
  return same.length === 1 ? same[0] : undefined;
}
