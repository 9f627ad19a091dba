import type { Resource } from "../../stack/resource.ts";
import { entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { writesLogs } from "./writes-logs.ts";

const inSam = (more: string, type = "STANDARD") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Booking:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: ${type}
${more}      Definition:
        StartAt: Done
        States:
          Done: { Type: Succeed }
`;
const logging = (level: string) =>
  `      Logging:\n        Level: ${level}\n        Destinations:\n          - CloudWatchLogsLogGroup: { LogGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:booking:*" }\n`;
const inTerraform = (more: string) => `
resource "aws_sfn_state_machine" "booking" {
  name       = "booking"
  role_arn   = "arn:aws:iam::123456789012:role/booking"
  definition = jsonencode({ StartAt = "Done", States = { Done = { Type = "Succeed" } } })
${more}}
`;
const inServerlessFramework = (more: string) => `
service: shop
provider: { name: aws, runtime: nodejs22.x }
stepFunctions:
  stateMachines:
    booking:
      name: booking
${more}      definition:
        StartAt: Done
        States:
          Done: { Type: Succeed }
`;

export const sfnLoggingDisabled: Rule = {
  id: "sfn-logging-disabled",
  title: "Executions of the workflow are not logged",
  topics: ["6.1", "15.4", "17.3"],
  category: "observability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
  onByDefault: false,
  peers: ["checkov:CKV_AWS_285", "cdk-nag:AwsSolutions-SF1"],
  bad: [
    { head: { "template.yaml": inSam("") } },
    { head: { "template.yaml": inSam(logging('"OFF"')) } },
    { head: { "main.tf": inTerraform("") } },
    { head: { "serverless.yml": inServerlessFramework("") } },
  ],
  good: [
    { head: { "template.yaml": inSam(logging("ERROR")) } },
    { head: { "template.yaml": inSam(logging("!Ref Level")) } },
    {
      head: {
        "main.tf": inTerraform(
          `  logging_configuration {\n    level           = var.level\n    log_destination = "arn:aws:logs:eu-west-1:123456789012:log-group:booking:*"\n  }\n`,
        ),
      },
    },
    // What an Express workflow loses without a log is sfn-express-no-logging.
    { head: { "template.yaml": inSam("", "EXPRESS") } },
    // The template that would say so is not here.
    { head: { "booking.asl.json": `{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }\n` } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      const type = workflow.string("type");
      if (!type.known || type.value === "EXPRESS" || workflow.format === "asl" || writesLogs(workflow)) continue;
      const setting = workflow.nameInDialect("logging");
      yield {
        subject: workflow,
        claim: "logging",
        evidence: [{ at: workflow.placeOf("logging"), note: workflow.has("logging") ? "logging is off" : `no \`${setting}\`` }],
        what: `${named(workflow)} ${workflow.has("logging") ? "has its logging switched off" : `has no \`${setting}\``}.`,
        why: `Step Functions keeps the history of a Standard execution for 90 days and shows one at a time: without a log, nobody can search all executions for an order or an error, or look further back.`,
        fix: `Set \`${setting}\` with a log group and the level \`ERROR\` at least, and let the role deliver logs; leave \`includeExecutionData\` out where inputs hold personal data. It does not matter where the history is enough.`,
        edit: switchedOn(workflow),
      };
    }
  },
};

/** Where a destination is given and only the level says no. */
function switchedOn(workflow: Resource): Draft["edit"] {
  const logging = workflow.value("logging");
  const level = entryOf(logging, "Level")?.value;
  const isReady = entryOf(logging, "Destinations") !== undefined && workflow.format !== "cdk";
  return isReady && textOf(level) === "OFF" && level !== undefined ? { kind: "replace", at: level.at, value: "ERROR" } : undefined;
}
