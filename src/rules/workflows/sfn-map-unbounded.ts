import { awsLimits } from "../../facts/aws-numbers.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { entryOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setEntry } from "../words.ts";
import { type State, functionCalledBy, integrationOf, statesInside, statesOf } from "./states.ts";

/** Items that an inline Map state works on at once, whatever it says. */
const inlineMaximum = awsLimits.inlineMapItems.value;
/** Child workflows that a distributed Map state runs at once. */
const distributedMaximum = awsLimits.distributedMapChildren.value;

const distributed = (limit: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: resize.handler
      Runtime: nodejs22.x
  Backfill:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: EachImage
        States:
          EachImage:
            Type: Map
            ItemReader:
              Resource: arn:aws:states:::s3:listObjectsV2
              Parameters:
                Bucket: images
${limit}            ItemProcessor:
              ProcessorConfig:
                Mode: DISTRIBUTED
                ExecutionType: STANDARD
              StartAt: ResizeImage
              States:
                ResizeImage:
                  Type: Task
                  Resource: !GetAtt Resize.Arn
                  End: true
            End: true
`;
const inline = (reserved: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: nodejs22.x
${reserved}  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: EachOrder
        States:
          EachOrder:
            Type: Map
            ItemsPath: $.orders
            Iterator:
              StartAt: BookOrder
              States:
                BookOrder:
                  Type: Task
                  Resource: !GetAtt Book.Arn
                  End: true
            End: true
`;

export const sfnMapUnbounded: Rule = {
  id: "sfn-map-unbounded",
  title: "Map state starts more work at once than what it calls can take",
  topics: ["6.1", "6.5", "39.1"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html",
  bad: [
    { head: { "template.yaml": distributed("") } },
    { head: { "template.yaml": inline("      ReservedConcurrentExecutions: 5\n") } },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "book" {
  function_name                  = "book"
  role                           = "arn:aws:iam::123456789012:role/book"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  reserved_concurrent_executions = 5
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"
  definition = jsonencode({
    StartAt = "EachOrder"
    States = {
      EachOrder = {
        Type      = "Map"
        ItemsPath = "$.orders"
        End       = true
        Iterator = {
          StartAt = "BookOrder"
          States  = { BookOrder = { Type = "Task", Resource = aws_lambda_function.book.arn, End = true } }
        }
      }
    }
  })
}
`,
      },
    },
  ],
  good: [{ head: { "template.yaml": distributed("            MaxConcurrency: 100\n") } }, { head: { "template.yaml": inline("") } }],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      for (const state of statesOf(workflow)) {
        const burst = isUnbounded(state) ? burstOf(state, workflow, stack) : null;
        if (burst === null) continue;
        const limit = entryOf(state.body, "MaxConcurrency");
        yield {
          subject: workflow,
          claim: `concurrency:${state.name}`,
          evidence: [
            { at: limit?.at ?? { ...state.at, endLine: state.at.startLine }, note: limit ? "0 means no limit" : "no MaxConcurrency" },
            { at: state.at, note: "the Map state" },
            ...burst.evidence,
          ],
          what: `The Map state ${named(state.name)} of ${named(workflow)} sets no \`MaxConcurrency\`: ${burst.what}.`,
          why: burst.why,
          fix: `Set \`MaxConcurrency\` to what ${burst.called} and everything behind it can take at once.`,
          edit: burst.limit === undefined || workflow.format === "cdk" ? undefined : limited(state, burst.limit),
        };
      }
    }
  },
};

/** Limits that are not known may be any. */
function isUnbounded(state: State): boolean {
  if (state.type !== "Map" || state.body.entries.has("MaxConcurrencyPath")) return false;
  const limit = valueAt(state.body, "MaxConcurrency");
  return limit === undefined || textOf(limit) === "0";
}

function limited(state: State, value: number): EditPlan | undefined {
  const limit = entryOf(state.body, "MaxConcurrency");
  return limit === undefined ? addProperty(state.body, state.at, { name: "MaxConcurrency", value }) : setEntry(limit, value);
}

interface Burst {
  /** What the function may run at once, where that is known. */
  readonly limit?: number;
  readonly what: string;
  readonly why: string;
  readonly called: string;
  readonly evidence: Draft["evidence"];
}

function burstOf(state: State, workflow: Resource, stack: Stack): Burst | null {
  const inside = statesInside(state);
  const mode = valueAt(state.body, "ItemProcessor", "ProcessorConfig", "Mode");
  if (mode !== undefined && textOf(mode) === undefined) return null;
  if (textOf(mode) === "DISTRIBUTED") {
    const call = inside.find((one) => functionCalledBy(one, workflow, stack) !== null || integrationOf(one)?.service === "lambda");
    if (call === undefined) return null;
    const lambda = functionCalledBy(call, workflow, stack);
    const called = lambda === null ? "the function" : named(lambda);
    return {
      what: `a distributed map then runs up to ${distributedMaximum.toLocaleString("en")} children at once, each calling ${called}`,
      why: `One large input takes all of the account's Lambda concurrency (1,000 where no quota was raised): every other function of the account and Region is throttled until the map is through, and throttled items fail where they are not retried.`,
      called,
      evidence: [],
    };
  }
  for (const call of inside) {
    const lambda = functionCalledBy(call, workflow, stack);
    const reserved = lambda?.number("reservedConcurrency");
    if (lambda === null || reserved?.known !== true || reserved.value >= inlineMaximum || reserved.value === 0) continue;
    return {
      what: `up to ${inlineMaximum} items run at once, but ${named(lambda)} may run ${reserved.value} times at once`,
      why: `With more than ${reserved.value} items the further calls are throttled (\`Lambda.TooManyRequestsException\`); retries run out while the others wait, and one failed item fails the whole map.`,
      called: named(lambda),
      limit: reserved.value,
      evidence: [{ at: reserved.at, note: `at most ${reserved.value} at once` }],
    };
  }
  return null;
}
