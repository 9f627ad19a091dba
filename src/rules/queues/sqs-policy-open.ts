import { openStatementsOf } from "../../stack/platforms/aws/open-statements.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Resources:
  Orders:
    Type: AWS::SQS::Queue
  OrdersPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: "*"
            Action: sqs:SendMessage
            Resource: !GetAtt Orders.Arn
${more}`;

export const sqsPolicyOpen: Rule = {
  id: "sqs-policy-open",
  title: "Everybody may use the queue",
  topics: ["7.1", "34.1", "2.4"],
  category: "security",
  severity: "critical",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
  peers: ["checkov:CKV_AWS_72", "checkov:CKV_AWS_168", "checkov:CKV_AWS_387", "cfn_nag:F20", "cfn_nag:F21"],
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = aws_sqs_queue.orders.arn }]
  })
}
`,
      },
    },
    {
      head: cdkApp(`
const orders = new sqs.Queue(this, "Orders");
orders.addToResourcePolicy(
  new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ["sqs:SendMessage"], resources: [orders.queueArn] }),
);
`),
    },
  ],
  good: [
    { head: { "template.yaml": template("            Condition: { ArnEquals: { aws:SourceArn: arn:aws:sns:eu-west-1:123456789012:orders } }\n") } },
    { head: { "template.yaml": template("").replace("Effect: Allow", "Effect: Deny") } },
    { head: { "template.yaml": template("").replace('Principal: "*"', "Principal: { Service: sns.amazonaws.com }") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const queue of stack.resourcesOf("queue", "aws")) {
      for (const { statement, actions } of openStatementsOf(queue)) {
        const reads = /\*|receive|delete|purge/i.test(actions);
        yield {
          subject: queue,
          claim: `policy:${statement.declaredBy ?? ""}:${actions}`,
          evidence: [{ at: statement.at, note: "everybody, without a condition" }, { at: queue.at }],
          what: `The policy of ${named(queue)} allows ${actions} to every principal, without a condition.`,
          why: reads
            ? `Anybody with an AWS account can read and delete the queue's messages: data leaks, and orders vanish without a trace.`
            : `Anybody with an AWS account can put messages into the queue; its consumer works on them as if they were yours.`,
          fix: `Name the service or account that uses the queue, with \`aws:SourceArn\` of what it sends for.`,
        };
      }
    }
  },
};
