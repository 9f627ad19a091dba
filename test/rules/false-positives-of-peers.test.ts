import { describe, expect, it } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { selectRules } from "../../src/rules/select-rules.ts";
import { reviewExample } from "../support/review-example.ts";

/** A function behind a queue as AWS recommends it: redrive policy and alarm, no destination on the mapping, no VPC, no reserved concurrency, no keys of its own. */
const consumer = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Failed:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  FailedAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{ Name: QueueName, Value: !GetAtt Failed.QueueName }]
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      Period: 60
      Statistic: Maximum
      Threshold: 0
      AlarmActions: ["arn:aws:sns:eu-west-1:123456789012:on-call"]
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
        maxReceiveCount: 5
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 30
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
            BatchSize: 1
`;

const api = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: AWS_IAM
  Order:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 10
      Events:
        Create:
          Type: Api
          Properties:
            RestApiId: !Ref Shop
            Method: POST
            Path: /orders
`;

const stores = `
resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_sns_topic" "news" {
  name = "news"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_cloudwatch_log_group" "audit" {
  name              = "audit"
  retention_in_days = 30
}
`;

/** The queue is named where the dead letters come from, in another template, by a text. */
const deadLettersByName = {
  "queues.yaml": `
Resources:
  Failed:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders-failed
      MessageRetentionPeriod: 1209600
  FailedAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{ Name: QueueName, Value: orders-failed }]
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      Period: 60
      Statistic: Maximum
      Threshold: 0
      AlarmActions: ["arn:aws:sns:eu-west-1:123456789012:on-call"]
`,
  "orders.yaml": `
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !Sub "arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:orders-failed"
        maxReceiveCount: 5
`,
};

async function told(head: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings, notes } = await reviewExample({ head }, selectRules(rules, "default", new Map()));
  expect(notes).toEqual([]);
  return findings.map(({ rule, what }) => `${rule}: ${what}`);
}

describe("what other tools are known to report wrongly stays unsaid", () => {
  it("a queue's event source mapping without an on-failure destination: the queue's redrive policy does that", async () => {
    expect(await told({ "template.yaml": consumer })).toEqual([]);
  });

  it("a function that nobody invokes asynchronously without a dead-letter queue, outside of a VPC, without reserved concurrency, on a runtime that is supported but not the newest", async () => {
    expect(await told({ "template.yaml": api })).toEqual([]);
  });

  it("a REST API without cache, private endpoint, API key and client certificate", async () => {
    expect(
      await told({ "template.yaml": api.replace("StageName: live", "StageName: live\n      EndpointConfiguration: { Type: REGIONAL }") }),
    ).toEqual([]);
  });

  it("queues, topics, tables and log groups without a key of the customer: they are encrypted anyway", async () => {
    expect(await told({ "main.tf": stores })).toEqual([]);
  });

  it("a dead-letter queue without a dead-letter queue, also where only its name says that it is one", async () => {
    expect(await told(deadLettersByName)).toEqual([]);
  });
});
