import { exitOf, subnetsOf } from "../../stack/platforms/aws/subnet-exit.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { endpointName, mayHaveEndpoint } from "./endpoints.ts";

const code = `import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
const queues = new SQSClient({});
export const handler = (event) => queues.send(new SendMessageCommand({ QueueUrl: event.queue, MessageBody: event.id }));
`;
const terraform = (target: string) => `
data "archive_file" "book" {
  type        = "zip"
  source_dir  = "src"
  output_path = "book.zip"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_nat_gateway" "main" {
  subnet_id = "subnet-0123"
}

resource "aws_subnet" "one" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_route_table" "out" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "out" {
  route_table_id         = aws_route_table.out.id
  destination_cidr_block = "0.0.0.0/0"
  ${target}
}

resource "aws_route_table_association" "one" {
  subnet_id      = aws_subnet.one.id
  route_table_id = aws_route_table.out.id
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = data.archive_file.book.output_path
  vpc_config {
    subnet_ids         = [aws_subnet.one.id]
    security_group_ids = ["sg-0123"]
  }
}
`;

export const vpcFunctionPublicSubnet: Rule = {
  id: "vpc-function-public-subnet",
  title: "A public subnet gives a function no internet",
  topics: ["34.4", "31.4"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
  bad: [
    { head: { "main.tf": terraform("gateway_id = aws_internet_gateway.main.id"), "src/index.mjs": code } },
    {
      head: {
        "template.yaml": `
Resources:
  Network:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  Gateway:
    Type: AWS::EC2::InternetGateway
  One:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Network, CidrBlock: 10.0.1.0/24 }
  Table:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Network }
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref One, RouteTableId: !Ref Table }
  Out:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }
  Book:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/book
      Code: src/
      VpcConfig: { SubnetIds: [!Ref One], SecurityGroupIds: [sg-0123] }
`,
        "src/index.mjs": code,
      },
    },
  ],
  good: [
    { head: { "main.tf": terraform("nat_gateway_id = aws_nat_gateway.main.id"), "src/index.mjs": code } },
    { head: { "main.tf": terraform('gateway_id = "vgw-0123"'), "src/index.mjs": code } },
    // Nobody needs the internet to reach a database or another API in the network, or a service that has an endpoint there.
    {
      head: {
        "main.tf": terraform("gateway_id = aws_internet_gateway.main.id"),
        "src/index.mjs": "export const handler = async () => fetch(process.env.PRICES_URL ?? 'https://prices.internal/');\n",
      },
    },
    {
      head: {
        "main.tf": `${terraform("gateway_id = aws_internet_gateway.main.id")}
resource "aws_vpc_endpoint" "queues" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.sqs"
}
`,
        "src/index.mjs": code,
      },
    },
    { head: { "main.tf": terraform("gateway_id = aws_internet_gateway.main.id") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const open = (subnetsOf(lambda, stack) ?? []).filter((subnet) => exitOf(subnet, stack) === "internet-gateway");
      const [first] = open;
      if (first === undefined) continue;
      const handler = stack.handlerOf(lambda);
      const calls = handler?.state === "found" ? handler.facts.calls.filter((one) => !mayHaveEndpoint(one.service, stack)) : [];
      const [call] = calls;
      // Code that calls nothing outside may have been put there on purpose; where other calls lead is not known.
      if (call === undefined) continue;
      const names = [...new Set(calls.map((one) => named(endpointName(one.service))))].join(", ");
      yield {
        subject: lambda,
        claim: "publicSubnet",
        evidence: [
          { at: lambda.placeOf("subnets"), note: "in a public subnet" },
          { at: first.at, note: "routed to an internet gateway" },
          { at: call.at, note: `calls \`${call.service}:${call.action}\`` },
        ],
        what: `${named(lambda)} is attached to ${open.map((subnet) => named(subnet)).join(", ")}, whose way to the internet is an internet gateway, and its code calls ${names}.`,
        why: `The network interfaces of functions get no public address, so an internet gateway sends nothing back to them: calls to AWS services without an endpoint, and to the internet, hang until the function's timeout.`,
        fix: `Attach the function to private subnets whose default route leads to a NAT gateway, or add VPC endpoints for ${names}.`,
      };
    }
  },
};
