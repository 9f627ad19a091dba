/** A task of a service: the resource that Step Functions names, the argument that names the target, and what the role needs. */
export interface TaskKind {
  readonly resource: string;
  readonly argument: string;
  /** The property of the CDK that names the target, and its attribute. */
  readonly property: string;
  readonly attribute: string;
  readonly action: string;
  /** How the ARN for the role's statement is asked for. */
  readonly arn: string;
}

const table = { argument: "TableName", property: "table", attribute: "tableName", arn: "tableArn" } as const;

/** Tasks of `aws-stepfunctions-tasks`, by class (https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html). */
export const taskKinds: ReadonlyMap<string, TaskKind> = new Map<string, TaskKind>([
  [
    "LambdaInvoke",
    {
      resource: "lambda:invoke",
      argument: "FunctionName",
      property: "lambdaFunction",
      attribute: "functionArn",
      action: "lambda:InvokeFunction",
      arn: "functionArn",
    },
  ],
  [
    "SqsSendMessage",
    { resource: "sqs:sendMessage", argument: "QueueUrl", property: "queue", attribute: "queueUrl", action: "sqs:SendMessage", arn: "queueArn" },
  ],
  ["SnsPublish", { resource: "sns:publish", argument: "TopicArn", property: "topic", attribute: "topicArn", action: "sns:Publish", arn: "topicArn" }],
  ["DynamoPutItem", { resource: "dynamodb:putItem", action: "dynamodb:PutItem", ...table }],
  ["DynamoGetItem", { resource: "dynamodb:getItem", action: "dynamodb:GetItem", ...table }],
  ["DynamoUpdateItem", { resource: "dynamodb:updateItem", action: "dynamodb:UpdateItem", ...table }],
  ["DynamoDeleteItem", { resource: "dynamodb:deleteItem", action: "dynamodb:DeleteItem", ...table }],
  [
    "StepFunctionsStartExecution",
    {
      resource: "states:startExecution",
      argument: "StateMachineArn",
      property: "stateMachine",
      attribute: "stateMachineArn",
      action: "states:StartExecution",
      arn: "stateMachineArn",
    },
  ],
]);

/** What `LambdaInvoke` retries unless `retryOnServiceExceptions` is false. */
export const serviceExceptions = [
  "Lambda.ClientExecutionTimeoutException",
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
] as const;
