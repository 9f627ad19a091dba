import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { type Value, textOf } from "../../stack/value.ts";
import { type FoundHandler, functionCode } from "../handlers/found-code.ts";
import { importsOnlyKnownPackages } from "../handlers/packages.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (variable: string, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  Database:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: postgres, DBInstanceClass: db.t4g.medium }
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: python3.13
      VpcConfig: { SubnetIds: [subnet-0123], SecurityGroupIds: [sg-0123] }
      Environment: { Variables: { TARGET: ${variable} } }
${more}`;
const terraform = `
data "archive_file" "book" {
  type        = "zip"
  source_dir  = "src"
  output_path = "book.zip"
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "book.handler"
  runtime       = "python3.13"
  filename      = data.archive_file.book.output_path
  vpc_config {
    subnet_ids         = ["subnet-0123"]
    security_group_ids = ["sg-0123"]
  }
}
`;
const code = (more = "") => `import boto3
${more}
table = boto3.resource("dynamodb").Table("orders")

def handler(event, context):
    return table.get_item(Key={"id": event["id"]})
`;

export const vpcWithoutPrivateDependency: Rule = {
  id: "vpc-without-private-dependency",
  title: "The function is in a network that it has no use for",
  topics: ["34.4", "31.4", "8.8"],
  category: "cost",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
  onByDefault: false,
  bad: [{ head: { "template.yaml": template("!Ref Orders"), "src/book.py": code() } }, { head: { "main.tf": terraform, "src/book.py": code() } }],
  good: [
    { head: { "template.yaml": template("!GetAtt Database.Endpoint.Address"), "src/book.py": code() } },
    { head: { "template.yaml": template("!ImportValue host"), "src/book.py": code() } },
    { head: { "template.yaml": template("ledger.internal"), "src/book.py": code() } },
    { head: { "template.yaml": template("!Ref Orders"), "src/book.py": code("import psycopg2\n") } },
    { head: { "template.yaml": template("!Ref Orders"), "src/book.py": code("import requests\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { lambda, handler } of functionCode(stack)) {
      const isAlone = !lambda.has("layers") && !lambda.has("fileSystems") && stack.triggersOf(lambda).every(comesFromOutside);
      if (!lambda.has("subnets") || !isAlone || mayNeedNetwork(handler) || mayNamePrivate(lambda, stack)) continue;
      yield {
        subject: lambda,
        claim: "subnets",
        evidence: [
          { at: lambda.placeOf("subnets"), note: "attached to a network" },
          { at: handler.entry, note: "uses nothing that is in one" },
        ],
        what: `${named(lambda)} is attached to a VPC, and its code uses only services of AWS that are reached without one.`,
        why: `Its calls now need a NAT gateway or endpoints, which are paid for by the hour, and fail where these are missing; updates and the first start take longer. It is of use only where a policy wants all traffic in the network.`,
        fix: `Remove \`${lambda.format === "terraform" ? "vpc_config" : lambda.format === "serverless-framework" ? "vpc" : "VpcConfig"}\`, unless a policy asks for it.`,
      };
    }
  },
};

/** Brokers and clusters are read from inside their network. */
function comesFromOutside(link: ReturnType<Stack["triggersOf"]>[number]): boolean {
  const service = link.string("service");
  return service.known && !["msk", "kafka", "mq", "documentdb", "alb"].includes(service.value);
}

/** Packages that speak to any host, and calls of services whose endpoint may be private. */
const reaching = /requests|urllib|httpx|aiohttp|http|axios|fetch|undici|^got$|^ky$|socket|net$|tls$|dns$|subprocess|child_process/i;

function mayNeedNetwork(handler: FoundHandler): boolean {
  const { facts } = handler;
  if (!facts.complete || !facts.clientsComplete || !importsOnlyKnownPackages(handler) || facts.calls.length === 0) return true;
  if (facts.databaseConnections.length > 0 || facts.httpCalls.length > 0) return true;
  return facts.imports.some(({ module }) => reaching.test(module)) || facts.clients.some(({ service }) => service === "http");
}

/** Kinds whose names and addresses tell nothing of a network. */
const reachable = new Set(["table", "queue", "topic", "bucket", "secret", "bus", "stream", "workflow", "function", "user-pool", "log-group"]);

/** Whether a variable may name something in the network: a host, a database, a value that is not known. */
function mayNamePrivate(lambda: Resource, stack: Stack): boolean {
  const environment = lambda.value("environment");
  if (environment === undefined) return false;
  if (environment.kind !== "map") return true;
  const uses = new Map(stack.linksFrom(lambda, "uses").map((link) => [link.name, link.to.resource]));
  return [...environment.entries.values()].some(({ name, value }) => {
    const used = uses.get(name);
    return used ? !reachable.has(used.kind) : isHost(value);
  });
}

function isHost(value: Value): boolean {
  const text = textOf(value);
  return text === undefined || /[.:/@]/.test(text);
}
