import type { SdkCall } from "../../handlers/facts.ts";
import { resourceOfCall } from "../../stack/call-target.ts";
import { matchesAction } from "../../stack/platforms/aws/permits.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { type Value, textOf } from "../../stack/value.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { allowingStatement, resourceEdit } from "./grant-edit.ts";

const template = (resource: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: customer, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      GlobalSecondaryIndexes:
        - { IndexName: byCustomer, KeySchema: [{ AttributeName: customer, KeyType: HASH }], Projection: { ProjectionType: ALL } }
  List:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: list.handler
      Runtime: python3.13
      Environment:
        Variables:
          ORDERS: !Ref Orders
      Policies:
        - Statement:
            - Effect: Allow
              Action: dynamodb:Query
              Resource: ${resource}
`;
const code = `
import os
import boto3

table = boto3.resource("dynamodb").Table(os.environ["ORDERS"])

def handler(event, context):
    return table.query(IndexName="byCustomer", KeyConditionExpression="customer = :c", ExpressionAttributeValues={":c": event["customer"]})
`;

export const iamMissingForIndexQuery: Rule = {
  id: "iam-missing-for-index-query",
  title: "The role allows the table but not the index that the code queries",
  topics: ["12.3", "7.1"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html",
  bad: [
    { head: { "template.yaml": template("!GetAtt Orders.Arn"), "src/list.py": code } },
    {
      head: {
        "serverless.yml": serverlessService({
          runtime: "python3.13",
          provider: `
iam:
  role:
    statements:
      - Effect: Allow
        Action:
          - dynamodb:Query
        Resource:
          - !GetAtt Orders.Arn
`,
          functions: "list:\n  handler: src/list.handler\n  environment:\n    ORDERS: !Ref Orders",
          resources: `
Orders:
  Type: AWS::DynamoDB::Table
  Properties:
    BillingMode: PAY_PER_REQUEST
    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: customer, AttributeType: S }]
    KeySchema: [{ AttributeName: id, KeyType: HASH }]
    GlobalSecondaryIndexes:
      - { IndexName: byCustomer, KeySchema: [{ AttributeName: customer, KeyType: HASH }], Projection: { ProjectionType: ALL } }
`,
        }),
        "src/list.py": code,
      },
    },
  ],
  good: [{ head: { "template.yaml": template(`[!GetAtt Orders.Arn, !Sub "\${Orders.Arn}/index/*"]`), "src/list.py": code } }],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const handler = stack.handlerOf(lambda);
      const role = stack.roleOf(lambda);
      const complete = role?.boolean("complete");
      if (handler?.state !== "found" || role === undefined || complete?.known !== true || !complete.value) continue;
      for (const call of handler.facts.calls) {
        const index = call.arguments.get("IndexName");
        const table = typeof index === "string" ? tableOf(call, lambda, stack) : undefined;
        if (typeof index !== "string" || table === undefined || !allowsTableOnly(role, call.action, table)) continue;
        const statement = allowingStatement(role, `dynamodb:${call.action}`);
        yield {
          subject: lambda,
          claim: `index:${table.id}:${index}`,
          evidence: [
            { at: call.at, note: `queries the index ${named(index)}` },
            { at: role.at, note: "allows the table only" },
          ],
          what: `${named(lambda)} queries the index ${named(index)} of ${named(table)}, but its role allows \`dynamodb:${call.action}\` on the table's ARN only.`,
          why: `An index has an ARN of its own (\`…/index/${index}\`): each of these calls is denied with AccessDeniedException.`,
          fix: `Allow \`dynamodb:${call.action}\` on the index too: the table's ARN followed by \`/index/${index}\` (or \`/index/*\`).`,
          edit: statement && resourceEdit(statement, table, "/index/*"),
        };
      }
    }
  },
};

function tableOf(call: SdkCall, lambda: Resource, stack: Stack): Resource | undefined {
  if (call.service !== "dynamodb" || (call.action !== "Query" && call.action !== "Scan")) return undefined;
  const table = resourceOfCall(call, lambda, stack);
  return table?.kind === "table" ? table : undefined;
}

/** True only where every statement that allows the action names tables by their exact ARN, this one among them. */
function allowsTableOnly(role: Resource, action: string, table: Resource): boolean {
  const statements = role.statements.filter((statement) => statement.effect === "Allow" && matchesAction(statement, `dynamodb:${action}`) !== "no");
  if (statements.some((statement) => statement.isNotResource || statement.isNotAction || statement.actions === null)) return false;
  const patterns = statements.flatMap((statement) => [...statement.resources]);
  return patterns.some((pattern) => isExactly(pattern, table)) && patterns.every(isExact);
}

function isExactly(pattern: Value, table: Resource): boolean {
  if (pattern.kind === "reference") return pattern.address === table.address && pattern.attribute === "Arn";
  return isExact(pattern) && textIn(pattern).endsWith(`table/${table.string("name").known ? textOf(table.value("name")) : "\u0000"}`);
}

/** A reference to a resource's ARN, or an ARN of a table without wildcard and without index. */
function isExact(pattern: Value): boolean {
  if (pattern.kind === "reference") return pattern.attribute === "Arn";
  const text = textIn(pattern);
  return text.includes(":table/") && !text.includes("*") && !text.includes("/index/") && !text.includes("/stream/");
}

function textIn(value: Value): string {
  return value.kind === "joined" ? value.parts.map((part) => textOf(part) ?? "?").join("") : (textOf(value) ?? "*");
}
