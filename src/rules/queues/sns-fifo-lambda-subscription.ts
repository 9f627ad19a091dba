import { textOf, valueAt } from "../../stack/value.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (fifo: boolean, protocol: string) => `
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      FifoTopic: ${fifo}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: ${protocol}
      Endpoint: ${protocol === "sqs" ? "!GetAtt Queue.Arn" : "arn:aws:lambda:eu-west-1:123456789012:function:book"}
`;

export const snsFifoLambdaSubscription: Rule = {
  id: "sns-fifo-lambda-subscription",
  title: "FIFO topics deliver to SQS queues only",
  topics: ["2.4", "2.3"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html",
  bad: [
    { head: { "template.yaml": template(true, "lambda") } },
    {
      head: {
        "main.tf": `
resource "aws_sns_topic" "orders" {
  name       = "orders.fifo"
  fifo_topic = true
}

resource "aws_sns_topic_subscription" "hook" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "https"
  endpoint  = "https://shop.example/hook"
}
`,
      },
    },
    {
      head: cdkApp(`
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
new sns.Topic(this, "Orders", { fifo: true }).addSubscription(new subscriptions.LambdaSubscription(book));
`),
    },
  ],
  good: [{ head: { "template.yaml": template(true, "sqs") } }, { head: { "template.yaml": template(false, "lambda") } }],
  *check({ stack }): Iterable<Draft> {
    for (const link of [...stack.linksOf("triggers", "aws"), ...stack.linksOf("subscribes", "aws")]) {
      const topic = link.from.resource;
      const fifo = topic?.kind === "topic" ? topic.boolean("fifo") : null;
      const protocol = link.declaredBy?.kind === "subscription" ? textOf(valueAt(link.declaredBy.properties, "Protocol")) : undefined;
      const isFunction = link.kind === "triggers" && link.to.resource?.kind === "function";
      if (topic === null || !fifo?.known || !fifo.value || (!isFunction && (protocol === undefined || protocol === "sqs"))) continue;
      const to = protocol ?? "lambda";
      yield {
        subject: link,
        claim: "protocol",
        evidence: [
          { at: link.at, note: `subscribes \`${to}\`` },
          { at: fifo.at, note: `${named(topic)} is a FIFO topic` },
        ],
        what: `\`${to}\` subscribes to the FIFO topic ${named(topic)}.`,
        why: `SNS delivers FIFO topics to SQS queues only: it refuses the subscription, and the deployment fails.`,
        fix:
          to === "lambda"
            ? `Subscribe an SQS queue to ${named(topic)} and let the function consume the queue (a FIFO queue keeps the order).`
            : `Subscribe an SQS queue, or use a standard topic where order does not matter.`,
      };
    }
  },
};
