import type { Link } from "../../link.ts";
import type { Resource } from "../../resource.ts";
import type { Stack } from "../../stack.ts";

/** Where traffic of a subnet to the internet goes: nowhere, to an internet gateway (public subnet), or through something that gives it an address. */
export type SubnetExit = "none" | "internet-gateway" | "translated" | "unknown";

const everywhere = new Set(["0.0.0.0/0", "::/0"]);

/** The exit of a subnet. Unknown wherever an association, a route or its target is not of the stack. */
export function exitOf(subnet: Resource, stack: Stack): SubnetExit {
  const tables = stack.linksFrom(subnet, "attached-to").map((link) => link.to.resource);
  if (tables.length === 0) return isClosed(subnet, stack) ? "none" : "unknown";
  const [table] = tables;
  if (table === null || table === undefined || hasLooseRoutes(stack)) return "unknown";
  const routes = stack.linksFrom(table, "attached-to");
  if (routes.some((route) => route.name === "route" || (everywhere.has(route.name) && route.to.resource === null))) return "unknown";
  const exits = routes.filter((route) => everywhere.has(route.name)).map(kindOfExit);
  if (exits.includes("translated")) return "translated";
  return exits[0] ?? "none";
}

/** The subnets that a function is attached to; null where one of them is not of the stack, empty where it is attached to none. */
export function subnetsOf(lambda: Resource, stack: Stack): readonly Resource[] | null {
  const written = lambda.value("subnets");
  if (written === undefined) return [];
  const links = stack.linksFrom(lambda, "attached-to").filter((link) => link.name === "VpcConfig.SubnetIds");
  const subnets = links.flatMap((link) => (link.to.resource?.kind === "subnet" ? [link.to.resource] : []));
  return written.kind === "list" && subnets.length === links.length && links.length > 0 ? subnets : null;
}

function kindOfExit(route: Link): SubnetExit {
  const type = route.to.resource?.string("type");
  return type?.known === true && type.value === "internet" ? "internet-gateway" : "translated";
}

/** A subnet without a route table of its own uses the main one, which leads nowhere unless somebody changes it. */
function isClosed(subnet: Resource, stack: Stack): boolean {
  const network = subnet.value("network");
  const isOurs = network?.kind === "reference" && stack.resourcesOf("network", "aws").some((one) => one.address === network.address);
  const associations = stack.resources.filter((one) => one.nativeShape === "AWS::EC2::SubnetRouteTableAssociation");
  const mainIsChanged = stack.resources.some((one) => /default_route_table|main_route_table/.test(one.nativeType));
  return isOurs && !mainIsChanged && associations.every((one) => isAssociationRead(one, stack)) && !hasLooseRoutes(stack);
}

function isAssociationRead(association: Resource, stack: Stack): boolean {
  return stack
    .linksOf("attached-to", "aws")
    .some((link) => link.declaredBy?.id === association.id && link.from.resource !== null && link.to.resource !== null);
}

/** A route whose table is not told may belong to any. */
function hasLooseRoutes(stack: Stack): boolean {
  return stack.linksOf("attached-to", "aws").some((link) => link.from.resource === null && link.declaredBy?.nativeShape === "AWS::EC2::Route");
}
