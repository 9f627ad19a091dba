import { templateTable, terraformTable } from "../examples/plain-table.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

export const dynamodbNoCmk: Rule = {
  id: "dynamodb-no-cmk",
  title: "The table is encrypted with a key that is not yours",
  topics: ["7.5", "35.2", "35.3"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html",
  onByDefault: false,
  peers: ["checkov:CKV_AWS_119", "cfn_nag:W74", "trivy:AWS-0025"],
  bad: [
    { head: { "template.yaml": templateTable("") } },
    { head: { "template.yaml": templateTable("      SSESpecification: { SSEEnabled: true }\n") } },
    { head: { "main.tf": terraformTable("") } },
  ],
  good: [
    { head: { "template.yaml": templateTable("      SSESpecification: { SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: alias/orders }\n") } },
    { head: { "template.yaml": templateTable("      SSESpecification: !Ref Encryption\n") } },
    { head: { "main.tf": terraformTable("  server_side_encryption {\n    enabled     = true\n    kms_key_arn = aws_kms_key.orders.arn\n  }\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const table of stack.resourcesOf("table", "aws")) {
      if (table.has("kmsKey")) continue;
      yield {
        subject: table,
        claim: "kmsKey",
        evidence: [{ at: table.at, note: "no key of your own" }],
        what: `The table ${named(table)} names no KMS key of your own.`,
        why: `It is encrypted at rest all the same, with a key of AWS: you can neither see in CloudTrail who decrypts, nor limit the key's use by a policy, nor revoke it, which some rules (HIPAA, PCI DSS, internal ones) ask for.`,
        fix: `Where such a rule holds, name a customer managed key in \`${table.nameInDialect("kmsKey")}\`. Otherwise leave it: each key costs a monthly fee and a price for each call of KMS.`,
        confidence: 0.5,
      };
    }
  },
};
