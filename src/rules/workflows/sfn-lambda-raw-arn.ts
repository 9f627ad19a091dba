import { entryOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type State, functionCalledBy, resourceOf, statesOf } from "./states.ts";

const inSam = (task: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x }
  Booking:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Pay
        States:
          Pay:
            Type: Task
            End: true
${task}`;
const inDefinition = (resource: string) => `{ "StartAt": "Pay", "States": { "Pay": { "Type": "Task", "Resource": "${resource}", "End": true } } }\n`;

export const sfnLambdaRawArn: Rule = {
  id: "sfn-lambda-raw-arn",
  title: "The task names the function's ARN instead of the integration",
  topics: ["6.1", "19.3"],
  category: "design",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html",
  onByDefault: false,
  bad: [
    { head: { "template.yaml": inSam("            Resource: !GetAtt Charge.Arn\n") } },
    { head: { "booking.asl.json": inDefinition("arn:aws:lambda:eu-west-1:123456789012:function:charge") } },
  ],
  good: [
    {
      head: {
        "template.yaml": inSam("            Resource: arn:aws:states:::lambda:invoke\n            Parameters: { FunctionName: !Ref Charge }\n"),
      },
    },
    // An activity is worked on by something that polls.
    { head: { "booking.asl.json": inDefinition("arn:aws:states:eu-west-1:123456789012:activity:charge") } },
    { head: { "template.yaml": inSam("            Resource: !Ref TaskArn\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      for (const state of statesOf(workflow)) {
        const resource = entryOf(state.body, "Resource");
        const lambda = functionCalledBy(state, workflow, stack);
        if (resource === undefined || !(namesFunction(state) || (lambda !== null && valueAt(state.body, "Resource")?.kind === "reference"))) continue;
        yield {
          subject: workflow,
          claim: `resource:${state.name}`,
          evidence: [{ at: resource.at, note: "the function's own ARN" }],
          what: `The task ${named(state.name)} of ${named(workflow)} calls ${lambda === null ? "a function" : named(lambda)} by its ARN as \`Resource\`.`,
          why: `The whole state goes to the function as its event: nothing picks what it gets, no callback with a task token can be asked for, and the state machine's definition differs for each stage. AWS recommends the integration.`,
          fix: `Use \`"Resource": "arn:aws:states:::lambda:invoke"\` with \`FunctionName\` and a \`Payload\`, and take \`$.Payload\` from its result. Name a version or alias where executions run long, so that one execution does not meet two versions of the code. It does not matter for a task that is right as it is.`,
        };
      }
    }
  },
};

/** `arn:aws:lambda:…`, whole or with parts that are not known. */
function namesFunction(state: State): boolean {
  const resource = state.type === "Task" ? resourceOf(state) : null;
  const [scheme, , service] = resource?.split(":") ?? [];
  return scheme === "arn" && service === "lambda";
}
