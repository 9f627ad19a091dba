import { entryOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { hasOwnTimeout, hasTimeout, integrationOf, statesOf } from "./states.ts";

const inSam = (limit: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Approval:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Ask
        States:
          Ask:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
            Parameters:
              QueueUrl: https://sqs.eu-west-1.amazonaws.com/123456789012/approvals
              MessageBody:
                token.$: $$.Task.Token
${limit}            End: true
`;
const inTerraform = (limit: string) => `
resource "aws_sfn_state_machine" "approval" {
  name     = "approval"
  role_arn = "arn:aws:iam::123456789012:role/approval"
  definition = jsonencode({
    StartAt = "Ask"
    States = {
      Ask = {
        Type     = "Task"
        Resource = "arn:aws:states:::lambda:invoke.waitForTaskToken"
        Parameters = {
          FunctionName = "ask"
          Payload      = { "token.$" = "$$.Task.Token" }
        }
${limit}        End = true
      }
    }
  })
}
`;

export const sfnCallbackNoHeartbeat: Rule = {
  id: "sfn-callback-no-heartbeat",
  title: "A lost task token leaves the execution waiting for a year",
  topics: ["6.1", "6.6", "16.4"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html",
  bad: [{ head: { "template.yaml": inSam("") } }, { head: { "main.tf": inTerraform("") } }],
  good: [
    { head: { "template.yaml": inSam("            HeartbeatSeconds: 3600\n") } },
    { head: { "template.yaml": inSam("            TimeoutSecondsPath: $.answerWithin\n") } },
    { head: { "main.tf": inTerraform("        TimeoutSeconds = 604800\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      if (hasOwnTimeout(workflow)) continue;
      for (const state of statesOf(workflow)) {
        const { entries } = state.body;
        if (integrationOf(state)?.pattern !== "callback" || hasTimeout(state)) continue;
        if (entries.has("HeartbeatSeconds") || entries.has("HeartbeatSecondsPath")) continue;
        yield {
          subject: workflow,
          claim: `heartbeat:${state.name}`,
          evidence: [
            { at: entryOf(state.body, "Resource")?.at ?? state.at, note: "waits for the token, without an end" },
            { at: state.at, note: "neither HeartbeatSeconds nor TimeoutSeconds" },
          ],
          what: `The state ${named(state.name)} of ${named(workflow)} waits for a task token and has neither \`HeartbeatSeconds\` nor \`TimeoutSeconds\`.`,
          why: `When the token is lost (the message is dropped, the worker dies before it answers) nobody ends the wait: the execution stays open for up to a year, no error is raised, and no alarm sees it.`,
          fix: `Set \`TimeoutSeconds\` to the longest wait that makes sense, or \`HeartbeatSeconds\` where the worker can report that it is alive, and catch \`States.Timeout\`.`,
        };
      }
    }
  },
};
