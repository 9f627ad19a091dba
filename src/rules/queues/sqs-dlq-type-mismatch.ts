import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (lost: string) => `
Resources:
  LostOrders:
    Type: AWS::SQS::Queue
${lost}  Orders:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt LostOrders.Arn
        maxReceiveCount: 5
`;

export const sqsDlqTypeMismatch: Rule = {
  id: "sqs-dlq-type-mismatch",
  title: "FIFO and standard queues cannot take each other's failures",
  topics: ["22.6", "2.4"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  peers: ["cfn-lint:E3502"],
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "lost" {
  name       = "lost.fifo"
  fifo_queue = true
}

resource "aws_sqs_queue" "orders" {
  name           = "orders"
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.lost.arn, maxReceiveCount = 5 })
}
`,
      },
    },
    {
      head: cdkApp(`
const lost = new sqs.Queue(this, "LostOrders");
new sqs.Queue(this, "Orders", { fifo: true, deadLetterQueue: { queue: lost, maxReceiveCount: 5 } });
`),
    },
  ],
  good: [{ head: { "template.yaml": template("    Properties: { FifoQueue: true }\n") } }],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("dead-letters", "aws")) {
      const [source, target] = [link.from.resource, link.to.resource];
      if (source?.kind !== "queue" || target?.kind !== "queue") continue;
      const [one, other] = [source.boolean("fifo"), target.boolean("fifo")];
      if (!one.known || !other.known || one.value === other.value) continue;
      const word = (fifo: boolean) => (fifo ? "a FIFO queue" : "a standard queue");
      yield {
        subject: source,
        claim: "deadLetterType",
        evidence: [
          { at: link.at, note: `gives up to ${named(target)}` },
          { at: other.at, note: word(other.value) },
          { at: one.at, note: word(one.value) },
        ],
        what: `${named(source)} is ${word(one.value)}, and its dead-letter queue ${named(target)} is ${word(other.value)}.`,
        why: `SQS takes only a dead-letter queue of the source's own type: it refuses the redrive policy, and the deployment fails.`,
        fix: `Make ${named(target)} ${word(one.value)} as well${one.value ? " (`FifoQueue: true`, a name that ends in `.fifo`)" : ""}. The type of a queue cannot be changed: the deployment makes a new one.`,
      };
    }
  },
};
