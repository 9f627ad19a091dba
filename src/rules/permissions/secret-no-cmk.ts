import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Resources:
  PartnerToken:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: partner-token
${more}`;
const terraform = (more: string) => `
resource "aws_secretsmanager_secret" "partner_token" {
  name = "partner-token"
${more}}
`;

export const secretNoCmk: Rule = {
  id: "secret-no-cmk",
  title: "The secret is encrypted with a key that is not yours",
  topics: ["7.2", "7.5", "29.5"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  onByDefault: false,
  peers: ["checkov:CKV_AWS_149"],
  bad: [{ head: { "template.yaml": template("") } }, { head: { "main.tf": terraform("") } }],
  good: [
    { head: { "template.yaml": template("      KmsKeyId: alias/partners\n") } },
    { head: { "template.yaml": template("      KmsKeyId: !ImportValue partners-key\n") } },
    { head: { "main.tf": terraform("  kms_key_id = aws_kms_key.partners.arn\n") } },
    // Parameters are another service.
    { head: { "template.yaml": "Resources:\n  Limit: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: '10' } }\n" } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const secret of stack.ofShape("AWS::SecretsManager::Secret")) {
      if (secret.has("kmsKey")) continue;
      yield {
        subject: secret,
        claim: "kmsKey",
        evidence: [{ at: secret.at, note: "no key of your own" }],
        what: `The secret ${named(secret)} names no KMS key of your own.`,
        why: `It is encrypted all the same, with the account's \`aws/secretsmanager\` key: that key's policy cannot be changed, so the secret cannot be read from another account, and whoever may read the secret may always decrypt it, without a second permission that could be taken away.`,
        fix: `Where a rule asks for it or another account reads the secret, name a customer managed key in \`${secret.nameInDialect("kmsKey")}\`. Otherwise leave it: each key costs a monthly fee.`,
        confidence: 0.5,
      };
    }
  },
};
