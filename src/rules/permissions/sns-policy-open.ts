import { openStatementsOf } from "../../stack/platforms/aws/open-statements.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const terraform = (more: string) => `
resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_sns_topic_policy" "orders" {
  arn = aws_sns_topic.orders.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = ["sns:Publish", "sns:Subscribe"]
      Resource  = aws_sns_topic.orders.arn
${more}    }]
  })
}
`;

export const snsPolicyOpen: Rule = {
  id: "sns-policy-open",
  title: "Everybody may use the topic",
  topics: ["7.1", "34.1", "2.3"],
  category: "security",
  severity: "critical",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
  peers: ["checkov:CKV_AWS_169", "checkov:CKV_AWS_385", "cfn_nag:F18"],
  bad: [
    { head: { "main.tf": terraform("") } },
    {
      head: {
        "template.yaml": `
Resources:
  Orders:
    Type: AWS::SNS::Topic
  OrdersPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Orders]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Principal: "*", Action: sns:Publish, Resource: !Ref Orders }
`,
      },
    },
  ],
  good: [{ head: { "main.tf": terraform('      Condition = { StringEquals = { "AWS:SourceOwner" = "123456789012" } }\n') } }],
  *check({ stack }): Iterable<Draft> {
    for (const topic of stack.resourcesOf("topic", "aws")) {
      for (const { statement, actions } of openStatementsOf(topic)) {
        const reads = /\*|subscribe/i.test(actions);
        yield {
          subject: topic,
          claim: `policy:${statement.declaredBy ?? ""}:${actions}`,
          evidence: [{ at: statement.at, note: "everybody, without a condition" }, { at: topic.at }],
          what: `The policy of ${named(topic)} allows ${actions} to every principal, without a condition.`,
          why: reads
            ? `Anybody with an AWS account can subscribe to the topic and get every message from then on.`
            : `Anybody with an AWS account can publish; every subscriber works on the message as if it were yours.`,
          fix: `Name the accounts or services, or bind the statement with \`aws:SourceArn\`, \`aws:SourceAccount\` or \`aws:PrincipalOrgID\`.`,
        };
      }
    }
  },
};
