import { permitsService } from "../../stack/platforms/aws/permits-service.ts";
import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (policy: string) => `
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Mail:
    Type: AWS::SQS::Queue
  MailPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Mail]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: sns.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt Mail.Arn
  LostMail:
    Type: AWS::SQS::Queue
  MailSubscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: sqs
      Endpoint: !GetAtt Mail.Arn
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt LostMail.Arn
${policy}`;

export const dlqPolicyMissing: Rule = {
  id: "dlq-policy-missing",
  title: "The service may not write to its dead-letter queue",
  topics: ["22.6", "7.1"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html",
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "main.tf": `
resource "aws_cloudwatch_event_rule" "nightly" {
  schedule_expression = "rate(1 day)"
}

resource "aws_sqs_queue" "lost" {
  name = "lost-reports"
}

resource "aws_lambda_function" "report" {
  function_name = "report"
  role          = "arn:aws:iam::123456789012:role/report"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_cloudwatch_event_target" "report" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.report.arn
  dead_letter_config {
    arn = aws_sqs_queue.lost.arn
  }
}
`,
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": template(`
  LostMailPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref LostMail]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: sns.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt LostMail.Arn
            Condition: { ArnEquals: { "aws:SourceArn": !Ref Orders } }
`),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { link, queue, principal, source } of serviceDeadLetters(stack)) {
      if (permitsService(queue, { principal, action: "sqs:SendMessage", source }) !== "no") continue;
      yield {
        subject: link,
        claim: "deadLetterPolicy",
        evidence: [
          { at: link.placeOf("deadLetterTarget"), note: `gives up to ${named(queue)}` },
          { at: queue.at, note: "no policy lets it in" },
        ],
        what: `Failed deliveries are to go to ${named(queue)}, but no policy of the queue lets \`${principal}\` send to it.`,
        why: `The dead-letter queue stays empty: a delivery that is given up is dropped, and nothing tells of it.`,
        fix: `Add a queue policy that allows \`sqs:SendMessage\` on ${named(queue)} to \`${principal}\`${source ? `, for the ARN of ${named(source)} as \`aws:SourceArn\`` : ""}.`,
      };
    }
  },
};

/** Dead-letter queues that a service writes to by itself: of EventBridge targets and of SNS subscriptions. */
function* serviceDeadLetters(stack: Stack): Iterable<{ link: Link; queue: Resource; principal: string; source: Resource | null }> {
  for (const link of [...stack.linksOf("triggers", "aws"), ...stack.linksOf("subscribes", "aws")]) {
    const source = link.from.resource;
    const target = link.value("deadLetterTarget");
    const principal = source?.kind === "topic" ? "sns.amazonaws.com" : source?.kind === "rule" ? "events.amazonaws.com" : null;
    if (source === null || principal === null || target?.kind !== "reference") continue;
    const queue = stack.declaredAs(target.address, source.scope).find(({ kind, platform }) => kind === "queue" && platform === "aws");
    if (queue !== undefined) yield { link, queue, principal, source };
  }
}
