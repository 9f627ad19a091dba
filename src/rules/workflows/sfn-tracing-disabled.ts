import type { Resource } from "../../stack/resource.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, nestedName, setValue } from "../words.ts";

const inSam = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Booking:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Done
        States:
          Done: { Type: Succeed }
${more}`;
const inCloudFormation = (more: string) => `
Resources:
  Booking:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/booking
      DefinitionString: '{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }'
${more}`;
const inTerraform = (more: string) => `
resource "aws_sfn_state_machine" "booking" {
  name       = "booking"
  role_arn   = "arn:aws:iam::123456789012:role/booking"
  definition = jsonencode({ StartAt = "Done", States = { Done = { Type = "Succeed" } } })
${more}}
`;

export const sfnTracingDisabled: Rule = {
  id: "sfn-tracing-disabled",
  title: "A request's trace ends at the workflow",
  topics: ["15.1", "6.1"],
  category: "observability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html",
  onByDefault: false,
  peers: ["cfn-lint:WS5000", "checkov:CKV_AWS_284", "cdk-nag:AwsSolutions-SF2", "cdk-nag:Serverless-StepFunctionStateMachineXray"],
  bad: [
    { head: { "template.yaml": inSam("") } },
    { head: { "template.yaml": inCloudFormation("") } },
    { head: { "template.yaml": inCloudFormation("      TracingConfiguration: { Enabled: false }\n") } },
    { head: { "main.tf": inTerraform("") } },
  ],
  good: [
    { head: { "template.yaml": inSam("      Tracing: { Enabled: true }\n") } },
    { head: { "template.yaml": `${inSam("")}Globals:\n  StateMachine:\n    Tracing: { Enabled: true }\n` } },
    { head: { "template.yaml": inCloudFormation("      TracingConfiguration: { Enabled: !Ref Traced }\n") } },
    { head: { "main.tf": inTerraform("  tracing_configuration {\n    enabled = var.traced\n  }\n") } },
    // The template that would say so is not here.
    { head: { "booking.asl.json": `{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }\n` } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      const tracing = workflow.boolean("tracing");
      if (!tracing.known || tracing.value || workflow.format === "asl") continue;
      const name = nameOf(workflow, tracing.nativeName);
      yield {
        subject: workflow,
        claim: "tracing",
        evidence: [{ at: tracing.at, note: tracing.isDefault ? "no tracing" : "tracing is off" }],
        what: `${named(workflow)} does not trace its executions.`,
        why: `The trace of a request that starts it ends there, and its functions begin traces of their own: nobody sees in one picture which state of which execution was slow.`,
        fix: `Set \`${name}\` to \`true\`${workflow.format === "sam" || workflow.format === "cdk" ? "" : ", and let the role write to X-Ray (`xray:PutTraceSegments`, `xray:PutTelemetryRecords`)"}. It does not matter where another tool follows executions.`,
        edit: tracing.isDefault ? addProperty(workflow.properties, workflow.at, { name, value: true }) : setValue(tracing, true),
      };
    }
  },
};

/** The setting is a map of its own everywhere but in the CDK. */
function nameOf(workflow: Resource, inDialect: string): string {
  if (workflow.format === "serverless-framework") return "tracingConfig.enabled";
  return workflow.format === "cdk" && !workflow.nativeType.includes("Cfn") ? inDialect : nestedName(inDialect, "TracingConfiguration.Enabled");
}
