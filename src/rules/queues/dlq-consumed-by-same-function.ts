import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (enabled: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  LostOrders:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt LostOrders.Arn
        maxReceiveCount: 5
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
        Lost:
          Type: SQS
          Properties:
            Queue: !GetAtt LostOrders.Arn
            Enabled: ${enabled}
`;

export const dlqConsumedBySameFunction: Rule = {
  id: "dlq-consumed-by-same-function",
  title: "The function gets its own failures back",
  topics: ["22.6", "9.6"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  bad: [
    { head: { "template.yaml": template("true") } },
    {
      head: {
        "serverless.yml": `
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  book:
    handler: src/book.handler
    events:
      - sqs: { arn: !GetAtt Orders.Arn }
      - sqs: { arn: !GetAtt LostOrders.Arn }
resources:
  Resources:
    LostOrders:
      Type: AWS::SQS::Queue
    Orders:
      Type: AWS::SQS::Queue
      Properties:
        RedrivePolicy:
          deadLetterTargetArn: !GetAtt LostOrders.Arn
          maxReceiveCount: 5
`,
        "src/book.js": `export const handler = async () => {};\n`,
      },
    },
    {
      head: cdkApp(`
const lost = new sqs.Queue(this, "LostOrders");
const orders = new sqs.Queue(this, "Orders", { deadLetterQueue: { queue: lost, maxReceiveCount: 5 } });
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
book.addEventSource(new sources.SqsEventSource(orders));
book.addEventSource(new sources.SqsEventSource(lost));
`),
    },
  ],
  good: [{ head: { "template.yaml": template("false") } }],
  *check({ stack }): Iterable<Draft> {
    for (const { queue, consumer, link } of stack.queueConsumers("aws")) {
      const enabled = link.boolean("enabled");
      const failures = enabled.known && enabled.value ? failuresOf(queue, consumer, stack) : undefined;
      if (failures === undefined) continue;
      yield {
        subject: link,
        claim: "consumesOwnFailures",
        evidence: [
          { at: link.at, note: `${named(consumer)} reads its own failures` },
          { at: failures.at, note: `sends failures to ${named(queue)}` },
        ],
        what: `${named(queue)} keeps what ${named(consumer)} could not handle, and ${named(consumer)} consumes ${named(queue)} as well.`,
        why: `What failed five times fails again: poison messages circle through the same code until they expire, take its concurrency, and never lie still for somebody to look at.`,
        fix: `Leave ${named(queue)} without a consumer and move messages back with SQS redrive once the cause is mended, or let another function look at them. A disabled event source is fine.`,
      };
    }
  },
};

/** The link that brings failures of the function to the queue: of its own invocations, or of a source that triggers it. */
function failuresOf(queue: Resource, consumer: Resource, stack: Stack): Link | undefined {
  const sources = new Set(stack.triggersOf(consumer).map((link) => link.from.resource?.id));
  return [...stack.linksTo(queue, "dead-letters"), ...stack.linksTo(queue, "on-failure")].find((link) => {
    const from = link.from.resource;
    return from !== null && from.id !== queue.id && (from.id === consumer.id || sources.has(from.id));
  });
}
