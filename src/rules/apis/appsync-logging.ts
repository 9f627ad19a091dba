import { entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Resources:
  Shop:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      Name: shop
      AuthenticationType: AWS_IAM
${more}`;
const terraform = (more: string) => `
resource "aws_appsync_graphql_api" "shop" {
  name                = "shop"
  authentication_type = "AWS_IAM"
${more}}
`;
const role = "arn:aws:iam::123456789012:role/appsync-logs";
const logConfig = (level: string) => `      LogConfig: { CloudWatchLogsRoleArn: "${role}", FieldLogLevel: ${level} }\n`;
const logBlock = (level: string) => `  log_config {\n    cloudwatch_logs_role_arn = "${role}"\n    field_log_level          = ${level}\n  }\n`;

export const appsyncLogging: Rule = {
  id: "appsync-logging",
  title: "Errors of the GraphQL API are written nowhere",
  topics: ["15.4", "3.2", "35.5"],
  category: "observability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
  onByDefault: false,
  peers: ["checkov:CKV_AWS_193", "checkov:CKV_AWS_194", "cdk-nag:AwsSolutions-ASC3"],
  bad: [
    { head: { "template.yaml": template("") } },
    { head: { "template.yaml": template(logConfig("NONE")) } },
    { head: { "main.tf": terraform("") } },
    { head: { "main.tf": terraform(logBlock('"NONE"')) } },
  ],
  good: [
    { head: { "template.yaml": template(logConfig("ERROR")) } },
    { head: { "template.yaml": template(logConfig("!Ref Level")) } },
    { head: { "main.tf": terraform(logBlock('"ALL"')) } },
    { head: { "main.tf": terraform(logBlock("var.level")) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const api of stack.ofShape("AWS::AppSync::GraphQLApi")) {
      const written = api.value("accessLog");
      const level = entryOf(written, "FieldLogLevel");
      // Without a level the CDK and AppSync take NONE.
      const isSilent = written === undefined || (written.kind === "map" && (level === undefined || textOf(level.value) === "NONE"));
      if (!isSilent) continue;
      const setting = api.format === "terraform" ? "log_config" : api.nameInDialect("accessLog");
      yield {
        subject: api,
        claim: "logging",
        evidence: [{ at: level?.at ?? api.placeOf("accessLog"), note: written === undefined ? "no logging" : "no field is logged" }],
        what: `The GraphQL API ${named(api)} ${written === undefined ? `has no \`${setting}\`` : "logs no field (`NONE`)"}.`,
        why: `A resolver that fails gives the caller an empty field and a short message beside status 200: no metric counts it by field, and without a log nobody can tell which resolver failed on which input.`,
        fix: `Set \`${setting}\` with a role that may write logs, and the level \`ERROR\` for fields (\`ALL\` logs each request and costs accordingly).`,
        edit:
          textOf(level?.value) === "NONE" && level !== undefined && api.format !== "cdk"
            ? { kind: "replace", at: level.value.at, value: "ERROR" }
            : undefined,
      };
    }
  },
};
