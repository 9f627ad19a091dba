import { exitOf, subnetsOf } from "../../stack/platforms/aws/subnet-exit.ts";
import type { Resource } from "../../stack/resource.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { endpointName, mayHaveEndpoint } from "./endpoints.ts";

const template = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Network:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  Inside:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Network, CidrBlock: 10.0.1.0/24 }
  Wall:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: functions, VpcId: !Ref Network }
${more}  Orders:
    Type: AWS::SQS::Queue
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: python3.13
      VpcConfig:
        SubnetIds: [!Ref Inside]
        SecurityGroupIds: [!Ref Wall]
      Environment: { Variables: { QUEUE: !Ref Orders } }
`;
const endpoint = `  Queues:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: !Ref Network, VpcEndpointType: Interface, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.sqs" }
`;
const nat = `  Table:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Network }
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref Inside, RouteTableId: !Ref Table }
  Nat:
    Type: AWS::EC2::NatGateway
    Properties: { SubnetId: subnet-0123 }
  Out:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat }
`;
const code = `
import os
import boto3
sqs = boto3.client("sqs")

def handler(event, context):
    sqs.send_message(QueueUrl=os.environ["QUEUE"], MessageBody="booked")
`;

export const vpcFunctionNoEgress: Rule = {
  id: "vpc-function-no-egress",
  title: "From its network the function reaches nothing that it calls",
  topics: ["34.4", "31.4"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
  bad: [
    { head: { "template.yaml": template(""), "src/book.py": code } },
    {
      head: {
        "serverless.yml": serverlessService({
          runtime: "python3.13",
          functions: `
book:
  handler: src/book.handler
  environment:
    QUEUE: !Ref Orders
  vpc:
    subnetIds: [!Ref Inside]
    securityGroupIds: [sg-0123]
`,
          resources: `
Orders:
  Type: AWS::SQS::Queue
Network:
  Type: AWS::EC2::VPC
  Properties: { CidrBlock: 10.0.0.0/16 }
Inside:
  Type: AWS::EC2::Subnet
  Properties: { VpcId: !Ref Network, CidrBlock: 10.0.1.0/24 }
`,
        }),
        "src/book.py": code,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template(endpoint), "src/book.py": code } },
    { head: { "template.yaml": template(nat), "src/book.py": code } },
    { head: { "template.yaml": template("").replace("[!Ref Inside]", "[subnet-0123]"), "src/book.py": code } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const subnets = subnetsOf(lambda, stack);
      if (subnets === null || subnets.length === 0 || subnets.some((subnet) => exitOf(subnet, stack) !== "none")) continue;
      const handler = stack.handlerOf(lambda);
      const calls = handler?.state === "found" ? handler.facts.calls.filter((one) => !mayHaveEndpoint(one.service, stack)) : [];
      const [call] = calls;
      if (call === undefined) continue;
      const names = [...new Set(calls.map((one) => one.service))];
      yield {
        subject: lambda,
        claim: "egress",
        evidence: [
          { at: lambda.placeOf("subnets"), note: "subnets without a way out" },
          { at: call.at, note: `calls \`${call.service}:${call.action}\`` },
          ...subnets.map((subnet) => ({ at: subnet.at })),
        ],
        what: `${named(lambda)} runs in ${subnets.map((subnet: Resource) => named(subnet)).join(", ")}, which have neither a NAT gateway nor an endpoint for ${names.map((name) => `\`${name}\``).join(", ")}, and its code calls ${names.length === 1 ? "it" : "them"}.`,
        why: `The call finds no way out and hangs until the function's timeout: every invocation fails, without a word on the network in its log.`,
        fix: `Add a VPC endpoint for ${names.map((name) => `\`${endpointName(name)}\``).join(", ")} (those for S3 and DynamoDB are free), route the subnets through a NAT gateway, or take the function out of the VPC if it needs nothing private.`,
      };
    }
  },
};
