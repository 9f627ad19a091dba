import { describe, expect, it } from "vitest";
import { sqsNoDlq } from "../../../src/rules/queues/sqs-no-dlq.ts";
import { reviewExample } from "../../support/review-example.ts";

const redrive = "      RedrivePolicy: { deadLetterTargetArn: arn:aws:sqs:eu-west-1:123456789012:lost, maxReceiveCount: 5 }\n";
const template = (queue: string, consumer = true, event = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
${queue}  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
${consumer ? `      Events:\n        Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn${event} } }\n` : ""}`;

async function said(base: string, head: string) {
  const { findings } = await reviewExample({ base: { "template.yaml": base }, head: { "template.yaml": head } }, [sqsNoDlq]);
  return findings.map((finding) => finding.resource);
}

describe("a queue without a dead-letter queue", () => {
  it("is told when its consumer comes with the change", async () => {
    expect(await said(template("", false), template(""))).toEqual(["aws:queue:Orders"]);
  });

  it("is background where it was so before", async () => {
    expect(await said(template(""), template("      VisibilityTimeout: 60\n"))).toEqual([]);
  });

  it("is left to the rule for removed failure paths where the change took the dead-letter queue away", async () => {
    expect(await said(template(redrive), template(""))).toEqual([]);
  });

  it("is silent where the consumer is switched off or may be", async () => {
    expect(await said(template("", false), template("", true, ", Enabled: false"))).toEqual([]);
    expect(await said(template("", false), template("", true, ", Enabled: !Ref On"))).toEqual([]);
  });

  it("says what a FIFO queue holds up, and nothing of batches where single failures are reported", async () => {
    const head = template("      FifoQueue: true\n", true, ", FunctionResponseTypes: [ReportBatchItemFailures]");
    const { findings } = await reviewExample({ head: { "template.yaml": head } }, [sqsNoDlq]);
    expect(findings.map(({ why }) => why)).toEqual([expect.stringContaining("message group")]);
    expect(findings[0]?.why).not.toContain("batch");
  });
});
