import { headingOf } from "../../change/location.ts";
import { entryOf, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";
import { type State, resourceOf, statesOf } from "./states.ts";

const machine = (retry: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Booking:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Charge
        States:
          Charge:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters:
              FunctionName: charge-card
            TimeoutSeconds: 30
${retry}            End: true
`;
const retry = `            Retry:
              - ErrorEquals: [Lambda.ServiceException, Lambda.AWSLambdaException, Lambda.SdkClientException, Lambda.TooManyRequestsException]
                IntervalSeconds: 2
                MaxAttempts: 4
                BackoffRate: 2
`;

/** What Workflow Studio writes for tasks that call functions. */
const passing = {
  ErrorEquals: ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"],
  IntervalSeconds: 1,
  MaxAttempts: 3,
  BackoffRate: 2,
};

/** Errors that a retry must name to cover Lambda's passing faults. */
const covering = new Set([
  "States.ALL",
  "States.TaskFailed",
  "Lambda.ServiceException",
  "Lambda.TooManyRequestsException",
  "Lambda.SdkClientException",
]);

export const sfnTaskNoRetry: Rule = {
  id: "sfn-task-no-retry",
  title: "A passing Lambda fault fails the whole execution",
  topics: ["6.1", "6.6"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html",
  bad: [
    { head: { "template.yaml": machine("") } },
    {
      head: {
        "charge.asl.json": `{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge-card" },
      "TimeoutSeconds": 30,
      "End": true
    }
  }
}
`,
      },
    },
    {
      head: {
        "main.tf": `
resource "aws_sfn_state_machine" "booking" {
  name     = "booking"
  role_arn = "arn:aws:iam::123456789012:role/booking"
  definition = jsonencode({
    StartAt = "Charge"
    States = {
      Charge = {
        Type           = "Task"
        Resource       = "arn:aws:states:::lambda:invoke"
        Parameters     = { FunctionName = "charge-card" }
        TimeoutSeconds = 30
        End            = true
      }
    }
  })
}
`,
      },
    },
  ],
  good: [{ head: { "template.yaml": machine(retry) } }],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      for (const state of statesOf(workflow)) {
        if (state.type !== "Task" || !callsLambda(state) || isCovered(state)) continue;
        const retries = entryOf(state.body, "Retry");
        yield {
          subject: workflow,
          claim: `retry:${state.name}`,
          evidence: [{ at: retries?.at ?? headingOf(state.at), note: retries ? "names other errors only" : "no Retry" }],
          what: `The task ${named(state.name)} of ${named(workflow)} calls a function and ${retries ? "retries neither throttling nor service faults" : "has no `Retry`"}.`,
          why: `A throttled call (429) or a short fault of the Lambda service fails the execution at once, with what the states before it have done left standing.`,
          fix: `Retry \`Lambda.ServiceException\`, \`Lambda.AWSLambdaException\`, \`Lambda.SdkClientException\` and \`Lambda.TooManyRequestsException\` with a backoff. Make sure that the function may run twice.`,
          edit:
            retries === undefined && workflow.format !== "cdk" ? addProperty(state.body, state.at, { name: "Retry", value: [passing] }) : undefined,
        };
      }
    }
  },
};

function callsLambda(state: State): boolean {
  const value = valueAt(state.body, "Resource");
  const resource = resourceOf(state);
  if (resource === null) return value?.kind === "reference";
  return resource.includes(":states:::lambda:invoke") || resource.includes(":lambda:");
}

/** Retries that are not known whole may cover it. */
function isCovered(state: State): boolean {
  return itemsOf(valueAt(state.body, "Retry")).some((retrier) => {
    if (retrier.kind !== "map") return true;
    const attempts = textOf(valueAt(retrier, "MaxAttempts"));
    const names = itemsOf(valueAt(retrier, "ErrorEquals"));
    return attempts !== "0" && names.some((name) => name.kind !== "scalar" || covering.has(String(name.value)));
  });
}
