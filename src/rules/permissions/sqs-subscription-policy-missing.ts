import { permitsService } from "../../stack/platforms/aws/permits-service.ts";
import type { Resource } from "../../stack/resource.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (policy: string) => `
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Mail:
    Type: AWS::SQS::Queue
  MailSubscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: sqs
      Endpoint: !GetAtt Mail.Arn
${policy}`;

export const sqsSubscriptionPolicyMissing: Rule = {
  id: "sqs-subscription-policy-missing",
  title: "The queue refuses what is delivered to it",
  topics: ["2.4", "7.1"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html",
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "main.tf": `
resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_sqs_queue" "mail" {
  name = "mail"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.mail.arn
}
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "mail:\n  handler: src/mail.handler\n  events:\n    - sqs: !GetAtt Mail.Arn",
          resources: `
Orders:
  Type: AWS::SNS::Topic
Mail:
  Type: AWS::SQS::Queue
MailSubscription:
  Type: AWS::SNS::Subscription
  Properties:
    TopicArn: !Ref Orders
    Protocol: sqs
    Endpoint: !GetAtt Mail.Arn
`,
        }),
        "src/mail.js": "export const handler = async () => {};\n",
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": `${template("").split("  Orders:")[0]}  Mail: { Type: AWS::SQS::Queue }
  Late:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop.orders] }
      Targets: [{ Id: mail, Arn: !GetAtt Mail.Arn, RoleArn: "arn:aws:iam::123456789012:role/rules" }]
`,
      },
    },
    {
      head: {
        "template.yaml": template(`
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
            Condition: { ArnEquals: { "aws:SourceArn": !Ref Orders } }
`),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of [...stack.linksOf("subscribes", "aws"), ...stack.linksOf("triggers", "aws")]) {
      const source = link.from.resource;
      const queue = link.to.resource;
      const principal = source ? principalOf(source) : null;
      // A rule that has a role sends with it.
      if (queue?.kind !== "queue" || principal === null || link.has("serviceAccount")) continue;
      if (permitsService(queue, { principal, action: "sqs:SendMessage", source }) !== "no") continue;
      yield {
        subject: link,
        claim: "queuePolicy",
        evidence: [
          { at: link.at, note: `delivers to ${named(queue)}` },
          { at: queue.at, note: "no policy lets it in" },
        ],
        what: `${source ? named(source) : "The source"} delivers to ${named(queue)}, but no policy of the queue lets \`${principal}\` send to it${source ? ` for ${named(source)}` : ""}.`,
        why: `Every delivery is denied; the queue stays empty, and the consumer never runs.`,
        fix: `Add a queue policy that allows \`sqs:SendMessage\` on ${named(queue)} to \`${principal}\`, with the source's ARN as \`aws:SourceArn\`.`,
      };
    }
  },
};

function principalOf(source: Resource): string | null {
  if (source.kind === "topic") return "sns.amazonaws.com";
  if (source.kind === "rule") return "events.amazonaws.com";
  return source.kind === "bucket" ? "s3.amazonaws.com" : null;
}
