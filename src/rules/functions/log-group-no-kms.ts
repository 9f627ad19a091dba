import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more = "") => `
Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
${more}`;
const terraform = (more = "") => `
resource "aws_cloudwatch_log_group" "book" {
  name              = "/aws/lambda/book"
  retention_in_days = 30
${more}}
`;
const service = "service: shop\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions:\n  book: { handler: index.handler }\n";

export const logGroupNoKms: Rule = {
  id: "log-group-no-kms",
  title: "Logs are encrypted with a key of AWS",
  topics: ["7.5", "35.5"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  // Compliance only: logs are encrypted at rest in any case.
  onByDefault: false,
  peers: ["checkov:CKV_AWS_158", "cfn_nag:W84"],
  bad: [{ head: { "template.yaml": template() } }, { head: { "main.tf": terraform() } }],
  good: [
    { head: { "template.yaml": template("      KmsKeyId: !ImportValue key\n") } },
    { head: { "main.tf": terraform("  kms_key_id = var.key\n") } },
    // Groups that a framework makes take no key.
    { head: { "serverless.yml": service } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const group of stack.resourcesOf("log-group", "aws")) {
      const isMade = group.format === "serverless-framework" && group.nativeType !== "AWS::Logs::LogGroup";
      if (isMade || group.has("kmsKey")) continue;
      yield {
        subject: group,
        claim: "kmsKey",
        evidence: [{ at: group.at, note: "encrypted with the key of the service" }],
        what: `The log group ${named(group)} has no key of your own.`,
        why: `Its logs are encrypted at rest with a key of CloudWatch Logs; whoever may read the group reads them. It matters where a policy wants a key that can be audited and withdrawn.`,
        fix: `Set \`${group.nameInDialect("kmsKey")}\` to a key whose policy lets \`logs.<region>.amazonaws.com\` use it.`,
      };
    }
  },
};
