import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (target: string) => `
Resources:
  LostOrders:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt ${target}.Arn
        maxReceiveCount: 5
`;

export const dlqIsSourceQueue: Rule = {
  id: "dlq-is-source-queue",
  title: "A queue is its own dead-letter queue",
  topics: ["22.6", "2.4"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  bad: [
    { head: { "template.yaml": template("Orders") } },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sqs_queue_redrive_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.orders.arn
    maxReceiveCount     = 5
  })
}
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "book:\n  handler: src/book.handler\n  events:\n    - sqs: !GetAtt Orders.Arn",
          resources: `
Orders:
  Type: AWS::SQS::Queue
  Properties:
    RedrivePolicy:
      deadLetterTargetArn: !GetAtt Orders.Arn
      maxReceiveCount: 5
`,
        }),
        "src/book.js": "export const handler = async () => {};\n",
      },
    },
  ],
  good: [{ head: { "template.yaml": template("LostOrders") } }],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("dead-letters", "aws")) {
      const queue = link.from.resource;
      if (queue?.kind !== "queue" || link.to.resource?.id !== queue.id) continue;
      yield {
        subject: queue,
        claim: "deadLetterTarget",
        evidence: [{ at: link.at, note: "points back to the queue" }, { at: queue.at }],
        what: `The redrive policy of ${named(queue)} names ${named(queue)} itself as its dead-letter queue.`,
        why: `A message that cannot be handled comes back to the same queue and is tried again until its retention ends; it blocks its consumer all that time and is then gone without a trace.`,
        fix: `Point \`deadLetterTargetArn\` to a queue of its own that keeps messages for longer, and that nothing consumes by itself.`,
      };
    }
  },
};
