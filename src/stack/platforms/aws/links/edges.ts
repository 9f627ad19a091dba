import { awsLimits } from "../../../../facts/aws-numbers.ts";
import type { Link } from "../../../link.ts";
import { type Value, itemsOf } from "../../../value.ts";
import { partsAt, propertyAt, valueAtPath } from "../property-path.ts";
import { serviceOfPool } from "./user-pool-service.ts";
import { type Declaration, calledFunction, endOf, linkSources, makeLink, makeTrigger } from "./declaration.ts";

/** Functions that a user pool calls (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html). */
export function* userPoolLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const config = valueAtPath(native.properties, "LambdaConfig");
  if (config?.kind !== "map") return;
  for (const entry of config.entries.values()) {
    const target = entry.value.kind === "map" ? valueAtPath(entry.value, "LambdaArn") : entry.value;
    const isFunction = target !== undefined && (entry.name !== "KMSKeyID" || calledFunction(target, declaration) !== undefined);
    if (!isFunction) continue;
    const service = serviceOfPool(entry.name);
    const defaults = service === "cognito" ? { timeoutSeconds: awsLimits.cognitoWait.value } : {};
    yield makeTrigger(declaration, target, { name: entry.name, from: { resource }, at: entry.at, service, defaults });
  }
}

/** Functions at the edge, by behaviour and event. */
export function* distributionLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  for (const part of partsAt(native.properties, "DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations"))
    yield* association(declaration, part, "*");
  for (const behaviour of partsAt(native.properties, "DistributionConfig.CacheBehaviors")) {
    const pattern = valueAtPath(behaviour, "PathPattern");
    const name = pattern?.kind === "scalar" ? String(pattern.value) : "behaviour";
    for (const part of partsAt(behaviour, "LambdaFunctionAssociations")) yield* association(declaration, part, name);
  }
}

function* association(declaration: Declaration, part: Value, name: string): Iterable<Link> {
  // The CDK's classes of the lowest level spell it as other services do.
  const target = valueAtPath(part, "LambdaFunctionARN") ?? valueAtPath(part, "LambdaFunctionArn");
  const sources = linkSources({ eventType: "EventType" });
  if (target === undefined) return;
  yield makeTrigger(declaration, target, {
    name,
    from: { resource: declaration.resource },
    at: part.at,
    properties: part,
    sources,
    service: "cloudfront",
  });
}

/** Functions that a rule of IoT calls. */
export function* topicRuleLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  for (const action of partsAt(native.properties, "TopicRulePayload.Actions")) {
    const target = valueAtPath(action, "Lambda.FunctionArn");
    const queue = valueAtPath(action, "Sqs.QueueUrl");
    if (target !== undefined) yield makeTrigger(declaration, target, { name: native.name, from: { resource }, at: action.at, service: "iot" });
    if (queue !== undefined)
      yield makeLink(declaration, { kind: "subscribes", name: native.name, from: { resource }, to: endOf(queue, declaration), service: "iot" });
  }
}

/** What Application Auto Scaling scales. */
export function* scalableTargetLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const id = propertyAt(native.properties, "ResourceId");
  if (id === undefined) return;
  const parts = id.value.kind === "joined" ? id.value.parts : [id.value];
  const targets = parts.filter((part) => part.kind === "reference");
  for (const target of targets)
    yield makeLink(declaration, { kind: "uses", name: native.name, from: { resource }, to: endOf(target, declaration), at: id.at });
}

/** A subnet and the route table that it uses. */
export function* routeTableAssociationLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const subnet = valueAtPath(native.properties, "SubnetId");
  const table = valueAtPath(native.properties, "RouteTableId");
  if (subnet === undefined || table === undefined) return;
  yield makeLink(declaration, { kind: "attached-to", name: native.name, from: endOf(subnet, declaration), to: endOf(table, declaration) });
}

const gatewayProperties = ["NatGatewayId", "GatewayId", "EgressOnlyInternetGatewayId", "TransitGatewayId", "VpcEndpointId", "NetworkInterfaceId"];

/** A route of a route table: the link's name is the destination, 0.0.0.0/0 for the internet. */
export function* routeLinksOfTable(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const table = valueAtPath(native.properties, "RouteTableId");
  if (table !== undefined) yield* routeTo(declaration, endOf(table, declaration), native.properties);
}

/** Routes written into the table. */
export function* routeTableLinks(declaration: Declaration): Iterable<Link> {
  for (const part of partsAt(declaration.native.properties, "Routes")) yield* routeTo(declaration, { resource: declaration.resource }, part);
}

function* routeTo(declaration: Declaration, from: Link["from"], part: Value): Iterable<Link> {
  const destination = valueAtPath(part, "DestinationCidrBlock") ?? valueAtPath(part, "DestinationIpv6CidrBlock");
  const name = destination?.kind === "scalar" ? String(destination.value) : "route";
  for (const property of gatewayProperties) {
    const gateway = propertyAt(part, property);
    if (gateway !== undefined) yield makeLink(declaration, { kind: "attached-to", name, from, to: endOf(gateway.value, declaration), at: part.at });
  }
}

/** The route tables and subnets that an endpoint serves. */
export function* vpcEndpointLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  for (const property of ["RouteTableIds", "SubnetIds"]) {
    for (const item of itemsOf(valueAtPath(native.properties, property))) {
      yield makeLink(declaration, { kind: "attached-to", name: property, from: { resource }, to: endOf(item, declaration), at: item.at });
    }
  }
}
