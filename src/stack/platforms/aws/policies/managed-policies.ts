/** The actions that a policy managed by AWS allows on every resource. `isComplete` is false where the list holds only the part that is sure. */
export interface ManagedPolicy {
  readonly actions: readonly string[];
  readonly isComplete: boolean;
}

const logging = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
const networking = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:DeleteNetworkInterface",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];
const tracing = [
  "xray:PutTraceSegments",
  "xray:PutTelemetryRecords",
  "xray:GetSamplingRules",
  "xray:GetSamplingTargets",
  "xray:GetSamplingStatisticSummaries",
];

/** From AWS's managed policy reference (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html), 2026. */
const policies: ReadonlyMap<string, readonly string[]> = new Map([
  ["AdministratorAccess", ["*"]],
  ["AWSLambdaBasicExecutionRole", logging],
  ["AWSLambdaVPCAccessExecutionRole", [...logging, ...networking, "ec2:DescribeSecurityGroups", "ec2:DescribeVpcs"]],
  ["AWSLambdaENIManagementAccess", networking],
  ["AWSLambdaSQSQueueExecutionRole", [...logging, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]],
  [
    "AWSLambdaKinesisExecutionRole",
    [
      ...logging,
      "kinesis:DescribeStream",
      "kinesis:DescribeStreamSummary",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
      "kinesis:ListShards",
      "kinesis:ListStreams",
      "kinesis:SubscribeToShard",
    ],
  ],
  [
    "AWSLambdaDynamoDBExecutionRole",
    [...logging, "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
  ],
  [
    "AWSLambdaMSKExecutionRole",
    [
      ...logging,
      ...networking.slice(0, 4),
      "kafka:DescribeCluster",
      "kafka:DescribeClusterV2",
      "kafka:GetBootstrapBrokers",
      "ec2:DescribeVpcs",
      "ec2:DescribeSecurityGroups",
    ],
  ],
  ["AWSLambdaRole", ["lambda:InvokeFunction"]],
  ["AWSXRayDaemonWriteAccess", tracing],
  ["AWSXrayWriteOnlyAccess", tracing],
  ["AWSXrayFullAccess", ["xray:*"]],
  ["CloudWatchLambdaInsightsExecutionRolePolicy", logging],
  ["CloudWatchLambdaApplicationSignalsExecutionRolePolicy", [...logging, "xray:PutTraceSegments"]],
  ["AmazonSQSFullAccess", ["sqs:*"]],
  [
    "AmazonSQSReadOnlyAccess",
    [
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:ListDeadLetterSourceQueues",
      "sqs:ListQueues",
      "sqs:ListMessageMoveTasks",
      "sqs:ListQueueTags",
    ],
  ],
  ["AmazonSNSFullAccess", ["sns:*"]],
  ["AmazonSNSReadOnlyAccess", ["sns:Get*", "sns:List*", "sns:CheckIfPhoneNumberIsOptedOut"]],
  ["AmazonS3FullAccess", ["s3:*", "s3-object-lambda:*"]],
  ["AmazonS3ReadOnlyAccess", ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"]],
  ["AmazonDynamoDBFullAccess", ["dynamodb:*", "dax:*", "application-autoscaling:*", "kinesis:ListStreams", "kinesis:DescribeStream"]],
  ["AmazonDynamoDBFullAccess_v2", ["dynamodb:*", "dax:*", "application-autoscaling:*", "kinesis:ListStreams", "kinesis:DescribeStream"]],
  [
    "AmazonDynamoDBReadOnlyAccess",
    [
      "dynamodb:BatchGetItem",
      "dynamodb:Describe*",
      "dynamodb:List*",
      "dynamodb:GetAbacStatus",
      "dynamodb:GetItem",
      "dynamodb:GetResourcePolicy",
      "dynamodb:Query",
      "dynamodb:Scan",
      "dynamodb:PartiQLSelect",
    ],
  ],
  ["AmazonKinesisFullAccess", ["kinesis:*"]],
  ["AmazonKinesisReadOnlyAccess", ["kinesis:Get*", "kinesis:List*", "kinesis:Describe*"]],
  ["AmazonKinesisFirehoseFullAccess", ["firehose:*"]],
  ["AWSLambda_FullAccess", ["lambda:*", "states:DescribeStateMachine", "states:ListStateMachines", "xray:GetTraceSummaries", "xray:BatchGetTraces"]],
  ["AWSStepFunctionsFullAccess", ["states:*"]],
  ["AmazonEventBridgeFullAccess", ["events:*", "schemas:*", "scheduler:*", "pipes:*"]],
  ["AmazonEventBridgeSchedulerFullAccess", ["scheduler:*"]],
  [
    "AmazonSSMFullAccess",
    ["ssm:*", "cloudwatch:PutMetricData", "ds:CreateComputer", "ds:DescribeDirectories", "ec2:DescribeInstanceStatus", "logs:*"],
  ],
  ["AmazonSSMReadOnlyAccess", ["ssm:Describe*", "ssm:Get*", "ssm:List*"]],
  ["CloudWatchLogsFullAccess", ["logs:*", "cloudwatch:GenerateQuery"]],
  ["AmazonSESFullAccess", ["ses:*"]],
  ["AmazonAPIGatewayInvokeFullAccess", ["execute-api:Invoke", "execute-api:ManageConnections"]],
  ["AmazonAPIGatewayAdministrator", ["apigateway:*"]],
  ["AmazonAPIGatewayPushToCloudWatchLogs", ["logs:Create*", "logs:Describe*", "logs:PutLogEvents", "logs:GetLogEvents", "logs:FilterLogEvents"]],
  ["AmazonTextractFullAccess", ["textract:*"]],
  ["AmazonRekognitionFullAccess", ["rekognition:*"]],
  ["ComprehendFullAccess", ["comprehend:*", "s3:ListAllMyBuckets", "s3:ListBucket", "s3:GetBucketLocation", "iam:ListRoles", "iam:GetRole"]],
  ["TranslateFullAccess", ["translate:*"]],
  ["AmazonPollyFullAccess", ["polly:*"]],
  ["AmazonCognitoPowerUser", ["cognito-identity:*", "cognito-idp:*", "cognito-sync:*"]],
]);

/** Actions that are sure, of policies that allow more besides. */
const partlyKnown: ReadonlyMap<string, readonly string[]> = new Map([
  ["AWSLambdaBasicDurableExecutionRolePolicy", [...logging, "lambda:CheckpointDurableExecution", "lambda:GetDurableExecutionState"]],
  ["SecretsManagerReadWrite", ["secretsmanager:*"]],
  ["AmazonBedrockFullAccess", ["bedrock:*"]],
  [
    "AmazonRDSDataFullAccess",
    ["rds-data:ExecuteStatement", "rds-data:BatchExecuteStatement", "rds-data:BeginTransaction", "rds-data:CommitTransaction"],
  ],
  ["AmazonRDSFullAccess", ["rds:*"]],
  ["CloudWatchFullAccess", ["cloudwatch:*", "logs:*", "sns:*"]],
  ["CloudWatchFullAccessV2", ["cloudwatch:*", "logs:*"]],
  ["AmazonAthenaFullAccess", ["athena:*"]],
]);

/** What a policy of AWS allows, by the policy's name; undefined where the name is none that we know. */
export function managedPolicy(name: string): ManagedPolicy | undefined {
  const actions = policies.get(name);
  if (actions !== undefined) return { actions, isComplete: true };
  const sure = partlyKnown.get(name) ?? fullAccessOf(name);
  return sure && { actions: sure, isComplete: false };
}

/** "AmazonXFullAccess" allows every action of X where X is spelled as IAM spells the service. */
function fullAccessOf(name: string): readonly string[] | undefined {
  const service = /^(?:Amazon|AWS)([A-Za-z0-9]+?)_?FullAccess$/.exec(name)?.[1]?.toLowerCase();
  return service === undefined ? undefined : [`${service}:*`];
}
