import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import { entryOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setEntry } from "../words.ts";
import { writesLogs } from "./writes-logs.ts";

const inSam = (type: string, logging = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Quote:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: ${type}
${logging}      Definition:
        StartAt: Done
        States:
          Done: { Type: Succeed }
`;
const inTerraform = (logging: string) => `
resource "aws_sfn_state_machine" "quote" {
  name       = "quote"
  type       = "EXPRESS"
  role_arn   = "arn:aws:iam::123456789012:role/quote"
  definition = jsonencode({ StartAt = "Done", States = { Done = { Type = "Succeed" } } })
${logging}}
`;

export const sfnExpressNoLogging: Rule = {
  id: "sfn-express-no-logging",
  title: "Express workflow leaves no trace of its executions",
  topics: ["6.1", "15.4", "17.3"],
  category: "observability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
  peers: ["checkov:CKV_AWS_285"],
  bad: [
    { head: { "template.yaml": inSam("EXPRESS") } },
    { head: { "main.tf": inTerraform("") } },
    { head: { "main.tf": inTerraform(`  logging_configuration {\n    level = "OFF"\n  }\n`) } },
    {
      head: {
        "main.tf": inTerraform(
          `  logging_configuration {\n    level           = "OFF"\n    log_destination = "arn:aws:logs:eu-west-1:123456789012:log-group:quote:*"\n  }\n`,
        ),
      },
    },
  ],
  good: [
    { head: { "template.yaml": inSam("STANDARD") } },
    {
      head: {
        "template.yaml": inSam(
          "EXPRESS",
          "      Logging:\n        Level: ERROR\n        Destinations:\n          - CloudWatchLogsLogGroup:\n              LogGroupArn: arn:aws:logs:eu-west-1:123456789012:log-group:quote:*\n",
        ),
      },
    },
    {
      head: {
        "main.tf": inTerraform(
          `  logging_configuration {\n    level           = "ERROR"\n    log_destination = "arn:aws:logs:eu-west-1:123456789012:log-group:quote:*"\n  }\n`,
        ),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      const type = workflow.string("type");
      if (!type.known || type.value !== "EXPRESS" || writesLogs(workflow)) continue;
      const setting = workflow.nameInDialect("logging");
      yield {
        subject: workflow,
        claim: "logging",
        evidence: [
          { at: workflow.placeOf("logging"), note: workflow.has("logging") ? "logging is off" : `no \`${setting}\`` },
          { at: type.at, note: "EXPRESS" },
        ],
        what: `${named(workflow)} is an Express workflow ${workflow.has("logging") ? "with its logging switched off" : `without \`${setting}\``}.`,
        why: `Step Functions keeps no execution history of Express workflows: without logs a failed execution leaves only a count in a metric, and nobody can tell which input failed, in which state, or why.`,
        fix: `Set \`${setting}\` with a log group and level \`ERROR\` at least (\`ALL\` where every execution must be found again), and let the role deliver logs.`,
        edit: switchedOn(workflow),
      };
    }
  },
};

/** A log group that is named waits for its level only. */
function switchedOn(workflow: Resource): EditPlan | undefined {
  const logging = workflow.value("logging");
  return workflow.format !== "cdk" && entryOf(logging, "Destinations") ? setEntry(entryOf(logging, "Level"), "ERROR") : undefined;
}
