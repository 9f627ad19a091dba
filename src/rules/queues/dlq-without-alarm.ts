import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

/** Namespaces that watch a queue's depth. */
const depthMetrics = new Set([
  "ApproximateNumberOfMessagesVisible",
  "ApproximateAgeOfOldestMessage",
  "NumberOfMessagesReceived",
  "ApproximateNumberOfMessagesNotVisible",
]);

export const dlqWithoutAlarm: Rule = {
  id: "dlq-without-alarm",
  title: "Nobody is told when messages reach the dead-letter queue",
  topics: ["22.6", "15.8"],
  category: "observability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  bad: [
    {
      head: {
        "template.yaml": `
Resources:
  OrdersDlq:
    Type: AWS::SQS::Queue
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt OrdersDlq.Arn
        maxReceiveCount: 5
`,
      },
    },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "lost" {
  name = "lost-orders"
}

resource "aws_sqs_queue" "orders" {
  name           = "orders"
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.lost.arn, maxReceiveCount = 5 })
}
`,
      },
    },
    {
      head: cdkPythonApp(`
lost = sqs.Queue(self, "LostOrders", retention_period=Duration.days(14))
sqs.Queue(self, "Orders", dead_letter_queue=sqs.DeadLetterQueue(queue=lost, max_receive_count=5))
`),
    },
  ],
  good: [
    {
      head: {
        "template.yaml": `
Resources:
  OrdersDlq:
    Type: AWS::SQS::Queue
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt OrdersDlq.Arn
        maxReceiveCount: 5
  OrdersDlqAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions:
        - Name: QueueName
          Value: !GetAtt OrdersDlq.QueueName
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
`,
      },
    },
  ],
  *check({ stack, base }): Iterable<Draft> {
    for (const queue of stack.resourcesOf("queue", "aws")) {
      const [source] = [...stack.linksTo(queue, "dead-letters"), ...stack.linksTo(queue, "on-failure")];
      // That an alarm was taken away is failure-path-removed-in-diff.
      const wasTaken = base?.linksTo(queue, "alarms").some(({ from }) => isGone(from.resource, stack)) === true;
      if (source === undefined || wasTaken || isWatched(queue, stack)) continue;
      yield {
        subject: queue,
        claim: "alarm",
        evidence: [
          { at: queue.at, note: "no alarm watches it" },
          { at: source.at, note: "failures are sent here" },
        ],
        what: `${named(queue)} receives what ${source.from.resource === null ? "its sources give up" : `${named(source.from.resource)} gives up`}, and no alarm of this stack watches it.`,
        why: `Failed messages pile up unseen until their retention ends and they are gone.`,
        fix: `Add an alarm on \`ApproximateNumberOfMessagesVisible\` of ${named(queue)} above 0 that notifies the team on call.`,
      };
    }
  },
};

/** An alarm whose target is not known, in the same scope, may watch it: then nothing is said. */
function isWatched(queue: Resource, stack: Stack): boolean {
  if (stack.linksTo(queue, "alarms").length > 0 || stack.linksFrom(queue, "triggers").length > 0) return true;
  return stack.linksOf("alarms").some((link) => {
    const metric = link.from.resource?.string("metric");
    return link.to.resource === null && link.from.resource !== null && (metric === undefined || !metric.known || depthMetrics.has(metric.value));
  });
}

function isGone(alarm: Resource | null, stack: Stack): boolean {
  return alarm !== null && stack.find(alarm.id) === undefined;
}
