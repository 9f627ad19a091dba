import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type FoundHandler, createPlaceFilter, functionCode, repeatsSurely, runsOften } from "./found-code.ts";

const template = (runtime: string, event = "Type: HttpApi") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  ListOrders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: list.handler
      Runtime: ${runtime}
      Events:
        List:
          ${event}
`;
const service = `
service: orders
provider: { name: aws, runtime: nodejs22.x }
functions:
  list:
    handler: src/list.handler
    events:
      - httpApi: GET /orders
`;
const javascript = (top: string, inside: string) => `
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";

${top}
export const handler = async (event) => {
  ${inside}
  return table.send(new ScanCommand({ TableName: process.env.TABLE, Limit: 20 }));
};
`;
const made = "const table = new DynamoDBClient({ region: process.env.AWS_REGION });";
const python = (inside: string) => `import boto3
from functools import cache

@cache
def client():
    return boto3.client("dynamodb")

def handler(event, context):
    table = ${inside}
    return table.scan(TableName="orders", Limit=20)
`;
const java = (holder: string) => `package shop;

import software.amazon.awssdk.services.sqs.SqsClient;

public class List {
  public String handle(String url) {
    ${holder === "" ? "SqsClient queue = SqsClient.create();" : `SqsClient queue = ${holder}.queue();`}
    queue.receiveMessage(request -> request.queueUrl(url));
    return url;
  }
}

class Orders {
  SqsClient queue() {
    return SqsClient.create();
  }
}
`;
const schedule = "Type: Schedule\n          Properties: { Schedule: rate(1 hour) }";

export const sdkClientInHandler: Rule = {
  id: "sdk-client-in-handler",
  title: "Each invocation makes a client of its own",
  topics: ["5.5", "5.3", "1.5"],
  category: "performance",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html",
  peers: ["codeguru:lambda-client-reuse"],
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/list.mjs": javascript("", made) } },
    { head: { "template.yaml": template("python3.13"), "src/list.py": python(`boto3.client("dynamodb")`) } },
    { head: { "serverless.yml": service, "src/list.mjs": javascript("", made) } },
    { head: { "template.yaml": template("java21").replace("list.handler", "shop.List::handle"), "src/shop/List.java": java("") } },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x"), "src/list.mjs": javascript(made, "") } },
    { head: { "template.yaml": template("nodejs22.x"), "src/list.mjs": javascript("let table;", made.replace("const table =", "table ??=")) } },
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/list.mjs": javascript("let table;\nconst connect = () => new DynamoDBClient({});", "table ??= connect();"),
      },
    },
    { head: { "template.yaml": template("python3.13"), "src/list.py": python("client()") } },
    // Whoever holds the object may keep it.
    { head: { "template.yaml": template("java21").replace("list.handler", "shop.List::handle"), "src/shop/List.java": java("new Orders()") } },
    // The tenant's credentials are of this invocation only.
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/list.mjs": javascript(
          `import { assume } from "./tenants.mjs";`,
          "const table = new DynamoDBClient({ credentials: await assume(event.tenant) });",
        ),
        "src/tenants.mjs": "export const assume = async (tenant) => ({ accessKeyId: tenant, secretAccessKey: tenant });\n",
      },
    },
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/list.mjs": javascript("", "const table = new DynamoDBClient({ region: event.headers.region });"),
      },
    },
    // A client that signs opens no connection.
    {
      head: {
        "template.yaml": template("python3.13"),
        "src/list.py":
          'import boto3\n\ndef handler(event, context):\n    s3 = boto3.client("s3")\n    return s3.generate_presigned_url("get_object", Params={"Bucket": "orders", "Key": event["key"]})\n',
      },
    },
    // One run an hour needs no connection in between.
    { head: { "template.yaml": template("nodejs22.x", schedule), "src/list.mjs": javascript("", made) } },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      if (!runsOften(lambda, stack)) continue;
      const found = handler.facts.clients.filter((client) => isRepeated(client, handler));
      const [client, ...others] = found;
      if (client === undefined || !isNew(client.at)) continue;
      const what = client.service === "http" ? `an HTTP client (${named(client.library)})` : `a client for ${named(client.service)}`;
      yield {
        subject: lambda,
        claim: "client",
        evidence: [
          { at: client.at, note: "made with every invocation" },
          { at: handler.entry, note: "the handler" },
          ...others.slice(0, 2).map(({ at, service }) => ({ at, note: `and one for ${service}` })),
        ],
        what: `${named(lambda)} makes ${what} inside the handler${others.length === 0 ? "" : `, and ${others.length} more`}.`,
        why: `A new client has no open connection: every invocation resolves, connects and shakes hands anew (tens of milliseconds, more on small memory), and loads its configuration again, although the environment would have kept all of that for the next one.`,
        fix: `Make it once per execution environment, outside the handler (or on first use, kept in a variable of the module).`,
      };
    }
  },
};

function isRepeated(client: FoundHandler["facts"]["clients"][number], handler: FoundHandler): boolean {
  if (client.phase !== "invocation" || client.tailored || withoutGain.test(client.library) || !repeatsSurely(client.at, handler)) return false;
  // A client that only signs links opens no connection.
  return client.service === "http" || handler.facts.calls.some(({ service, phase }) => service === client.service && phase === "invocation");
}

/**
 * Clients of an event loop, which is a new one where the handler starts it, must not outlive it; version 2 of the SDK for JavaScript keeps no connection unless it
 * is told to.
 */
const withoutGain = /^(?:aiohttp|httpx|aioboto3|aiobotocore|aws-sdk$)/u;
