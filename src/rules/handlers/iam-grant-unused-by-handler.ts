import { iamService } from "../../handlers/sdk/aws-names.ts";
import { globMatches } from "../../stack/platforms/aws/glob.ts";
import { wideGrantsOf } from "../../stack/platforms/aws/wide-grants.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { textOf } from "../../stack/value.ts";
import type { Statement } from "../../stack/statement.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type FoundHandler, functionCode } from "./found-code.ts";
import { importsOnlyKnownPackages } from "./packages.ts";

const template = (runtime: string, policies: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  Read:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: read.handler
      Runtime: ${runtime}
      Policies:
${policies}`;
const crud = "        - DynamoDBCrudPolicy: { TableName: !Ref Orders }\n";
const files = "        - S3WritePolicy: { BucketName: reports }\n";
const javascript = `
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";

const table = new DynamoDBClient({});

export const handler = async (event) => table.send(new GetItemCommand({ TableName: "orders", Key: { id: { S: event.id } } }));
`;
const python = (service: string) => `
import boto3

client = boto3.client(${service})

def handler(event, context):
    return client.get_item(TableName="orders", Key={"id": {"S": event["id"]}})
`;

export const iamGrantUnusedByHandler: Rule = {
  id: "iam-grant-unused-by-handler",
  title: "The role may write to a service that the code never uses",
  topics: ["7.1", "34.1"],
  category: "security",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-permissions.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x", crud + files), "src/read.mjs": javascript } },
    { head: { "template.yaml": template("python3.13", crud + files), "src/read.py": python(`"dynamodb"`) } },
    {
      head: {
        "serverless.yml": serverlessService({
          provider: `
iam:
  role:
    statements:
      - { Effect: Allow, Action: dynamodb:GetItem, Resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" }
      - { Effect: Allow, Action: s3:PutObject, Resource: "arn:aws:s3:::reports/*" }
`,
          functions: "read:\n  handler: src/read.handler",
        }),
        "src/read.mjs": javascript,
      },
    },
    {
      head: {
        ...cdkApp(`
const reports = new s3.Bucket(this, "Reports");
const read = new lambda.Function(this, "Read", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "read.handler",
  code: lambda.Code.fromAsset("src"),
});
reports.grantWrite(read);
`),
        "src/read.mjs": javascript,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x", crud), "src/read.mjs": javascript } },
    { head: { "template.yaml": template("nodejs22.x", crud + files), "src/read.mjs": `import { save } from "report-store";\n${javascript}` } },
    { head: { "template.yaml": template("python3.13", crud + files), "src/read.py": python("__name__") } },
    // That the grant goes too far is told of the role, with the same cure.
    {
      head: {
        "template.yaml": template("nodejs22.x", `${crud}        - Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }]\n`),
        "src/read.mjs": javascript,
      },
    },
    {
      head: {
        "template.yaml": template("nodejs22.x", `${crud}        - Statement: [{ Effect: Allow, Action: sqs:SendMessage, Resource: "*" }]\n`),
        "src/read.mjs": javascript,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { lambda, handler } of functionCode(stack)) {
      const role = stack.roleOf(lambda);
      // Extensions of a layer work with the function's role too.
      if (role === undefined || stack.linksTo(role, "assumes").length !== 1 || lambda.has("layers")) continue;
      const used = usedServices(handler);
      if (used === null || ![...used].every((service) => selfContained.has(service))) continue;
      for (const service of usedByPlatform(lambda, stack)) used.add(service);
      const tooWide = new Set(wideGrantsOf(role).map(({ statement }) => statement));
      for (const [service, statement] of writeGrants(role)) {
        // Of those, lambda-role-star and sls-role-star tell.
        if (used.has(service) || tooWide.has(statement)) continue;
        const actions = (statement.actions ?? []).map(({ text }) => text).filter((text) => text.toLowerCase().startsWith(`${service}:`));
        yield {
          subject: lambda,
          claim: `grant:${service}`,
          evidence: [
            { at: statement.at, note: `allows writing to ${service}` },
            { at: handler.entry, note: `never uses ${service}` },
          ],
          what: `The role of ${named(lambda)} allows ${actions.slice(0, 3).map(named).join(", ")}${actions.length > 3 ? " and more" : ""}, but the code never uses ${named(service)}.`,
          why: `The right is of use only to somebody who runs code of their own in the function (a hijacked dependency, an injection): it lets them change data that the function has nothing to do with.`,
          fix: `Remove the grant from the role of ${named(lambda)}; add it back with the code that needs it.`,
        };
      }
    }
  },
};

/** Actions that change data, by service. */
const writes: ReadonlyMap<string, readonly string[]> = new Map([
  ["dynamodb", ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"]],
  ["s3", ["PutObject", "DeleteObject"]],
  ["sqs", ["SendMessage"]],
  ["sns", ["Publish"]],
  ["events", ["PutEvents"]],
  ["states", ["StartExecution"]],
  ["lambda", ["InvokeFunction"]],
  ["kinesis", ["PutRecord", "PutRecords"]],
  ["firehose", ["PutRecord", "PutRecordBatch"]],
  ["ses", ["SendEmail", "SendRawEmail"]],
  ["secretsmanager", ["PutSecretValue", "UpdateSecret"]],
  ["ssm", ["PutParameter"]],
]);

/** Services that act on nothing else with their caller's rights. Others read and write files for their caller (Textract, Athena, Transcribe), or do anything at all (CloudFormation). */
const selfContained = new Set([
  ...writes.keys(),
  "logs",
  "cloudwatch",
  "kms",
  "sts",
  "execute-api",
  "cognito-idp",
  "cognito-identity",
  "xray",
  "appconfig",
  "tag",
]);

/** The services that the code uses, by IAM prefix; null where that cannot be told for certain. */
function usedServices(handler: FoundHandler): Set<string> | null {
  const { facts } = handler;
  if (!facts.complete || !facts.clientsComplete || !importsOnlyKnownPackages(handler)) return null;
  const imported = facts.imports.flatMap(({ module }) => {
    if (module === "@aws-sdk/lib-storage" || module.startsWith("@aws-sdk/s3-")) return ["s3"];
    if (module === "@aws-sdk/lib-dynamodb") return ["dynamodb"];
    const name = /^@aws-sdk\/client-([\w-]+)$/.exec(module)?.[1] ?? /^github\.com\/aws\/aws-sdk-go(?:-v2)?\/service\/(\w+)/.exec(module)?.[1];
    return name === undefined ? [] : [iamService(name)];
  });
  return new Set([...imported, ...facts.clients.map(({ service }) => service), ...facts.calls.map(({ service }) => service)]);
}

/** Services that Lambda itself uses with the function's role: event sources, destinations and dead letters. */
function usedByPlatform(lambda: Resource, stack: Stack): readonly string[] {
  const hasDestination =
    stack.linksFrom(lambda, "on-failure").length > 0 ||
    stack.linksFrom(lambda, "dead-letters").length > 0 ||
    lambda.properties.entries.has("EventInvokeConfig") ||
    stack.ofShape("AWS::Lambda::EventInvokeConfig").length > 0 ||
    stack.triggersOf(lambda).some((link) => link.has("failureDestination"));
  const sources = stack.triggersOf(lambda).map((link) => textOf(link.value("service")) ?? "");
  // Lambda fetches records, and the secrets of brokers, with the function's role.
  const fetched = sources.flatMap((source) =>
    ["sqs", "kinesis", "dynamodb"].includes(source) ? [source] : ["msk", "kafka", "mq"].includes(source) ? ["secretsmanager"] : [],
  );
  return [...fetched, ...(hasDestination ? ["sqs", "sns", "s3", "lambda", "events"] : [])];
}

/** The first statement that allows writing to a service, for each service that is named. */
function writeGrants(role: Resource): ReadonlyMap<string, Statement> {
  const found = new Map<string, Statement>();
  for (const statement of role.statements) {
    if (statement.effect !== "Allow" || statement.isNotAction) continue;
    for (const { text } of statement.actions ?? []) {
      const [service = "", name = ""] = text.toLowerCase().split(":");
      const allowed = (writes.get(service) ?? []).some((action) => globMatches(name, action.toLowerCase()));
      if (allowed && !found.has(service)) found.set(service, statement);
    }
  }
  return found;
}
