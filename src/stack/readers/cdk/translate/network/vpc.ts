import type { Location } from "../../../../../change/location.ts";
import type { Value } from "../../../../value.ts";
import { list, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, numberOfDatum, textOfDatum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { propertyOf, propertyValue } from "../property.ts";
import type { Translation } from "../translation.ts";

/** One kind of subnet that a VPC has: in truth one for each Availability Zone. */
interface SubnetGroup {
  readonly name: string;
  readonly type: "public" | "private" | "isolated" | "unknown";
  readonly at: Location;
}

function typeOf(datum: Datum | undefined): SubnetGroup["type"] {
  const name = datum?.kind === "library" ? (datum.path.at(-1) ?? "") : "";
  if (name === "PUBLIC") return "public";
  if (name.startsWith("PRIVATE_ISOLATED") || name === "ISOLATED") return "isolated";
  return name.startsWith("PRIVATE") ? "private" : "unknown";
}

/** The author's subnets; else public and private ones, or isolated ones where there is to be no NAT gateway. */
function groupsOf(vpc: ConstructNode): readonly SubnetGroup[] | undefined {
  const [given] = vpc.arguments;
  const written = propertyOf(given, "subnetConfiguration");
  if (written === undefined) {
    const isClosed = numberOfDatum(propertyValue(given, "natGateways")) === 0;
    return [
      { name: "Public", type: "public", at: vpc.at },
      { name: isClosed ? "Isolated" : "Private", type: isClosed ? "isolated" : "private", at: vpc.at },
    ];
  }
  if (written.value.kind !== "list" || written.value.open !== undefined) return undefined;
  return written.value.items.map((item, index) => ({
    name: textOfDatum(propertyValue(item, "name")) ?? `Group${index + 1}`,
    type: typeOf(propertyValue(item, "subnetType")),
    at: item.at,
  }));
}

/** A VPC with its gateways, and one subnet with its route table for each group. */
export function translateVpc(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const groups = groupsOf(node);
  translation.add(node, { type: "AWS::EC2::VPC", properties: translation.properties(node).take(given, { vpcName: "Tags.Name" }) });
  if (groups === undefined) return;
  const conversion = translation.conversion(node.scope);
  const gateways = propertyOf(given, "natGateways");
  const hasNat = numberOfDatum(gateways?.value) !== 0 && groups.some((group) => group.type === "private");
  const isKnown = gateways === undefined || numberOfDatum(gateways.value) !== undefined;
  if (groups.some((group) => group.type === "public")) addPart(translation, node, { type: "AWS::EC2::InternetGateway", suffix: "IGW", at: node.at });
  if (hasNat)
    translation.add(node, {
      type: "AWS::EC2::NatGateway",
      suffix: "NATGateway",
      nativeType: "NAT gateway made by the CDK",
      implicit: true,
      at: gateways?.at ?? node.at,
      conditional: node.conditional || !isKnown,
      properties: translation.properties(node).put("VpcId", conversion.reference(node, node.at)),
    });
  for (const group of groups) addSubnet(translation, node, { group, hasNat });
}

interface Part {
  readonly type: string;
  readonly suffix: string;
  readonly at: Location;
  readonly put?: Readonly<Record<string, Value | undefined>>;
}

function addPart(translation: Translation, node: ConstructNode, part: Part): void {
  const properties = translation.properties(node);
  for (const [name, value] of Object.entries(part.put ?? {})) properties.put(name, value);
  translation.add(node, { type: part.type, suffix: part.suffix, nativeType: "made by the CDK for a VPC", implicit: true, at: part.at, properties });
}

function addSubnet(translation: Translation, node: ConstructNode, { group, hasNat }: { group: SubnetGroup; hasNat: boolean }): void {
  const conversion = translation.conversion(node.scope);
  const { at } = group;
  const suffix = `${group.name}Subnet1`;
  const own = (part: string, attribute?: string) => conversion.reference(node, at, { suffix: part, attribute });
  addPart(translation, node, {
    type: "AWS::EC2::Subnet",
    suffix,
    at,
    put: { VpcId: conversion.reference(node, at), MapPublicIpOnLaunch: scalar(group.type === "public", at) },
  });
  addPart(translation, node, { type: "AWS::EC2::RouteTable", suffix: `${suffix}/RouteTable`, at, put: { VpcId: conversion.reference(node, at) } });
  addPart(translation, node, {
    type: "AWS::EC2::SubnetRouteTableAssociation",
    suffix: `${suffix}/RouteTableAssociation`,
    at,
    put: { SubnetId: own(suffix), RouteTableId: own(`${suffix}/RouteTable`) },
  });
  const everywhere = scalar("0.0.0.0/0", at);
  const table = own(`${suffix}/RouteTable`);
  const route = { type: "AWS::EC2::Route", suffix: `${suffix}/DefaultRoute`, at };
  if (group.type === "public")
    addPart(translation, node, { ...route, put: { RouteTableId: table, DestinationCidrBlock: everywhere, GatewayId: own("IGW") } });
  if (group.type === "private" && hasNat)
    addPart(translation, node, { ...route, put: { RouteTableId: table, DestinationCidrBlock: everywhere, NatGatewayId: own("NATGateway") } });
}

/** The subnets that a selection means: by type, by group name, else the private ones. */
export function subnetIds(
  conversion: Conversion,
  wanted: { readonly vpc: ConstructNode; readonly selection: Datum | undefined; readonly at: Location },
): Value {
  const { vpc, selection, at } = wanted;
  const groups = vpc.importedBy === undefined && vpc.type === "aws-ec2.Vpc" ? groupsOf(vpc) : undefined;
  const written = propertyValue(selection, "subnets");
  if (written !== undefined) return conversion.value(written);
  const name = textOfDatum(propertyValue(selection, "subnetGroupName"));
  const typed = propertyValue(selection, "subnetType");
  if (groups === undefined || (selection !== undefined && name === undefined && typed === undefined))
    return list([unknown("the subnets of the VPC are not known", at)], at);
  const type = typed === undefined ? defaultType(groups) : typeOf(typed);
  const chosen = groups.filter((group) => (name === undefined ? group.type === type : group.name === name));
  if (chosen.length === 0) return list([unknown("the subnets of the VPC are not known", at)], at);
  return list(
    chosen.map((group) => conversion.reference(vpc, at, { suffix: `${group.name}Subnet1` })),
    at,
  );
}

function defaultType(groups: readonly SubnetGroup[]): SubnetGroup["type"] {
  return (["private", "isolated", "public"] as const).find((type) => groups.some((group) => group.type === type)) ?? "unknown";
}
