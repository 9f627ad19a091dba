import type { Link } from "../../stack/link.ts";
import { itemsOf } from "../../stack/value.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const consumer = (name: string) => `
  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Orders:
          Type: DynamoDB
          Properties:
            Stream: !GetAtt Orders.StreamArn
            StartingPosition: LATEST
`;
const template = (names: readonly string[]) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      StreamSpecification: { StreamViewType: NEW_IMAGE }
${names.map(consumer).join("")}`;

export const streamConsumersOverTwo: Rule = {
  id: "stream-consumers-over-two",
  title: "More readers than a DynamoDB stream serves",
  topics: ["12.4", "2.5"],
  category: "performance",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html",
  bad: [
    { head: { "template.yaml": template(["Book", "Mail", "Count"]) } },
    {
      head: cdkApp(`
const orders = new dynamodb.Table(this, "Orders", {
  partitionKey: { name: "id", type: dynamodb.AttributeType.STRING },
  stream: dynamodb.StreamViewType.NEW_IMAGE,
});
for (const name of ["Book", "Mail", "Count"]) {
  const consumer = new lambda.Function(this, name, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: lambda.Code.fromAsset("src"),
  });
  consumer.addEventSource(new sources.DynamoEventSource(orders, { startingPosition: lambda.StartingPosition.LATEST }));
}
`),
    },
  ],
  good: [{ head: { "template.yaml": template(["Book", "Mail"]) } }],
  *check({ stack }): Iterable<Draft> {
    for (const table of stack.resourcesOf("table", "aws")) {
      const readers = stack.linksFrom(table, "triggers").filter(isReader);
      const most = itemsOf(table.value("replicas")).length > 1 ? 1 : 2;
      const last = readers.at(-1);
      if (readers.length <= most || last === undefined) continue;
      const names = readers.map((link) => (link.to.resource === null ? "another" : named(link.to.resource)));
      yield {
        subject: table,
        claim: "streamConsumers",
        evidence: [...readers.toReversed().map((link) => ({ at: link.at, note: "reads the stream" })), { at: table.at }],
        what: `${readers.length} consumers read the stream of ${named(table)}: ${names.join(", ")}.`,
        why: `A shard of a DynamoDB stream serves ${most === 1 ? "one reader of a global table besides replication" : "two readers"}; with more, reads are throttled and every consumer falls behind, up to the 24 h after which records are gone.`,
        fix: `Let one function read the stream and pass the records on (SNS, EventBridge, or an EventBridge pipe to a bus), and let the others subscribe there.`,
      };
    }
  },
};

function isReader(link: Link): boolean {
  const [service, enabled] = [link.string("service"), link.boolean("enabled")];
  return (
    service.known && (service.value === "dynamodb" || service.value === "pipes") && !(enabled.known && !enabled.value) && enabled.state !== "unknown"
  );
}
