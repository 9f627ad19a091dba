import { awsLimits } from "../../facts/aws-numbers.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, nestedName } from "../words.ts";

/** A mapping starts with five concurrent batches, whatever the function may run. */
const initialPollers = awsLimits.mappingBatchesAtStart.value;

export const sqsPollerReservedConcurrencyLow: Rule = {
  id: "sqs-poller-reserved-concurrency-low",
  title: "Queue is polled faster than its consumer may run",
  topics: ["9.6", "16.3", "39.1"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
  bad: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 30
      ReservedConcurrentExecutions: 1
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
book:
  handler: src/book.handler
  reservedConcurrency: 3
  events:
    - sqs:
        arn: !GetAtt Orders.Arn
`,
          resources: "Orders:\n  Type: AWS::SQS::Queue",
        }),
        "src/book.js": "export const handler = async () => {};\n",
      },
    },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "book" {
  function_name                  = "book"
  role                           = "arn:aws:iam::123456789012:role/book"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  reserved_concurrent_executions = 3
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
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
  reservedConcurrentExecutions: 3,
});
book.addEventSource(new sources.SqsEventSource(new sqs.Queue(this, "Orders"), { batchSize: 5 }));
`),
    },
  ],
  good: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
  OrderedQueue:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      VisibilityTimeout: 180
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 30
      ReservedConcurrentExecutions: 2
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
            ScalingConfig:
              MaximumConcurrency: 2
        Ordered:
          Type: SQS
          Properties:
            Queue: !GetAtt OrderedQueue.Arn
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { queue, consumer, link } of stack.queueConsumers("aws")) {
      const reserved = consumer.number("reservedConcurrency");
      const fifo = queue.boolean("fifo");
      // A FIFO queue is read by at most one batch for each message group, so throttling depends on the groups in flight.
      if (!reserved.known || reserved.value === 0 || reserved.value >= initialPollers || !fifo.known || fifo.value) continue;
      if (link.has("maximumConcurrency") || link.has("provisionedPollers")) continue;
      const isCounted = queue.has("deadLetterTarget");
      yield {
        subject: link,
        claim: "maximumConcurrency",
        evidence: [
          { at: reserved.at, note: `at most ${reserved.value} at once` },
          { at: link.at, note: "no maximum concurrency" },
        ],
        what: `${named(consumer)} may run ${reserved.value} at once, but nothing holds the pollers of ${named(queue)} back: they start with ${initialPollers} batches at once.`,
        why: `The batches that find no free instance are throttled and go back to the queue ${isCounted ? "with their receive count one higher. Under load, good messages reach the dead-letter queue without ever having been tried." : "until their visibility timeout has passed: under load messages wait far longer than their turn, and out of order."}`,
        fix:
          reserved.value >= 2
            ? `Bound the mapping instead: set \`${link.nameInDialect("maximumConcurrency")}\` to ${reserved.value} on the event source (2 is its minimum), and leave the reserved concurrency at that value or above.`
            : `The event source's \`${link.nameInDialect("maximumConcurrency")}\` has a minimum of 2: set it to 2 and raise \`${reserved.nativeName}\` to 2, or, where one at a time is required, use a FIFO queue with one message group.`,
        severity: !isCounted ? "low" : reserved.value === 1 ? "high" : "medium",
        edit:
          reserved.value >= 2
            ? addProperty(link.declaredBy?.properties, link.at, {
                name: nestedName(link.nameInDialect("maximumConcurrency"), "ScalingConfig.MaximumConcurrency"),
                value: reserved.value,
              })
            : undefined,
      };
    }
  },
};
