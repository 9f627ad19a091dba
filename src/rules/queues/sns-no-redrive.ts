import type { Link } from "../../stack/link.ts";
import type { Stack } from "../../stack/stack.ts";
import { entryOf, itemsOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";

const template = (protocol: string, more = "") => `
Resources:
  Booked:
    Type: AWS::SNS::Topic
  Notify:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Booked
      Protocol: ${protocol}
      Endpoint: https://partner.example.com/orders
${more}`;
const inTopic = (protocol: string, endpoint: string) => `
Resources:
  Booked:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - { Protocol: ${protocol}, Endpoint: "${endpoint}" }
`;
const redrive = (arn: string) => `      RedrivePolicy: { deadLetterTargetArn: ${arn} }\n`;
const terraform = (more: string) => `
resource "aws_sns_topic" "booked" {
  name = "booked"
}

resource "aws_sns_topic_subscription" "notify" {
  topic_arn = aws_sns_topic.booked.arn
  protocol  = "lambda"
  endpoint  = "arn:aws:lambda:eu-west-1:123456789012:function:notify"
${more}}
`;
const service = (more: string) => `
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  notify:
    handler: src/notify.handler
    events:
      - sns:
          topicName: booked
${more}`;
const handler = { "src/notify.js": "export const handler = async () => {};\n" };

/** Receivers that are systems; what goes to people by mail or SMS is seldom worth keeping. */
const systems = new Set(["lambda", "sqs", "http", "https", "firehose"]);

export const snsNoRedrive: Rule = {
  id: "sns-no-redrive",
  title: "A notification that cannot be delivered is lost",
  topics: ["22.6", "2.4"],
  category: "reliability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
  onByDefault: false,
  peers: ["cfn-lint:ES7000", "cdk-nag:Serverless-SNSRedrivePolicy"],
  bad: [
    { head: { "template.yaml": template("https") } },
    { head: { "main.tf": terraform("") } },
    { head: { "serverless.yml": service(""), ...handler } },
    { head: { "template.yaml": inTopic("lambda", "arn:aws:lambda:eu-west-1:123456789012:function:notify") } },
  ],
  good: [
    { head: { "template.yaml": inTopic("email", "team@example.com") } },
    { head: { "template.yaml": template("https", redrive("arn:aws:sqs:eu-west-1:123456789012:lost")) } },
    { head: { "template.yaml": template("https", redrive("!ImportValue lost")) } },
    { head: { "template.yaml": template("email").replace("https://partner.example.com/orders", "team@example.com") } },
    { head: { "main.tf": terraform("  redrive_policy = var.redrive_policy\n") } },
    {
      head: {
        "serverless.yml": service("          redrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:123456789012:lost' }\n"),
        ...handler,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of subscriptionsOf(stack)) {
      const holder = link.declaredBy;
      if (holder === undefined || link.has("deadLetterTarget")) continue;
      const isInside = holder.kind === "topic";
      const protocol = protocolOf(link);
      if (protocol === undefined || !systems.has(protocol)) continue;
      yield {
        subject: link,
        claim: "deadLetterTarget",
        evidence: [{ at: link.at, note: "no dead-letter queue" }],
        what: `The subscription ${isInside ? `to ${named(holder)}` : named(holder)}${link.from.resource === null || isInside ? "" : ` to ${sourceName(link)}`} has no redrive policy.`,
        why: `SNS does not retry an error of the receiver's side (a deleted ${protocol === "lambda" ? "function" : "endpoint"}, a missing permission): the notification is dropped at once, and after faults of the network or service when the retries are used up. Nobody learns which ones.`,
        fix: isInside
          ? `Declare the subscription on its own (\`AWS::SNS::Subscription\`) with a \`RedrivePolicy\`: one written into the topic has none.`
          : `Name an SQS queue in \`${redriveName(link)}\`, let SNS send to it, and watch it with an alarm. It does not matter for notifications that the next one replaces.`,
      };
    }
  },
};

function subscriptionsOf(stack: Stack): readonly Link[] {
  return [...stack.linksOf("triggers", "aws"), ...stack.linksOf("subscribes", "aws")].filter((link) => {
    const service = link.string("service");
    return service.known && service.value === "sns";
  });
}

/** Of a subscription that is declared on its own, or of one among those that are written into the topic. */
function protocolOf({ declaredBy, at }: Link): string | undefined {
  const parts = declaredBy?.kind === "topic" ? itemsOf(declaredBy.properties.entries.get("Subscription")?.value) : [declaredBy?.properties];
  const part = declaredBy?.kind === "topic" ? parts.find((one) => one?.at === at) : parts[0];
  return textOf(entryOf(part, "Protocol")?.value)?.toLowerCase();
}

function redriveName(link: Link): string {
  const format = link.declaredBy?.format;
  if (format === "terraform") return "redrive_policy";
  const name = link.nameInDialect("deadLetterTarget");
  return name === "deadLetterTargetArn" ? "RedrivePolicy" : name;
}
