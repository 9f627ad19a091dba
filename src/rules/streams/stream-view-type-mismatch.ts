import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (view: string) => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  View: { Type: String }
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      StreamSpecification:
        StreamViewType: ${view}
  Audit:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: audit.handler
      Runtime: nodejs22.x
      Events:
        Orders:
          Type: DynamoDB
          Properties:
            Stream: !GetAtt Orders.StreamArn
            StartingPosition: LATEST
`;
const code = `
export const handler = async (event) => {
  for (const record of event.Records) console.log(record.dynamodb.OldImage, record.dynamodb.NewImage);
};
`;

/** The images that each view carries. */
const carried: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["KEYS_ONLY", new Set()],
  ["NEW_IMAGE", new Set(["NewImage"])],
  ["OLD_IMAGE", new Set(["OldImage"])],
  ["NEW_AND_OLD_IMAGES", new Set(["NewImage", "OldImage"])],
]);

export const streamViewTypeMismatch: Rule = {
  id: "stream-view-type-mismatch",
  title: "The handler reads an image that the stream does not carry",
  topics: ["12.4", "2.5"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html",
  bad: [
    { head: { "template.yaml": template("NEW_IMAGE"), "src/audit.mjs": code } },
    {
      head: {
        ...cdkApp(`
const orders = new dynamodb.Table(this, "Orders", {
  partitionKey: { name: "id", type: dynamodb.AttributeType.STRING },
  stream: dynamodb.StreamViewType.NEW_IMAGE,
});
const audit = new lambda.Function(this, "Audit", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "audit.handler",
  code: lambda.Code.fromAsset("src"),
});
audit.addEventSource(new sources.DynamoEventSource(orders, { startingPosition: lambda.StartingPosition.LATEST }));
`),
        "src/audit.mjs": code,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
audit:
  handler: src/audit.handler
  events:
    - stream:
        type: dynamodb
        arn: !GetAtt Orders.StreamArn
`,
          resources: `
Orders:
  Type: AWS::DynamoDB::Table
  Properties:
    BillingMode: PAY_PER_REQUEST
    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    KeySchema: [{ AttributeName: id, KeyType: HASH }]
    StreamSpecification:
      StreamViewType: NEW_IMAGE
`,
        }),
        "src/audit.mjs": code,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("NEW_AND_OLD_IMAGES"), "src/audit.mjs": code } },
    { head: { "template.yaml": template("!Ref View"), "src/audit.mjs": code } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const [table, lambda] = [link.from.resource, link.to.resource];
      if (table?.kind !== "table" || lambda?.kind !== "function") continue;
      // Shared code may read the image of another table.
      if (stack.triggersOf(lambda).some((other) => other.from.resource?.kind === "table" && other.from.resource.id !== table.id)) continue;
      const view = table.string("streamViewType");
      const images = view.known ? carried.get(view.value) : undefined;
      const handler = stack.handlerOf(lambda);
      const read = handler?.state === "found" ? handler.facts.streamImagesRead.find(({ image }) => images?.has(image) === false) : undefined;
      if (!view.known || read === undefined) continue;
      yield {
        subject: table,
        claim: `streamViewType:${read.image}:${lambda.id}`,
        evidence: [
          { at: view.at, note: `does not carry ${read.image}` },
          { at: read.at, note: `reads ${read.image}` },
        ],
        what: `The handler of ${named(lambda)} reads \`${read.image}\`, but the stream of ${named(table)} carries \`${view.value}\`.`,
        why: `The image is missing in every record: the code compares with nothing, or fails and blocks the shard.`,
        fix: `Set \`${view.nativeName}\` to \`NEW_AND_OLD_IMAGES\` (CloudFormation changes it by making a new stream, so that the event source starts anew), or do without \`${read.image}\` in the code.`,
        edit: setValue(view, "NEW_AND_OLD_IMAGES", "NEW_AND_OLD_IMAGES"),
      };
    }
  },
};
