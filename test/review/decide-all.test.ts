import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/config/repository.ts";
import { review } from "../../src/review/review.ts";
import { rules } from "../../src/rules/index.ts";
import type { Example } from "../../src/rules/rule.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { exampleChange, exampleDate } from "../support/review-example.ts";

async function reviewed(example: Example) {
  const clock = { now: () => exampleDate, elapsed: () => 0 };
  const tools = { stack: await createStackTools(), rules, reviewer: null, clock };
  return review({ change: exampleChange(example), config: defaultConfig, signal: new AbortController().signal }, tools);
}

const suggested = async (example: Example, rule: string) => {
  const { findings, droppedEdits } = await reviewed(example);
  expect(droppedEdits).toEqual({});
  return findings.filter((finding) => finding.rule === rule).map((finding) => finding.suggestion?.replacement ?? null);
};

const consumer = (event: string, more = "") => `Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
  Clicks:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 1
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: orders.handler
      Runtime: nodejs22.x
      Timeout: 30
${more}      Events:
        Source:
${event}`;

const terraform = (more: string, queue = "  visibility_timeout_seconds = 180\n") => `
resource "aws_sqs_queue" "orders" {
  name = "orders"
${queue}}

resource "aws_lambda_function" "process" {
  function_name                  = "process-orders"
  role                           = "arn:aws:iam::123456789012:role/process"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  timeout                        = 30
${more}}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.process.arn
}
`;

describe("a suggestion of a rule", () => {
  it("bounds the pollers of a queue, in each dialect", async () => {
    const event = "          Type: SQS\n          Properties:\n            Queue: !GetAtt OrdersQueue.Arn\n            BatchSize: 1\n";
    const rule = "sqs-poller-reserved-concurrency-low";
    const sam = consumer(event, "      ReservedConcurrentExecutions: 3\n");
    expect(await suggested({ head: { "template.yaml": sam, "src/orders.mjs": "export const handler = async () => {};\n" } }, rule)).toEqual([
      "            BatchSize: 1\n            ScalingConfig:\n              MaximumConcurrency: 3",
    ]);
    expect(await suggested({ head: { "main.tf": terraform("  reserved_concurrent_executions = 3\n") } }, rule)).toEqual([
      "  function_name    = aws_lambda_function.process.arn\n  scaling_config {\n    maximum_concurrency = 3\n  }",
    ]);
    expect(await suggested({ head: { "main.tf": terraform("  reserved_concurrent_executions = 1\n") } }, rule)).toEqual([null]);
  });

  it("writes the visibility timeout where the default is too short", async () => {
    expect(await suggested({ head: { "main.tf": terraform("", "") } }, "sqs-visibility-below-6x-timeout")).toEqual([
      '  name = "orders"\n  visibility_timeout_seconds = 180',
    ]);
  });

  it("bounds the retries of a stream only where something takes what is given up", async () => {
    const event = (more: string) =>
      `          Type: Kinesis\n          Properties:\n            Stream: !GetAtt Clicks.Arn\n            StartingPosition: LATEST\n${more}`;
    const rule = "stream-esm-unbounded-retry";
    const code = { "src/orders.mjs": "export const handler = async () => {};\n" };
    const destination = "            DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt OrdersQueue.Arn } }\n";
    expect(await suggested({ head: { "template.yaml": consumer(event("")), ...code } }, rule)).toEqual([null]);
    const bisect = "            BisectBatchOnFunctionError: true\n";
    expect(await suggested({ head: { "template.yaml": consumer(event(bisect + destination)), ...code } }, rule)).toEqual([
      `${destination}            MaximumRetryAttempts: 5`,
    ]);
    expect(
      await suggested({ head: { "template.yaml": consumer(event(`${bisect}${destination}            MaximumRetryAttempts: -1\n`)), ...code } }, rule),
    ).toEqual(["            MaximumRetryAttempts: 5"]);
  });

  it("turns retries of the first generation on with a block", async () => {
    const source = (policy: string) => `
resource "google_cloudfunctions_function" "orders" {
  name    = "orders"
  runtime = "nodejs22"

  event_trigger {
    event_type = "google.pubsub.topic.publish"
    resource   = "projects/p/topics/orders"
${policy}  }
}
`;
    expect(await suggested({ head: { "main.tf": source("") } }, "gcf-event-retry-off")).toEqual([
      '    resource   = "projects/p/topics/orders"\n    failure_policy {\n      retry = true\n    }',
    ]);
    expect(await suggested({ head: { "main.tf": source("    failure_policy {\n      retry = false\n    }\n") } }, "gcf-event-retry-off")).toEqual([
      "      retry = true",
    ]);
  });

  it("declares reported failures in the Serverless Framework's word", async () => {
    const service = `service: orders
provider:
  name: aws
  runtime: nodejs22.x
functions:
  process:
    handler: src/orders.handler
    events:
      - sqs:
          arn: arn:aws:sqs:eu-west-1:123456789012:orders
          batchSize: 10
`;
    const code =
      "export const handler = async (event) => {\n  return { batchItemFailures: event.Records.map((record) => ({ itemIdentifier: record.messageId })) };\n};\n";
    expect(await suggested({ head: { "serverless.yml": service, "src/orders.mjs": code } }, "partial-batch-returned-not-declared")).toEqual([
      "          batchSize: 10\n          functionResponseType: ReportBatchItemFailures",
    ]);
  });
});

describe("a review", () => {
  const off = (comment: string) => `Resources:
  Orders:
    ${comment}
    Type: AWS::Serverless::Function
    Properties:
      ReservedConcurrentExecutions: 0
`;

  it("lists what the files suppress and notes what does not count", async () => {
    const holding = await reviewed({
      head: { "template.yaml": off("# serverless-reviewer-ignore reserved-concurrency-zero -- reason: off for now") },
    });
    expect(holding.findings.map((finding) => finding.rule)).not.toContain("reserved-concurrency-zero");
    expect(holding.suppressed).toEqual([
      { id: expect.stringMatching(/^f-/), rule: "reserved-concurrency-zero", reason: "off for now", by: "template.yaml:3" },
    ]);
    const broken = await reviewed({ head: { "template.yaml": off("# serverless-reviewer-ignore reserved-concurrency-zero") } });
    expect(broken.findings.map((finding) => finding.rule)).toContain("reserved-concurrency-zero");
    expect(broken.notes).toContainEqual(expect.stringContaining("template.yaml:3: this suppression does not count"));
  });

  it("tells an expired suppression once, although a rule and the search both see it", async () => {
    const { findings } = await reviewed({
      head: { "template.yaml": off("# serverless-reviewer-ignore reserved-concurrency-zero -- reason: off for now until: 2026-01-31") },
    });
    expect(findings.filter((finding) => finding.rule === "suppression-expired")).toHaveLength(1);
  });
});
