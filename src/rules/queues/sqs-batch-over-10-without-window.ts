import { awsLimits } from "../../facts/aws-numbers.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";

const template = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Window: { Type: Number }
Resources:
  Orders:
    Type: AWS::SQS::Queue
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
${more}`;

/** Without a batching window Lambda takes what one receive gives. */
const largestWithoutWindow = awsLimits.queueBatchWithoutWindow.value;

export const sqsBatchOver10WithoutWindow: Rule = {
  id: "sqs-batch-over-10-without-window",
  title: "A batch above 10 messages needs a batching window",
  topics: ["9.6", "39.2"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
  bad: [
    { head: { "template.yaml": template("            BatchSize: 100\n") } },
    {
      head: {
        "serverless.yml": `
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  book:
    handler: src/book.handler
    events:
      - sqs:
          arn: !GetAtt Orders.Arn
          batchSize: 50
resources:
  Resources:
    Orders:
      Type: AWS::SQS::Queue
`,
        "src/book.js": `export const handler = async () => {};\n`,
      },
    },
    {
      head: cdkApp(`
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
book.addEventSource(new sources.SqsEventSource(new sqs.Queue(this, "Orders"), { batchSize: 100 }));
`),
    },
  ],
  good: [
    { head: { "template.yaml": template("            BatchSize: 100\n            MaximumBatchingWindowInSeconds: 5\n") } },
    { head: { "template.yaml": template("            BatchSize: 100\n            MaximumBatchingWindowInSeconds: !Ref Window\n") } },
    { head: { "template.yaml": template("            BatchSize: 10\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { queue, consumer, link } of stack.queueConsumers("aws")) {
      const [size, window, fifo] = [link.number("batchSize"), link.number("batchWindowSeconds"), queue.boolean("fifo")];
      if (!size.known || size.value <= largestWithoutWindow || !window.known || window.value > 0 || !fifo.known || fifo.value) continue;
      yield {
        subject: link,
        claim: "batchWindowSeconds",
        evidence: [
          { at: size.at, note: "above 10" },
          { at: link.at, note: "no batching window" },
        ],
        what: `The event source from ${named(queue)} to ${named(consumer)} asks for batches of ${size.value} and has no \`${window.nativeName}\`.`,
        why: `Lambda refuses a batch size above ${largestWithoutWindow} without a batching window of at least 1 s: the deployment fails and rolls back.`,
        fix: `Set \`${window.nativeName}\` to 1 or more (and raise the queue's visibility timeout by as much), or \`${size.nativeName}\` to ${largestWithoutWindow} or less.`,
        edit: window.isDefault
          ? addProperty(link.declaredBy?.properties, link.at, { name: window.nativeName, value: 1, unit: "seconds" })
          : setValue(window, 1),
      };
    }
  },
};
