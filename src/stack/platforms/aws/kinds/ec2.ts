import { type KindTable, kind } from "./kind.ts";

/** Networks as far as functions need them. */
export const ec2Kinds: KindTable = {
  "AWS::EC2::VPC": kind("network", {}),
  "AWS::EC2::Subnet": kind("subnet", { network: "VpcId", mapPublicIp: "MapPublicIpOnLaunch" }),
  "AWS::EC2::RouteTable": kind("route-table", { network: "VpcId", routes: "Routes" }),
  "AWS::EC2::NatGateway": kind("gateway", { network: "VpcId" }, { type: "nat" }),
  "AWS::EC2::InternetGateway": kind("gateway", {}, { type: "internet" }),
  "AWS::EC2::EgressOnlyInternetGateway": kind("gateway", { network: "VpcId" }, { type: "egress-only-internet" }),
  "AWS::EC2::VPNGateway": kind("gateway", {}, { type: "vpn" }),
  "AWS::EC2::TransitGateway": kind("gateway", {}, { type: "transit" }),
  "AWS::EC2::VPCEndpoint": kind("vpc-endpoint", { service: "ServiceName", type: "VpcEndpointType", network: "VpcId" }),
  "AWS::EC2::SecurityGroup": kind("security-group", { egress: "SecurityGroupEgress", ingress: "SecurityGroupIngress" }),
};
