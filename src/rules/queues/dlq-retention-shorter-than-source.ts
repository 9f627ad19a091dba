import { awsLimits } from "../../facts/aws-numbers.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, duration, named, orDefault, setValue } from "../words.ts";

const template = (source: number, lost: string, fifo = "") => `
Resources:
  LostOrders:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: ${lost}
${fifo}  Orders:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: ${source}
${fifo}      RedrivePolicy:
        deadLetterTargetArn: !GetAtt LostOrders.Arn
        maxReceiveCount: 5
`;
const longest = awsLimits.queueRetention.value;

export const dlqRetentionShorterThanSource: Rule = {
  id: "dlq-retention-shorter-than-source",
  title: "The dead-letter queue forgets as early as its source",
  topics: ["22.6", "37.5"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  bad: [
    { head: { "template.yaml": template(345_600, "86400") } },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "lost" {
  name = "lost-orders"
}

resource "aws_sqs_queue" "orders" {
  name                      = "orders"
  message_retention_seconds = 1209600
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.lost.arn
    maxReceiveCount     = 5
  })
}
`,
      },
    },
    {
      head: cdkApp(`
const lost = new sqs.Queue(this, "LostOrders", { retentionPeriod: cdk.Duration.seconds(86400) });
new sqs.Queue(this, "Orders", { deadLetterQueue: { queue: lost, maxReceiveCount: 5 } });
`),
    },
    {
      head: cdkPythonApp(`
lost = sqs.Queue(self, "LostOrders", retention_period=Duration.seconds(86400))
sqs.Queue(self, "Orders", dead_letter_queue=sqs.DeadLetterQueue(queue=lost, max_receive_count=5))
`),
    },
  ],
  good: [
    { head: { "template.yaml": template(345_600, "1209600") } },
    // A FIFO dead-letter queue counts from the arrival.
    { head: { "template.yaml": template(345_600, "345600", "      FifoQueue: true\n") } },
    { head: { "template.yaml": `Parameters:\n  Keep: { Type: Number }\n${template(345_600, "!Ref Keep")}` } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("dead-letters", "aws")) {
      const [source, target] = [link.from.resource, link.to.resource];
      if (source?.kind !== "queue" || target?.kind !== "queue" || source.id === target.id) continue;
      const [kept, lost, fifo] = [source.number("retentionSeconds"), target.number("retentionSeconds"), target.boolean("fifo")];
      if (!kept.known || !lost.known || !fifo.known || fifo.value || lost.value > kept.value || lost.value >= longest) continue;
      yield {
        subject: target,
        claim: `retentionSeconds:${source.id}`,
        evidence: [
          { at: lost.at, note: `keeps a message for ${duration(lost.value)}${orDefault(lost)}` },
          { at: kept.at, note: `${named(source)} keeps it for ${duration(kept.value)}${orDefault(kept)}` },
        ],
        what: `${named(target)} keeps a message for ${duration(lost.value)}${orDefault(lost)}, no longer than ${named(source)}, whose failures it takes and which keeps it for ${duration(kept.value)}${orDefault(kept)}.`,
        why: `A standard queue counts a message's age from when it was first sent, also after the move. A message that waited in ${named(source)} has that much less time in ${named(target)}: after a long outage it expires before anybody has looked at it.`,
        fix: `Set \`${lost.nativeName}\` of ${named(target)} to ${longest} (14 days, the longest).`,
        severity: lost.value < kept.value ? "medium" : "low",
        edit: lost.isDefault
          ? addProperty(target.properties, target.at, { name: lost.nativeName, value: longest, unit: "seconds" })
          : setValue(lost, longest),
      };
    }
  },
};
