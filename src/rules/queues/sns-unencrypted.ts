import type { Resource } from "../../stack/resource.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Resources:
  Booked:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: booked
${more}`;
const terraform = (more: string) => `
resource "aws_sns_topic" "booked" {
  name = "booked"
${more}}
`;

export const snsUnencrypted: Rule = {
  id: "sns-unencrypted",
  title: "The topic has no server-side encryption",
  topics: ["7.5", "35.2", "2.4"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
  onByDefault: false,
  peers: ["checkov:CKV_AWS_26", "cfn_nag:W47", "cdk-nag:AwsSolutions-SNS2", "trivy:AWS-0095"],
  bad: [
    { head: { "template.yaml": template("") } },
    { head: { "main.tf": terraform("") } },
    { head: { "main.tf": terraform("  kms_master_key_id = null\n") } },
  ],
  good: [
    { head: { "template.yaml": template("      KmsMasterKeyId: alias/booked\n") } },
    { head: { "template.yaml": template("      KmsMasterKeyId: !Ref Key\n") } },
    { head: { "main.tf": terraform("  kms_master_key_id = var.key\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const topic of stack.resourcesOf("topic", "aws")) {
      if (isEncrypted(topic)) continue;
      yield {
        subject: topic,
        claim: "kmsKey",
        evidence: [{ at: topic.placeOf("kmsKey"), note: "no KMS key" }],
        what: `The topic ${named(topic)} names no KMS key.`,
        why: `SNS encrypts its disks by itself, but not the messages with a key whose use you can limit, see in CloudTrail and revoke, which some rules (HIPAA, PCI DSS, internal ones) ask for.`,
        fix: `Where such a rule holds, name a customer managed key in \`${topic.nameInDialect("kmsKey")}\` and let every service that publishes (S3, EventBridge, CloudWatch) use it in the key's policy; \`alias/aws/sns\` cannot be opened for them. Otherwise leave it.`,
        confidence: 0.5,
      };
    }
  },
};

/** A key that is written as nothing is none. */
function isEncrypted(topic: Resource): boolean {
  const key = topic.value("kmsKey");
  return key !== undefined && !(key.kind === "scalar" && (key.value === null || key.value === ""));
}
