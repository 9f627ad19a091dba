import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Resources:
  Orders:
    Type: AWS::SQS::Queue
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
      ScalingConfig: { MaximumConcurrency: 10 }
${more}`;

export const esmMaxConcurrencyWithProvisionedPoller: Rule = {
  id: "esm-max-concurrency-with-provisioned-poller",
  title: "Maximum concurrency and provisioned pollers exclude each other",
  topics: ["9.6", "39.1"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
  bad: [
    { head: { "template.yaml": template("      ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 10 }\n") } },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "orders" {
  name = "orders"
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
  scaling_config {
    maximum_concurrency = 10
  }
  provisioned_poller_config {
    minimum_pollers = 2
    maximum_pollers = 10
  }
}
`,
      },
    },
  ],
  good: [{ head: { "template.yaml": template("") } }],
  *check({ stack }): Iterable<Draft> {
    for (const { queue, consumer, link } of stack.queueConsumers("aws")) {
      if (!link.has("maximumConcurrency") || !link.has("provisionedPollers")) continue;
      const [bound, pollers] = [link.nameInDialect("maximumConcurrency"), link.nameInDialect("provisionedPollers")];
      yield {
        subject: link,
        claim: "provisionedPollers",
        evidence: [{ at: link.placeOf("provisionedPollers"), note: "excludes the other" }, { at: link.placeOf("maximumConcurrency") }],
        what: `The event source from ${named(queue)} to ${named(consumer)} has both \`${bound}\` and \`${pollers}\`.`,
        why: `Lambda refuses an event source with both: the deployment fails and rolls back.`,
        fix: `Keep one: \`${bound}\` to bound the load on what the function calls, or \`${pollers}\` (its maximum is the bound then, ten batches for each poller) to keep pollers ready.`,
      };
    }
  },
};
