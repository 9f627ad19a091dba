import { entryOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type State, hasOwnTimeout, hasTimeout, integrationOf, resourceOf, statesOf } from "./states.ts";

const machine = (resource: string, limit = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Nightly:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Crunch
        States:
          Crunch:
            Type: Task
            Resource: ${resource}
            Parameters:
              LaunchType: FARGATE
              TaskDefinition: crunch
${limit}            End: true
`;
const definition = (limit: string) => `{
  "StartAt": "Review",
  "States": {
    "Review": {
      "Type": "Task",
      "Resource": "arn:aws:states:eu-west-1:123456789012:activity:review",${limit}
      "End": true
    }
  }
}
`;

export const sfnTaskNoTimeout: Rule = {
  id: "sfn-task-no-timeout",
  title: "A task that hangs keeps its execution open for a year",
  topics: ["6.1", "6.6", "16.4"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#sfn-stuck-execution",
  bad: [{ head: { "template.yaml": machine("arn:aws:states:::ecs:runTask.sync") } }, { head: { "review.asl.json": definition("") } }],
  good: [
    { head: { "template.yaml": machine("arn:aws:states:::ecs:runTask.sync", "            TimeoutSeconds: 7200\n") } },
    { head: { "template.yaml": machine("arn:aws:states:::glue:startJobRun.sync") } },
    // The service itself ends a call that waits for no job: a function runs for 15 minutes at most.
    { head: { "template.yaml": machine("arn:aws:states:::lambda:invoke") } },
    { head: { "review.asl.json": definition(`\n      "HeartbeatSeconds": 600,`) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      if (hasOwnTimeout(workflow)) continue;
      for (const state of statesOf(workflow)) {
        const waits = waitOf(state);
        if (waits === null || hasTimeout(state)) continue;
        const resource = entryOf(state.body, "Resource")?.at ?? state.at;
        yield {
          subject: workflow,
          claim: `timeout:${state.name}`,
          evidence: [
            { at: resource, note: `waits for ${waits.whom}` },
            { at: state.at, note: "no TimeoutSeconds" },
          ],
          what: `The state ${named(state.name)} of ${named(workflow)} waits for ${waits.whom} and has no \`TimeoutSeconds\`; neither has the state machine.`,
          why: `Where nothing is set, Step Functions waits for more than three years: ${waits.danger}, the execution stays open until the yearly limit ends it, and no \`Retry\` or \`Catch\` ever runs.`,
          fix: `Set \`TimeoutSeconds\` on ${named(state.name)} to somewhat more than the longest good run, and handle \`States.Timeout\`.`,
          severity: waits.severity,
        };
      }
    }
  },
};

/** Services whose jobs run for as long as they like; those of others (Glue, Athena, SageMaker, CodeBuild) have limits of their own. */
const withoutLimit = new Set(["ecs", "eks", "batch", "elasticmapreduce", "emr-containers"]);

/** States that only somebody else's answer ends. Callbacks have a rule of their own; plain calls end by themselves. */
function waitOf(state: State): { readonly whom: string; readonly danger: string; readonly severity: "high" | "medium" } | null {
  if (state.type !== "Task") return null;
  const { entries } = state.body;
  if (resourceOf(state)?.includes(":activity:") === true) {
    if (entries.has("HeartbeatSeconds") || entries.has("HeartbeatSecondsPath")) return null;
    return { whom: "a worker of an activity", danger: "a worker that dies after it took the task never answers", severity: "high" };
  }
  const integration = integrationOf(state);
  if (integration?.pattern !== "job" || !withoutLimit.has(integration.service)) return null;
  if (entryOf(valueAt(state.body, "Parameters"), "Timeout") !== undefined) return null;
  return { whom: "a job to end (`.sync`)", danger: "a job that hangs never ends", severity: "medium" };
}
