import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { isFullyKnown } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

const template = (more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
${more}`;
const group = (name: string, retention = "") => `  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: ${name}
${retention}`;
const own = "!Sub /aws/lambda/${Book}";
const terraform = (more = "") => `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}
${more}`;
const service = (provider = "") => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
${provider}functions:
  book:
    handler: index.handler
`;

export const lambdaLogRetention: Rule = {
  id: "lambda-log-retention",
  title: "The function's logs are kept for ever",
  topics: ["15.4", "37.5", "33.4"],
  category: "cost",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
  onByDefault: false,
  peers: ["cfn-lint:WS1004", "checkov:CKV_AWS_66", "cfn_nag:W86", "cdk-nag:Serverless-CloudWatchLogGroupRetentionPeriod"],
  bad: [
    { head: { "template.yaml": template() } },
    { head: { "template.yaml": template(group(own)) } },
    { head: { "main.tf": terraform() } },
    { head: { "serverless.yml": service() } },
  ],
  good: [
    { head: { "template.yaml": template(group(own, "      RetentionInDays: 30\n")) } },
    { head: { "template.yaml": template("      LoggingConfig: { LogGroup: shared-of-the-team }\n") } },
    {
      head: {
        "main.tf": terraform(`
variable "names" { type = list(string) }

resource "aws_cloudwatch_log_group" "each" {
  for_each          = toset(var.names)
  name              = "/aws/lambda/\${each.value}"
  retention_in_days = 14
}
`),
      },
    },
    { head: { "serverless.yml": service("  logRetentionInDays: 30\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const logs = stack.linksFrom(lambda, "logs-to").map(({ to }) => to.resource);
      const kept = logs[0];
      if (kept === undefined && (lambda.has("logGroup") || mayHaveGroup(lambda, stack))) continue;
      if (kept === null || kept?.has("retentionDays") === true) continue;
      const isOwn = kept !== undefined && !isMadeByFramework(kept);
      yield {
        subject: isOwn ? kept : lambda,
        claim: "retentionDays",
        evidence: [
          { at: (isOwn ? kept : lambda).at, note: isOwn ? "no retention" : "no log group with a retention" },
          { at: lambda.at, note: "writes there" },
        ],
        what: isOwn
          ? `${named(kept)}, the log group of ${named(lambda)}, sets no retention.`
          : `The stack sets no retention for the log of ${named(lambda)}${kept === undefined ? ", whose group Lambda makes at the first call" : ""}.`,
        why: `Its logs are kept for ever: the bill for their storage grows each month, and personal data in them outlives what was promised.`,
        fix: isOwn
          ? `Set \`${kept.nameInDialect("retentionDays")}\`, for example to 30 days.`
          : lambda.format === "serverless-framework"
            ? `Set \`logRetentionInDays\` of the function or the provider, for example to 30.`
            : `Declare the log group \`/aws/lambda/…\` of the function with a retention, for example 30 days.`,
        edit: editOf(lambda, isOwn ? kept : undefined),
      };
    }
  },
};

function isMadeByFramework(group: Resource): boolean {
  return group.format === "serverless-framework" && group.nativeType !== "AWS::Logs::LogGroup";
}

/** A group whose name is not known whole, and that is not another function's, may be this one's. */
function mayHaveGroup(lambda: Resource, stack: Stack): boolean {
  return stack.resourcesOf("log-group", "aws").some((group) => {
    const name = group.value("name");
    return group.scope === lambda.scope && name !== undefined && !isFullyKnown(name) && stack.linksTo(group, "logs-to").length === 0;
  });
}

/** A month is what most teams look back on. */
const sensibleDays = 30;

function editOf(lambda: Resource, group: Resource | undefined): EditPlan | undefined {
  if (group !== undefined && group.format !== "cdk")
    return addProperty(group.properties, group.at, { name: group.nameInDialect("retentionDays"), value: sensibleDays });
  if (group !== undefined || lambda.format !== "serverless-framework") return undefined;
  return addProperty(lambda.properties, lambda.at, { name: "logRetentionInDays", value: sensibleDays });
}
