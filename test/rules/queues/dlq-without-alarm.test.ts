import { describe, expect, it } from "vitest";
import { failurePathRemovedInDiff } from "../../../src/rules/changes/failure-path-removed-in-diff.ts";
import { dlqWithoutAlarm } from "../../../src/rules/queues/dlq-without-alarm.ts";
import { reviewExample } from "../../support/review-example.ts";

const template = (queue: string, watched = "", orders = "Orders") => `
Resources:
  ${queue}:
    Type: AWS::SQS::Queue
  Other:
    Type: AWS::SQS::Queue
  ${orders}:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: { deadLetterTargetArn: !GetAtt ${queue}.Arn, maxReceiveCount: 5 }
${
  watched === ""
    ? ""
    : `  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{ Name: QueueName, Value: !GetAtt ${watched}.QueueName }]
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      Threshold: 0
`
}`;

async function said(base: string, head: string) {
  const { findings } = await reviewExample({ base: { "template.yaml": base }, head: { "template.yaml": head } }, [
    dlqWithoutAlarm,
    failurePathRemovedInDiff,
  ]);
  return findings.map(({ rule, resource }) => `${rule} ${resource}`);
}

describe("a dead-letter queue without an alarm", () => {
  it("is told once where the change takes the alarm away", async () => {
    expect(await said(template("Lost", "Lost"), template("Lost"))).toEqual(["failure-path-removed-in-diff aws:queue:Lost"]);
  });

  it("is told where the alarm stays and watches another queue", async () => {
    expect(await said(template("Lost", "Lost"), template("Lost", "Other"))).toEqual(["dlq-without-alarm aws:queue:Lost"]);
  });

  it("is background where it was so before", async () => {
    expect(await said(template("Lost"), template("Lost", "", "Bookings"))).toEqual([]);
  });
});
