import type { Resource } from "../../stack/resource.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (properties: string) => `
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
${properties}`;
const terraform = (more: string) => `
resource "aws_sqs_queue" "orders" {
  name = "orders"
${more}}
`;
const service = (enabled: string) => `
service: shop
provider: { name: aws, runtime: nodejs22.x }
resources:
  Resources:
    Orders:
      Type: AWS::SQS::Queue
      Properties:
        SqsManagedSseEnabled: ${enabled}
`;

export const sqsUnencrypted: Rule = {
  id: "sqs-unencrypted",
  title: "The queue's encryption at rest is switched off",
  topics: ["7.5", "2.4"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html",
  peers: ["checkov:CKV_AWS_27", "trivy:AWS-0096", "cfn_nag:W48", "cdk-nag:AwsSolutions-SQS2"],
  bad: [
    { head: { "template.yaml": template("      SqsManagedSseEnabled: false\n") } },
    { head: { "main.tf": terraform("  sqs_managed_sse_enabled = false\n") } },
    { head: { "serverless.yml": service("false") } },
  ],
  good: [
    // New queues are encrypted with a key of SQS where nobody says a word.
    { head: { "template.yaml": template("") } },
    { head: { "main.tf": terraform("") } },
    { head: { "template.yaml": template("      SqsManagedSseEnabled: false\n      KmsMasterKeyId: alias/orders\n") } },
    { head: { "main.tf": terraform("  sqs_managed_sse_enabled = var.encrypted\n") } },
    { head: { "serverless.yml": service("true") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const queue of stack.resourcesOf("queue", "aws")) {
      const encrypted = queue.boolean("managedEncryption");
      if (!encrypted.known || encrypted.value || hasKey(queue)) continue;
      yield {
        subject: queue,
        claim: "managedEncryption",
        evidence: [{ at: encrypted.at, note: "switched off" }],
        what: `${named(queue)} turns its encryption at rest off.`,
        why: `SQS encrypts every new queue with a key of its own, without cost and without permissions to give; switched off, messages lie in clear on disk and audits for encryption at rest fail.`,
        fix: `Remove \`${encrypted.nativeName}\` or set it to \`true\`; where a key of your own is asked for, name it in \`${queue.nameInDialect("kmsKey")}\`.`,
        edit: setValue(encrypted, true),
      };
    }
  },
};

/** A key that is written as nothing is none. */
function hasKey(queue: Resource): boolean {
  const key = queue.value("kmsKey");
  return key !== undefined && !(key.kind === "scalar" && (key.value === null || key.value === ""));
}
