import { resourceOfCall } from "../../stack/call-target.ts";
import type { Resource } from "../../stack/resource.ts";
import { entryOf, itemsOf, textOf } from "../../stack/value.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (index: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: customer, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
${index}  List:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: list.handler
      Runtime: python3.13
      Environment:
        Variables:
          TABLE: !Ref Orders
`;
const index = (name: string) => `      GlobalSecondaryIndexes:
        - IndexName: ${name}
          KeySchema: [{ AttributeName: customer, KeyType: HASH }]
          Projection: { ProjectionType: ALL }
`;
const code = `
import os
import boto3
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])

def handler(event, context):
    return table.query(IndexName="by-customer", KeyConditionExpression="customer = :c")
`;

export const dynamodbIndexUndefined: Rule = {
  id: "dynamodb-index-undefined",
  title: "The code queries an index that the table does not have",
  topics: ["12.3", "12.2"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html",
  bad: [
    { head: { "template.yaml": template(index("byCustomer")), "src/list.py": code } },
    {
      head: {
        ...cdkApp(`
const orders = new dynamodb.Table(this, "Orders", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING } });
orders.addGlobalSecondaryIndex({ indexName: "byCustomer", partitionKey: { name: "customer", type: dynamodb.AttributeType.STRING } });
new lambda.Function(this, "List", {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: "list.handler",
  code: lambda.Code.fromAsset("src"),
  environment: { TABLE: orders.tableName },
});
`),
        "src/list.py": code,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template(index("by-customer")), "src/list.py": code } },
    { head: { "template.yaml": `Parameters:\n  Index: { Type: String }\n${template(index("!Ref Index"))}`, "src/list.py": code } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const handler = stack.handlerOf(lambda);
      for (const call of handler?.state === "found" ? handler.facts.calls : []) {
        const wanted = call.service === "dynamodb" ? call.arguments.get("IndexName") : undefined;
        const table = wanted === undefined ? null : resourceOfCall(call, lambda, stack);
        const names = table?.kind === "table" ? indexNames(table) : null;
        if (typeof wanted !== "string" || table === null || names === null || names.includes(wanted)) continue;
        yield {
          subject: lambda,
          claim: `index:${wanted}:${table.id}`,
          evidence: [
            { at: call.at, note: `asks for ${named(wanted)}` },
            {
              at: table.has("globalIndexes") ? table.placeOf("globalIndexes") : table.at,
              note: names.length === 0 ? "has no index" : `has ${names.join(", ")}`,
            },
          ],
          what: `${named(lambda)} queries the index ${named(wanted)} of ${named(table)}, which has ${names.length === 0 ? "no index" : `only ${names.map((name) => named(name)).join(", ")}`}.`,
          why: `DynamoDB answers with a ValidationException each time that this line is reached.`,
          fix: `Correct the name in the code, or declare the index on ${named(table)}. A new index has to be filled before it answers: deploy it before the code that asks for it.`,
        };
      }
    }
  },
};

/** Names of all indexes; null where one is not known. */
function indexNames(table: Resource): readonly string[] | null {
  const written = [table.value("globalIndexes"), table.value("localIndexes")].filter((value) => value !== undefined);
  if (written.some((value) => value.kind !== "list")) return null;
  const items = written.flatMap((value) => [...itemsOf(value)]);
  const names = items.flatMap((item) => textOf(entryOf(item, "IndexName")?.value) ?? []);
  return names.length === items.length ? names : null;
}
