import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties: { KeyPolicy: { Statement: [] } }
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
${more}`;
const variables = "      Environment: { Variables: { TABLE: orders } }\n";
const service = (key = "") => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
${key}  environment: { TABLE: orders }
functions:
  book: { handler: index.handler }
`;

export const lambdaEnvNotCmk: Rule = {
  id: "lambda-env-not-cmk",
  title: "Environment variables are encrypted with a key of AWS",
  topics: ["7.5", "18.6"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
  // Compliance only: the variables are encrypted at rest in any case.
  onByDefault: false,
  peers: ["checkov:CKV_AWS_173"],
  bad: [{ head: { "template.yaml": template(variables) } }, { head: { "serverless.yml": service() } }],
  good: [
    { head: { "template.yaml": template(`${variables}      KmsKeyArn: !GetAtt Key.Arn\n`) } },
    { head: { "template.yaml": template("") } },
    { head: { "serverless.yml": service("  kmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/0123\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const environment = lambda.value("environment");
      if (environment?.kind !== "map" || environment.entries.size === 0 || lambda.has("kmsKey")) continue;
      yield {
        subject: lambda,
        claim: "kmsKey",
        evidence: [{ at: lambda.placeOf("environment"), note: "encrypted with the key of the service" }, { at: lambda.at }],
        what: `${named(lambda)} has environment variables and no \`${lambda.nameInDialect("kmsKey")}\`.`,
        why: `They are encrypted at rest with a key that AWS manages, so whoever may read the function's configuration reads them in plain text. It matters where a policy wants a second right, that on a key of your own, before they can be read; secrets belong into a secret store either way.`,
        fix: `Set \`${lambda.nameInDialect("kmsKey")}\` to a key of your own, and let the role decrypt with it.`,
      };
    }
  },
};
