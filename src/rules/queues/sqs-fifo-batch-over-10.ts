import { awsLimits } from "../../facts/aws-numbers.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (fifo: boolean, more: string) => `
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: ${fifo}
  Book:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/book
      Code: { S3Bucket: code, S3Key: book.zip }
  BookOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Book
${more}`;
const largest = awsLimits.fifoBatch.value;

export const sqsFifoBatchOver10: Rule = {
  id: "sqs-fifo-batch-over-10",
  title: "FIFO queues give neither large batches nor a batching window",
  topics: ["9.6", "39.2"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html",
  peers: ["cfn-lint:E3705"],
  bad: [
    { head: { "template.yaml": template(true, "      BatchSize: 50\n") } },
    { head: { "template.yaml": template(true, "      MaximumBatchingWindowInSeconds: 5\n") } },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
book:
  handler: src/book.handler
  events:
    - sqs:
        arn: !GetAtt Orders.Arn
        batchSize: 50
`,
          resources: "Orders:\n  Type: AWS::SQS::Queue\n  Properties:\n    FifoQueue: true",
        }),
        "src/book.js": "export const handler = async () => {};\n",
      },
    },
    {
      head: cdkApp(`
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
const orders = new sqs.Queue(this, "Orders", { fifo: true });
book.addEventSource(new sources.SqsEventSource(orders, { batchSize: 50 }));
`),
    },
  ],
  good: [
    { head: { "template.yaml": template(true, "      BatchSize: 10\n") } },
    { head: { "template.yaml": template(false, "      BatchSize: 50\n      MaximumBatchingWindowInSeconds: 5\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { queue, consumer, link } of stack.queueConsumers("aws")) {
      const [size, window, fifo] = [link.number("batchSize"), link.number("batchWindowSeconds"), queue.boolean("fifo")];
      if (!fifo.known || !fifo.value) continue;
      const isLarge = size.known && size.value > largest;
      const isGathered = window.known && window.value > 0;
      if (!isLarge && !isGathered) continue;
      const [wrong, text] = isLarge ? [size, `a batch size of ${size.value}`] : [window, "a batching window"];
      yield {
        subject: link,
        claim: isLarge ? "batchSize" : "batchWindowSeconds",
        evidence: [
          { at: wrong.at, note: "not for FIFO queues" },
          { at: fifo.at, note: `${named(queue)} is a FIFO queue` },
        ],
        what: `The event source from the FIFO queue ${named(queue)} to ${named(consumer)} has ${text}.`,
        why: `For FIFO queues Lambda takes at most ${largest} messages in a batch and no batching window: it refuses the event source, and the deployment fails.`,
        fix: isLarge ? `Set \`${wrong.nativeName}\` to ${largest} or less.` : `Remove \`${wrong.nativeName}\`.`,
        edit: isLarge && size.known ? setValue(size, largest) : { kind: "remove", entry: wrong.at },
      };
    }
  },
};
