import { awsDefaults, awsLimits } from "../../facts/aws-numbers.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, duration, named, orDefault, setValue } from "../words.ts";

const template = (retention: number) => `
Resources:
  LostOrders:
    Type: AWS::SQS::Queue
    Properties: { MessageRetentionPeriod: 1209600 }
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: ${retention}
      VisibilityTimeout: 900
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt LostOrders.Arn
        maxReceiveCount: 5
`;

/** How long SQS keeps a message where nothing is set, and at most. */
const standard = awsDefaults.queueRetention.value;
const longest = awsLimits.queueRetention.value;

export const sqsRetentionBelowRetryWindow: Rule = {
  id: "sqs-retention-below-retry-window",
  title: "Messages expire before they reach the dead-letter queue",
  topics: ["22.6", "37.5"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  bad: [
    { head: { "template.yaml": template(3_600) } },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "lost" {
  name                      = "lost"
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  message_retention_seconds  = 600
  visibility_timeout_seconds = 180
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.lost.arn, maxReceiveCount = 4 })
}
`,
      },
    },
    {
      head: cdkApp(`
const lost = new sqs.Queue(this, "LostOrders", { retentionPeriod: cdk.Duration.days(14) });
new sqs.Queue(this, "Orders", {
  retentionPeriod: cdk.Duration.seconds(3600),
  visibilityTimeout: cdk.Duration.minutes(15),
  deadLetterQueue: { queue: lost, maxReceiveCount: 5 },
});
`),
    },
  ],
  good: [{ head: { "template.yaml": template(345_600) } }],
  *check({ stack }): Iterable<Draft> {
    for (const queue of stack.resourcesOf("queue", "aws").filter((one) => one.has("deadLetterTarget"))) {
      const [kept, hidden, receives] = [
        queue.number("retentionSeconds"),
        queue.number("visibilityTimeoutSeconds"),
        queue.number("maximumReceiveCount"),
      ];
      if (!kept.known || !hidden.known || !receives.known || kept.value >= hidden.value * receives.value) continue;
      const needed = hidden.value * receives.value;
      yield {
        subject: queue,
        claim: "retentionSeconds",
        evidence: [
          { at: kept.at, note: `kept for ${duration(kept.value)}${orDefault(kept)}` },
          { at: hidden.at, note: `hidden for ${duration(hidden.value)}${orDefault(hidden)} after each receive` },
          { at: receives.at, note: `${receives.value} receives before it is given up` },
        ],
        what: `${named(queue)} keeps a message for ${duration(kept.value)}${orDefault(kept)}, but ${receives.value} attempts with a visibility timeout of ${duration(hidden.value)} take ${duration(needed)}.`,
        why: `A message whose handling fails or hangs expires before its last attempt: it is deleted and never reaches the dead-letter queue, so nothing shows that it was lost.`,
        fix: `Set \`${kept.nativeName}\` well above ${needed} (the default is ${standard}), or shorten \`${hidden.nativeName}\` or lower \`${receives.nativeName}\`.`,
        edit: needed < longest ? retentionOf(queue, needed < standard ? standard : longest) : undefined,
      };
    }
  },
};

function retentionOf(queue: Resource, seconds: number): EditPlan | undefined {
  const kept = queue.number("retentionSeconds");
  if (kept.known && !kept.isDefault) return setValue(kept, seconds);
  return addProperty(queue.properties, queue.at, { name: queue.nameInDialect("retentionSeconds"), value: seconds, unit: "seconds" });
}
