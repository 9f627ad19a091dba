import type { SdkCall } from "../../handlers/facts.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { callersOf, createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string, event = "Type: HttpApi") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  FindOrders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: find.handler
      Runtime: ${runtime}
      Events:
        Find:
          ${event}
`;
const javascript = (more: string) => `
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  const { Items } = await table.send(new ScanCommand({ TableName: process.env.ORDERS, FilterExpression: "customer = :customer"${more} }));
  return { statusCode: 200, body: JSON.stringify(Items) };
};
`;
const python = (call: string) => `
import os
import boto3

table = boto3.resource("dynamodb").Table(os.environ["ORDERS"])

def handler(event, context):
    return {"statusCode": 200, "body": str(table.${call}["Items"])}
`;

export const dynamodbScanInRequestPath: Rule = {
  id: "dynamodb-scan-in-request-path",
  title: "Request reads the whole table",
  topics: ["12.2", "4.1", "16.6"],
  category: "performance",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-query-scan.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/find.mjs": javascript("") } },
    { head: { "template.yaml": template("python3.13"), "src/find.py": python("scan()") } },
    {
      head: {
        "serverless.yml": serverlessService({ functions: "find:\n  handler: src/find.handler\n  events:\n    - httpApi: GET /orders" }),
        "src/find.mjs": javascript(""),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x"), "src/find.mjs": javascript(", Limit: 50, ExclusiveStartKey: event.next") } },
    { head: { "template.yaml": template("python3.13"), "src/find.py": python("scan(IndexName='open-orders')") } },
    { head: { "template.yaml": template("python3.13"), "src/find.py": python("query(KeyConditionExpression='id = :id')") } },
    {
      head: {
        "template.yaml": template("python3.13", "Type: Schedule\n          Properties: { Schedule: rate(1 day) }"),
        "src/find.py": python("scan()"),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      if (callersOf(lambda, stack).requesting.length === 0) continue;
      for (const call of handler.facts.calls) {
        if (!scansAll(call) || !isNew(call.at)) continue;
        const table = call.target.kind === "environment" ? call.target.variable : call.target.kind === "literal" ? call.target.value : "";
        yield {
          subject: lambda,
          claim: `scan:${table}`,
          evidence: [{ at: call.at, note: "reads every item" }],
          what: `${named(lambda)} answers requests with a \`Scan\`${table === "" ? "" : ` of ${named(table)}`} without a \`Limit\`.`,
          why: `A scan reads, and bills, every item before its filter applies, 1 MB a call: each request gets slower and dearer as the table grows, one page silently stands for the whole once the table exceeds 1 MB, and the reads take capacity from everything else on the table.`,
          fix: `Query by key or through an index that fits the access pattern. Where all items are wanted, page with \`Limit\` and \`ExclusiveStartKey\`. For a table that stays small this does not matter.`,
        };
      }
    }
  },
};

/** A scan of a whole table with each request. A page of it, or a sparse index, is a choice. */
function scansAll(call: SdkCall): boolean {
  if (call.service !== "dynamodb" || call.operation !== "Scan" || call.phase !== "invocation" || !call.argumentsComplete) return false;
  return !["Limit", "IndexName", "Segment"].some((name) => call.argumentNames.includes(name));
}
