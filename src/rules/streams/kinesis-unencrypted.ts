import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Resources:
  Clicks:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 1
${more}`;
const terraform = (more: string) => `
resource "aws_kinesis_stream" "clicks" {
  name        = "clicks"
  shard_count = 1
${more}}
`;

export const kinesisUnencrypted: Rule = {
  id: "kinesis-unencrypted",
  title: "The stream keeps its records in clear",
  topics: ["7.5", "2.5", "35.2"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html",
  onByDefault: false,
  peers: ["checkov:CKV_AWS_43", "checkov:CKV_AWS_185", "cfn_nag:W49", "cdk-nag:AwsSolutions-KDS1", "trivy:AWS-0064"],
  bad: [
    { head: { "template.yaml": template("") } },
    { head: { "main.tf": terraform("") } },
    { head: { "main.tf": terraform('  encryption_type = "NONE"\n') } },
  ],
  good: [
    { head: { "template.yaml": template("      StreamEncryption: { EncryptionType: KMS, KeyId: alias/aws/kinesis }\n") } },
    { head: { "template.yaml": template("      StreamEncryption: !Ref Encryption\n") } },
    { head: { "main.tf": terraform('  encryption_type = "KMS"\n  kms_key_id      = "alias/aws/kinesis"\n') } },
    // Firehose has settings of its own.
    {
      head: {
        "template.yaml": "Resources:\n  Clicks: { Type: AWS::KinesisFirehose::DeliveryStream, Properties: { DeliveryStreamType: DirectPut } }\n",
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const stream of stack.ofShape("AWS::Kinesis::Stream")) {
      const encrypted = stream.boolean("encrypted");
      // The CDK's own construct encrypts where nobody says otherwise.
      if (!encrypted.known || encrypted.value || (stream.format === "cdk" && !stream.nativeType.includes("Cfn"))) continue;
      const [type, key] = stream.format === "terraform" ? ['encryption_type = "KMS"', "kms_key_id"] : ["StreamEncryption", "KeyId"];
      yield {
        subject: stream,
        claim: "encrypted",
        evidence: [{ at: encrypted.at, note: "no encryption at rest" }],
        what: `The stream ${named(stream)} has no server-side encryption.`,
        why: `Kinesis encrypts nothing by itself: records lie in clear on its disks for as long as the stream keeps them, and audits for encryption at rest fail.`,
        fix: `Set \`${type}\` with \`${key}\` \`alias/aws/kinesis\`, which costs nothing for the key; producers and consumers of other accounts need a customer managed key. It does not matter for records that are public anyway.`,
      };
    }
  },
};
