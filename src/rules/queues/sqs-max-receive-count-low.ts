import { cdkApp } from "../examples/cdk-app.ts";
import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (count: number, scaling = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  LostOrders:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt LostOrders.Arn
        maxReceiveCount: ${count}
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
${scaling}`;

/** AWS recommends at least five, so that throttled batches come back before their messages are given up. */
const recommended = 5;

export const sqsMaxReceiveCountLow: Rule = {
  id: "sqs-max-receive-count-low",
  title: "Throttling alone sends good messages to the dead-letter queue",
  topics: ["22.6", "9.6"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
  bad: [
    { head: { "template.yaml": template(1) } },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "lost" {
  name = "lost"
}

resource "aws_sqs_queue" "orders" {
  name           = "orders"
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.lost.arn, maxReceiveCount = 2 })
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.book.arn
}
`,
      },
    },
    {
      head: cdkApp(`
const lost = new sqs.Queue(this, "LostOrders");
const orders = new sqs.Queue(this, "Orders", { deadLetterQueue: { queue: lost, maxReceiveCount: 1 } });
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
book.addEventSource(new sources.SqsEventSource(orders));
`),
    },
    {
      head: cdkPythonApp(`
lost = sqs.Queue(self, "LostOrders")
orders = sqs.Queue(self, "Orders", dead_letter_queue=sqs.DeadLetterQueue(queue=lost, max_receive_count=1))
book = lambda_.Function(
    self,
    "Book",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="book.handler",
    code=lambda_.Code.from_asset("src"),
)
book.add_event_source(sources.SqsEventSource(orders))
`),
    },
  ],
  good: [
    { head: { "template.yaml": template(5) } },
    { head: { "template.yaml": template(3, "            ScalingConfig:\n              MaximumConcurrency: 10\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { queue, consumer, link } of stack.queueConsumers("aws")) {
      const count = queue.number("maximumReceiveCount");
      if (!queue.has("deadLetterTarget") || !count.known || count.value >= recommended) continue;
      // Pollers that stay below a bound of their own are seldom throttled.
      const isBounded = link.has("maximumConcurrency") || link.has("provisionedPollers");
      if (isBounded && count.value > 1) continue;
      yield {
        subject: queue,
        claim: "maximumReceiveCount",
        evidence: [
          { at: count.at, note: `given up after ${count.value} receive${count.value === 1 ? "" : "s"}` },
          { at: link.at, note: `consumed by ${named(consumer)}` },
        ],
        what: `${named(queue)} gives a message up after ${count.value} receive${count.value === 1 ? "" : "s"}, and ${named(consumer)} consumes it through an event source.`,
        why: `A receive counts even if ${named(consumer)} never sees the message: a batch that finds no free concurrency goes back with its count one higher. ${count.value === 1 ? "One throttled poll or one cold dependency is" : "A short spell of throttling is"} enough to dead-letter messages that are fine.`,
        fix: `Set \`maxReceiveCount\` to ${recommended} or more. Where a message must not be tried twice, make the handler idempotent instead of counting on one receive.`,
        severity: count.value === 1 ? (isBounded ? "medium" : "high") : count.value === 2 ? "medium" : "low",
        edit: setValue(count, recommended),
      };
    }
  },
};
