import type { Side, SyntheticService } from "../synthetic-files.ts";
import { handlerNames, typescriptHandler, typescriptShared } from "./handlers.ts";

/** A service of the Serverless Framework with resources in a file of their own and TypeScript handlers. */
export function serverlessService(folder: string, number: number): SyntheticService {
  return {
    changed: (side) => ({
      [`${folder}/serverless.yml`]: service(number, side),
      [`${folder}/resources.yml`]: resources(side),
      ...Object.fromEntries(handlerNames.map((name) => [`${folder}/src/${name.toLowerCase()}.ts`, typescriptHandler(name, side)])),
    }),
    unchanged: {
      [`${folder}/package.json`]: `{ "name": "service-${number}", "private": true }\n`,
      ...typescriptShared(`${folder}/src`),
    },
  };
}

function service(number: number, side: Side): string {
  return `service: service-${number}
frameworkVersion: "4"
custom:
  stage: \${opt:stage, self:provider.stage}
  table: service-${number}-\${self:custom.stage}-parcels
provider:
  name: aws
  runtime: nodejs22.x
  stage: test
  memorySize: 512
  timeout: ${side === "head" ? 25 : 20}
  logRetentionInDays: 30
  environment:
    TABLE_NAME: \${self:custom.table}
    QUEUE_URL: !Ref Jobs
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [dynamodb:PutItem, dynamodb:GetItem]
          Resource: !GetAtt Parcels.Arn
        - Effect: Allow
          Action: sqs:SendMessage
          Resource: !GetAtt Jobs.Arn
functions:
${handlerNames.map((name, index) => declared(name.toLowerCase(), index)).join("")}resources: \${file(resources.yml)}
`;
}

function declared(name: string, index: number): string {
  const events = [
    `      - httpApi: { method: POST, path: "/${name}/{id}" }`,
    `      - sqs: { arn: !GetAtt Jobs.Arn, batchSize: 10, functionResponseType: ReportBatchItemFailures }`,
    `      - schedule: rate(1 hour)`,
  ];
  return `  ${name}:\n    handler: src/${name}.handler\n    memorySize: ${256 * (1 + (index % 3))}\n    events:\n${events[index % events.length] ?? ""}\n`;
}

function resources(side: Side): string {
  return `Resources:
  Parcels:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: \${self:custom.table}
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: ${side === "head" ? 90 : 180}
      RedrivePolicy: { deadLetterTargetArn: !GetAtt DeadJobs.Arn, maxReceiveCount: 5 }
  DeadJobs: { Type: AWS::SQS::Queue, Properties: { MessageRetentionPeriod: 1209600 } }
`;
}
