import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { textOf } from "../../stack/value.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (key: string) => `
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Mail:
    Type: AWS::SQS::Queue
    Properties:
      KmsMasterKeyId: ${key}
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
  MailSubscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: sqs
      Endpoint: !GetAtt Mail.Arn
`;

const managedKeys = new Set(["alias/aws/sqs", "alias/aws/sns"]);
/** Kinds that deliver as a service of AWS, not with somebody's role. */
const serviceSources = new Set(["topic", "rule", "bucket", "alarm"]);

export const sqsManagedKmsWithServiceProducer: Rule = {
  id: "sqs-managed-kms-with-service-producer",
  title: "The AWS managed key keeps the service from delivering",
  topics: ["7.5", "2.4"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
  bad: [
    { head: { "template.yaml": template("alias/aws/sqs") } },
    {
      head: {
        "main.tf": `
resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_sqs_queue" "mail" {
  name              = "mail"
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_sqs_queue_policy" "mail" {
  queue_url = aws_sqs_queue.mail.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sns.amazonaws.com" }, Action = "sqs:SendMessage", Resource = aws_sqs_queue.mail.arn }]
  })
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
      head: cdkApp(`
const mail = new sqs.Queue(this, "Mail", { encryption: sqs.QueueEncryption.KMS_MANAGED });
new sns.Topic(this, "Orders").addSubscription(new subscriptions.SqsSubscription(mail));
`),
    },
  ],
  good: [{ head: { "template.yaml": template("alias/orders") } }],
  *check({ stack }): Iterable<Draft> {
    for (const holder of [...stack.resourcesOf("queue", "aws"), ...stack.resourcesOf("topic", "aws")]) {
      const key = textOf(holder.value("kmsKey"));
      const source = key !== undefined && managedKeys.has(key) ? serviceSourceOf(holder, stack) : undefined;
      if (key === undefined || source === undefined) continue;
      yield {
        subject: holder,
        claim: `kmsKey:${source.id}`,
        evidence: [
          { at: holder.placeOf("kmsKey"), note: "AWS managed key" },
          { at: source.at, note: `delivers to ${named(holder)}` },
        ],
        what: `${named(holder)} is encrypted with \`${key}\`, and ${named(source)} delivers to it.`,
        why: `The policy of an AWS managed key cannot be changed and does not let another service use it: every delivery fails with a KMS error that only the service's own metrics show.`,
        fix:
          holder.kind === "queue"
            ? `Use the queue's own encryption (\`SqsManagedSseEnabled: true\`), or a customer managed key whose policy lets the service use it.`
            : `Use a customer managed key whose policy lets the service use it.`,
        edit: holder.kind === "queue" ? withOwnEncryption(holder) : undefined,
      };
    }
  },
};

function serviceSourceOf(holder: Resource, stack: Stack): Resource | undefined {
  const links = [...stack.linksTo(holder, "subscribes"), ...stack.linksTo(holder, "triggers"), ...stack.linksTo(holder, "alarms")];
  return links.map((link) => link.from.resource).find((source) => source !== null && serviceSources.has(source.kind)) ?? undefined;
}

/** The queue's own encryption in the place of the key. */
function withOwnEncryption(queue: Resource): EditPlan | undefined {
  const key = queue.string("kmsKey");
  if (queue.format === "cdk") return key.known ? setValue(key, "SQS_MANAGED", "SQS_MANAGED") : undefined;
  const name = queue.format === "terraform" ? "sqs_managed_sse_enabled" : "SqsManagedSseEnabled";
  return { kind: "rewrite", entry: queue.placeOf("kmsKey"), name, value: true };
}
