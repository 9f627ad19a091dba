import { list, unknown } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Field, nodeOf } from "../../evaluate/datum.ts";
import { propertyOf, propertyValue } from "../property.ts";
import type { ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";
import { subnetIds } from "./vpc.ts";

/** The subnets and security groups of a function; without a VPC it has none. */
export function putNetwork(translation: Translation, node: ConstructNode, properties: ResourceProperties): void {
  const [given] = node.arguments;
  const network = propertyOf(given, "vpc");
  if (network === undefined) return;
  const conversion = translation.conversion(node.scope);
  const vpc = nodeOf(network.value);
  if (vpc === undefined) {
    properties.put("VpcConfig", conversion.settingValue({ ...network, value: asUnknown(network) }), network, "vpc");
    return;
  }
  const selection = propertyValue(given, "vpcSubnets");
  properties.put("VpcConfig.SubnetIds", subnetIds(conversion, { vpc, selection, at: network.at }), network, "vpc");
  const groups = propertyOf(given, "securityGroups");
  if (groups === undefined) {
    const address = conversion.reference(node, network.at, { suffix: "SecurityGroup" });
    translation.add(node, {
      type: "AWS::EC2::SecurityGroup",
      suffix: "SecurityGroup",
      nativeType: "security group made by the CDK",
      implicit: true,
      at: network.at,
      properties: translation.properties(node).put("VpcId", conversion.reference(vpc, network.at)),
    });
    properties.put("VpcConfig.SecurityGroupIds", list([address], network.at), network, "securityGroups");
  } else properties.put("VpcConfig.SecurityGroupIds", conversion.settingValue(groups) satisfies Value, groups, "securityGroups");
}

function asUnknown(network: Field): Field["value"] {
  const { value } = network;
  const reason = value.kind === "unknown" || value.kind === "choice" ? value.reason : "the network is made elsewhere";
  return { kind: "unknown", reason, at: unknown(reason, value.at).at };
}
