import type { Location } from "../../change/location.ts";
import type { SdkCall } from "../../handlers/facts.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { textOf } from "../../stack/value.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named } from "../words.ts";
import { type FoundHandler, createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Export:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: export.handler
      Runtime: ${runtime}
      Timeout: 300
`;
const python = (body: string) => `
import time
import boto3

athena = boto3.client("athena")

def handler(event, context):
${body}
`;
const polling = `    run = athena.start_query_execution(QueryString="select 1")
    while True:
        state = athena.get_query_execution(QueryExecutionId=run["QueryExecutionId"])
        if state["QueryExecution"]["Status"]["State"] == "SUCCEEDED":
            return state
        time.sleep(1)`;

export const sleepOrPollInHandler: Rule = {
  id: "sleep-or-poll-in-handler",
  title: "Function is billed for waiting",
  topics: ["8.2", "6.1", "16.5"],
  category: "cost",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html",
  bad: [
    { head: { "template.yaml": template("python3.13"), "src/export.py": python(polling) } },
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/export.mjs": `
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export const handler = async (event) => {
  await pause(30000);
  return event;
};
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({ runtime: "python3.13", functions: "export:\n  handler: src/export.handler\n  timeout: 300" }),
        "src/export.py": python(polling),
      },
    },
  ],
  good: [
    // Once a deployment, and CloudFormation waits too.
    {
      head: {
        "template.yaml": `${template("python3.13")}  Ready:\n    Type: Custom::Ready\n    Properties: { ServiceToken: !GetAtt Export.Arn }\n`,
        "src/export.py": python(polling),
      },
    },
    // A short pause between tries, and one of which the length is not known.
    {
      head: {
        "template.yaml": template("python3.13"),
        "src/export.py": python("    for attempt in range(3):\n        time.sleep(1)\n        print(attempt)"),
      },
    },
    { head: { "template.yaml": template("python3.13"), "src/export.py": python("    time.sleep(event['pause'])") } },
    { head: { "template.yaml": template("python3.13"), "src/export.py": python("    return athena.start_query_execution(QueryString='select 1')") } },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      const wait = waitIn(handler);
      if (wait === null || runsAtDeploymentOnly(lambda, stack) || !isNew(wait.at)) continue;
      yield {
        subject: lambda,
        claim: `wait:${wait.claim}`,
        evidence: [{ at: wait.at, note: "waits" }, ...wait.more],
        what: `${named(lambda)} ${wait.what}.`,
        why: `Lambda bills the whole time at full memory while nothing is done, holds a unit of concurrency, and kills the wait when the function's timeout ends it, with the work's outcome unknown.`,
        fix: "Let a Step Functions workflow wait (`Wait`, `.sync`, a task token), delay a message in SQS, or react to the event that tells the end of the job (EventBridge).",
      };
    }
  },
};

/** One pause that is worth a word, and a pause between rounds that is no backoff. */
const longSeconds = 5;
const longSecondsInLoop = 2;
/** Calls that ask how a job is doing. */
const status =
  /^(?:Describe|Get|List)\w*(?:Execution|Executions|Statement|Job|JobRun|Jobs|Status|Invocation|Task|Tasks|Build|Builds|Query|Results|Operation|Instances|Clusters|Snapshots|Volumes|ChangeSet|Stacks|Endpoint)$/;

interface Wait {
  readonly claim: string;
  readonly at: Location;
  readonly what: string;
  readonly more: Draft["evidence"];
}

function waitIn({ facts }: FoundHandler): Wait | null {
  const sleeps = facts.sleeps.filter((sleep) => sleep.phase === "invocation");
  const asked = facts.calls.find((call) => call.inLoop && call.phase === "invocation" && asksStatus(call));
  const between = sleeps.find((sleep) => sleep.inLoop);
  if (asked !== undefined && between !== undefined) {
    return {
      claim: `${asked.service}:${asked.operation}`,
      at: between.at,
      what: `asks \`${asked.service}:${asked.operation}\` in a loop and sleeps in between until a job is done`,
      more: [{ at: asked.at, note: "asks again and again" }],
    };
  }
  const long = sleeps.find(({ seconds, inLoop }) => seconds !== null && seconds >= (inLoop ? longSecondsInLoop : longSeconds));
  if (long === undefined) return null;
  const seconds = Math.round((long.seconds ?? 0) * 10) / 10;
  return { claim: "sleep", at: long.at, what: `sleeps ${duration(seconds)}${long.inLoop ? " in each round of a loop" : ""}`, more: [] };
}

function asksStatus(call: SdkCall): boolean {
  return status.test(call.operation) && call.service !== "dynamodb" && call.service !== "s3";
}

/** A custom resource's function runs once a deployment, and CloudFormation waits for it anyway. */
function runsAtDeploymentOnly(lambda: Resource, stack: Stack): boolean {
  const triggers = stack.triggersOf(lambda);
  return triggers.length > 0 && triggers.every((link) => textOf(link.value("service")) === "custom-resource");
}
