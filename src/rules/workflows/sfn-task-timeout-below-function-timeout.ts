import type { Location } from "../../change/location.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named, orDefault, setEntry } from "../words.ts";
import { type State, functionCalledBy, integrationOf, statesOf } from "./states.ts";

const inSam = (runs: number, waits: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: charge.handler
      Runtime: python3.13
      Timeout: ${runs}
  Booking:
    Type: AWS::Serverless::StateMachine
    Properties:
      Policies:
        - LambdaInvokePolicy:
            FunctionName: !Ref Charge
      Definition:
        StartAt: ChargeCard
        States:
          ChargeCard:
            Type: Task
            Resource: !GetAtt Charge.Arn
            TimeoutSeconds: ${waits}
            End: true
`;
const inTerraform = (waits: number) => `
resource "aws_lambda_function" "charge" {
  function_name = "charge"
  role          = "arn:aws:iam::123456789012:role/charge"
  handler       = "charge.handler"
  runtime       = "python3.13"
  timeout       = 60
}

resource "aws_sfn_state_machine" "booking" {
  name     = "booking"
  role_arn = "arn:aws:iam::123456789012:role/booking"
  definition = jsonencode({
    StartAt = "ChargeCard"
    States = {
      ChargeCard = {
        Type           = "Task"
        Resource       = "arn:aws:states:::lambda:invoke"
        Parameters     = { FunctionName = aws_lambda_function.charge.arn, "Payload.$" = "$" }
        TimeoutSeconds = ${waits}
        End            = true
      }
    }
  })
}
`;

/** For the call itself, beside the function's run. */
const marginSeconds = 5;

export const sfnTaskTimeoutBelowFunctionTimeout: Rule = {
  id: "sfn-task-timeout-below-function-timeout",
  title: "The workflow gives up before its function does",
  topics: ["6.1", "6.6", "16.4"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html",
  bad: [{ head: { "template.yaml": inSam(60, "30") } }, { head: { "main.tf": inTerraform(30) } }],
  good: [
    { head: { "template.yaml": inSam(30, "30") } },
    { head: { "template.yaml": inSam(60, "!Ref AWS::NoValue") } },
    { head: { "main.tf": inTerraform(70) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      for (const [lambda, waits] of waitsByFunction(workflow, stack)) {
        const runs = lambda.number("timeoutSeconds");
        const short = runs.known ? waits.filter((wait) => wait.seconds < runs.value) : [];
        const [first] = short;
        if (!runs.known || first === undefined) continue;
        const names = short.map((wait) => named(wait.state.name)).join(" and ");
        const each = short.length === 1 ? "waits" : "each wait";
        yield {
          subject: workflow,
          claim: `timeout:${lambda.name}`,
          evidence: [
            ...short.map((wait) => ({ at: wait.at, note: `gives up after ${duration(wait.seconds)}` })),
            { at: runs.at, note: `may run for ${duration(runs.value)}${orDefault(runs)}` },
          ],
          what: `${short.length === 1 ? "The state" : "The states"} ${names} of ${named(workflow)} ${each} ${duration(first.seconds)} for ${named(lambda)}, which may run for ${duration(runs.value)}${orDefault(runs)}.`,
          why: `Step Functions does not stop the function: after ${duration(first.seconds)} the state fails with \`States.Timeout\` and the workflow retries or compensates, while the first run goes on and may still complete. The work is then done twice, or done and undone at once.`,
          fix: `Set \`TimeoutSeconds\` above ${runs.value}, or lower \`${runs.nativeName}\` of ${named(lambda)} below ${first.seconds}.`,
          edit:
            short.length === 1 && workflow.format !== "cdk"
              ? setEntry(entryOf(first.state.body, "TimeoutSeconds"), runs.value + marginSeconds)
              : undefined,
        };
      }
    }
  },
};

interface Wait {
  readonly state: State;
  readonly seconds: number;
  readonly at: Location;
}

/** The states that say how long they wait for a function of the stack, shortest first. Callbacks wait for somebody else. */
function waitsByFunction(workflow: Resource, stack: Stack): ReadonlyMap<Resource, readonly Wait[]> {
  const found = new Map<Resource, Wait[]>();
  for (const state of statesOf(workflow)) {
    const lambda = functionCalledBy(state, workflow, stack);
    const limit = entryOf(state.body, "TimeoutSeconds");
    const seconds = Number(textOf(limit?.value) ?? Number.NaN);
    if (lambda === null || limit === undefined || Number.isNaN(seconds) || integrationOf(state)?.pattern === "callback") continue;
    found.set(
      lambda,
      [...(found.get(lambda) ?? []), { state, seconds, at: limit.at }].toSorted((one, other) => one.seconds - other.seconds),
    );
  }
  return found;
}
