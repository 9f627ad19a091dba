import type { Side, SyntheticService } from "../synthetic-files.ts";
import { handlerNames, typescriptHandler, typescriptShared } from "./handlers.ts";

/** A SAM template with a state machine in a file of its own and TypeScript handlers. */
export function samService(folder: string, number: number): SyntheticService {
  return {
    changed: (side) => ({
      [`${folder}/template.yaml`]: template(number, side),
      [`${folder}/flow.asl.json`]: definition(side),
      ...Object.fromEntries(handlerNames.map((name) => [`${folder}/src/${name.toLowerCase()}.ts`, typescriptHandler(name, side)])),
    }),
    unchanged: {
      [`${folder}/package.json`]: `{ "name": "service-${number}", "private": true }\n`,
      ...typescriptShared(`${folder}/src`),
    },
  };
}

function template(number: number, side: Side): string {
  const timeout = side === "head" ? 45 : 20;
  return `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Description: Service ${number}
Parameters:
  Stage: { Type: String, Default: test }
Globals:
  Function:
    Runtime: nodejs22.x
    MemorySize: 512
    Timeout: ${timeout}
    Tracing: Active
    Environment:
      Variables:
        TABLE_NAME: !Ref Parcels
        QUEUE_URL: !Ref Jobs
        STAGE: !Sub "\${Stage}-${number}"
Resources:
  Parcels:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      StreamSpecification: { StreamViewType: NEW_IMAGE }
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 300
      RedrivePolicy: { deadLetterTargetArn: !GetAtt DeadJobs.Arn, maxReceiveCount: ${side === "head" ? 4 : 5} }
  DeadJobs:
    Type: AWS::SQS::Queue
    Properties: { MessageRetentionPeriod: 1209600 }
  DeadJobsAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{ Name: QueueName, Value: !GetAtt DeadJobs.QueueName }]
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
      AlarmActions: [!Ref Alerts]
  Alerts: { Type: AWS::SNS::Topic }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flow.asl.json
      DefinitionSubstitutions:
${handlerNames.map((name) => `        ${name}Arn: !GetAtt ${name}.Arn`).join("\n")}
      Policies:
${handlerNames.map((name) => `        - LambdaInvokePolicy: { FunctionName: !Ref ${name} }`).join("\n")}
${handlerNames.map((name, index) => samFunction(name, index)).join("")}Outputs:
  TableName: { Value: !Ref Parcels }
`;
}

function samFunction(name: string, index: number): string {
  const events = [
    `        Call: { Type: Api, Properties: { Path: "/${name.toLowerCase()}/{id}", Method: post } }`,
    `        Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn, BatchSize: 10, FunctionResponseTypes: [ReportBatchItemFailures] } }`,
    `        Rows: { Type: DynamoDB, Properties: { Stream: !GetAtt Parcels.StreamArn, StartingPosition: LATEST, MaximumRetryAttempts: 3 } }`,
    `        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }`,
  ];
  return `  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: ${name.toLowerCase()}.handler
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref Parcels }
        - SQSSendMessagePolicy: { QueueName: !GetAtt Jobs.QueueName }
        - Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Action: [s3:GetObject, s3:ListBucket]
              Resource: !Sub "arn:\${AWS::Partition}:s3:::parcels-\${Stage}/*"
      Events:
${events[index % events.length] ?? ""}
  ${name}Logs:
    Type: AWS::Logs::LogGroup
    Properties: { LogGroupName: !Sub "/aws/lambda/\${${name}}", RetentionInDays: 30 }
`;
}

function definition(side: Side): string {
  const states = handlerNames.map((name, index) => {
    const next = handlerNames[index + 1];
    return [
      name,
      {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: `\${${name}Arn}`, "Payload.$": "$" },
        TimeoutSeconds: side === "head" ? 60 : 30,
        Retry: [{ ErrorEquals: ["Lambda.ServiceException", "Lambda.TooManyRequestsException"], IntervalSeconds: 2, MaxAttempts: 4, BackoffRate: 2 }],
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Failed" }],
        ...(next === undefined ? { End: true } : { Next: next }),
      },
    ];
  });
  return `${JSON.stringify({ StartAt: handlerNames[0], States: { ...Object.fromEntries(states), Failed: { Type: "Fail", Error: "ParcelFailed" } } }, null, 2)}\n`;
}
