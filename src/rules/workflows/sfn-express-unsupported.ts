import type { Location } from "../../change/location.ts";
import { headingOf } from "../../change/location.ts";
import { awsLimits } from "../../facts/aws-numbers.ts";
import { entryOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type State, resourceOf, statesOf } from "./states.ts";

const machine = (type: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Approval:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: ${type}
      Definition:
        StartAt: Ask
        States:
          Ask:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
            HeartbeatSeconds: 3600
            Parameters:
              QueueUrl: https://sqs.eu-west-1.amazonaws.com/123456789012/approvals
              MessageBody:
                token.$: $$.Task.Token
            End: true
`;

/** The longest run of an Express workflow. */
const expressMaximumSeconds = awsLimits.expressWorkflow.value;

export const sfnExpressUnsupported: Rule = {
  id: "sfn-express-unsupported",
  title: "Express workflow uses what only Standard workflows have",
  topics: ["6.1", "6.6"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html",
  bad: [
    { head: { "template.yaml": machine("EXPRESS") } },
    {
      head: {
        "main.tf": `
resource "aws_sfn_state_machine" "approval" {
  name     = "approval"
  type     = "EXPRESS"
  role_arn = "arn:aws:iam::123456789012:role/approval"
  definition = jsonencode({
    StartAt = "Ask"
    States = {
      Ask = {
        Type             = "Task"
        Resource         = "arn:aws:states:::lambda:invoke.waitForTaskToken"
        HeartbeatSeconds = 3600
        Parameters       = { FunctionName = "ask", Payload = { "token.$" = "$$.Task.Token" } }
        End              = true
      }
    }
  })
}
`,
      },
    },
  ],
  good: [{ head: { "template.yaml": machine("STANDARD") } }],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      const type = workflow.string("type");
      if (!type.known || type.value !== "EXPRESS") continue;
      for (const state of statesOf(workflow)) {
        const problem = unsupportedIn(state);
        if (problem === null) continue;
        yield {
          subject: workflow,
          claim: `express:${state.name}`,
          evidence: [
            { at: problem.at, note: problem.what },
            { at: type.at, note: "EXPRESS" },
          ],
          what: `${named(workflow)} is an Express workflow, and its state ${named(state.name)} ${problem.what}.`,
          why: problem.why,
          fix: `Make ${named(workflow)} a STANDARD workflow, or move this state into a Standard workflow that starts the Express one.`,
        };
      }
    }
  },
};

function unsupportedIn(state: State): { what: string; why: string; at: Location } | null {
  const refused = "Step Functions refuses the definition, and the deployment fails.";
  const resource = resourceOf(state);
  const at = entryOf(state.body, "Resource")?.at ?? headingOf(state.at);
  if (resource?.endsWith(".sync") === true || resource?.endsWith(".sync:2") === true)
    return { what: "waits for a job to end (`.sync`)", why: refused, at };
  if (resource?.endsWith(".waitForTaskToken") === true) return { what: "waits for a task token", why: refused, at };
  if (resource?.includes(":activity:") === true) return { what: "uses an activity", why: refused, at };
  const mode = valueAt(state.body, "ItemProcessor", "ProcessorConfig", "Mode");
  if (state.type === "Map" && mode !== undefined && textOf(mode) === "DISTRIBUTED")
    return { what: "is a distributed map", why: refused, at: mode.at };
  const seconds = Number(textOf(valueAt(state.body, state.type === "Wait" ? "Seconds" : "TimeoutSeconds")));
  if (seconds <= expressMaximumSeconds || Number.isNaN(seconds)) return null;
  const place = entryOf(state.body, state.type === "Wait" ? "Seconds" : "TimeoutSeconds")?.at ?? headingOf(state.at);
  if (state.type !== "Wait") return null;
  return {
    what: `waits ${seconds} s`,
    why: `An Express workflow ends after ${expressMaximumSeconds} s: every execution that reaches this state times out.`,
    at: place,
  };
}
