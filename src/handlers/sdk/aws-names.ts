/** IAM prefixes of services whose SDK name is another one, by the SDK's name without signs. Source: the service authorization reference, https://docs.aws.amazon.com/service-authorization/latest/reference/ */
const prefixes: ReadonlyMap<string, string> = new Map([
  ["sfn", "states"],
  ["stepfunctions", "states"],
  ["eventbridge", "events"],
  ["cloudwatchevents", "events"],
  ["cloudwatchlogs", "logs"],
  ["cognitoidentityprovider", "cognito-idp"],
  ["cognitoidentityserviceprovider", "cognito-idp"],
  ["cognitoidp", "cognito-idp"],
  ["cognitoidentity", "cognito-identity"],
  ["simplenotificationservice", "sns"],
  ["simplesystemsmanagement", "ssm"],
  ["simpleemail", "ses"],
  ["simpleemailv2", "ses"],
  ["sesv2", "ses"],
  ["pinpointemail", "ses"],
  ["keymanagementservice", "kms"],
  ["securitytoken", "sts"],
  ["securitytokenservice", "sts"],
  ["dynamodbv2", "dynamodb"],
  ["dynamodbdocument", "dynamodb"],
  ["rdsdata", "rds-data"],
  ["rdsdataservice", "rds-data"],
  ["apigatewaymanagementapi", "execute-api"],
  ["bedrockruntime", "bedrock"],
  ["bedrockagentruntime", "bedrock"],
  ["costexplorer", "ce"],
  ["resourcegroupstaggingapi", "tag"],
  ["resourcegroupstagging", "tag"],
  ["applicationautoscaling", "application-autoscaling"],
  ["elasticloadbalancingv2", "elasticloadbalancing"],
  ["elbv2", "elasticloadbalancing"],
  ["opensearch", "es"],
  ["iotdataplane", "iotdata"],
  ["iotdata", "iotdata"],
  ["elastictranscoder", "elastictranscoder"],
  ["identitymanagement", "iam"],
  ["mediaconvert", "mediaconvert"],
  ["cloudwatchrum", "rum"],
  ["appconfigdata", "appconfig"],
  ["schemas", "schemas"],
  ["redshiftdata", "redshift-data"],
  ["timestreamwrite", "timestream"],
  ["timestreamquery", "timestream"],
  ["locationservice", "geo"],
  ["location", "geo"],
]);

/** IAM actions whose API operation has another name, by `service:Operation`. */
const actions: ReadonlyMap<string, string> = new Map([
  ["s3:HeadObject", "GetObject"],
  ["s3:SelectObjectContent", "GetObject"],
  ["s3:ListObjects", "ListBucket"],
  ["s3:ListObjectsV2", "ListBucket"],
  ["s3:HeadBucket", "ListBucket"],
  ["s3:ListBuckets", "ListAllMyBuckets"],
  ["s3:ListObjectVersions", "ListBucketVersions"],
  ["s3:CopyObject", "PutObject"],
  ["s3:CreateMultipartUpload", "PutObject"],
  ["s3:UploadPart", "PutObject"],
  ["s3:UploadPartCopy", "PutObject"],
  ["s3:CompleteMultipartUpload", "PutObject"],
  ["s3:Upload", "PutObject"],
  ["s3:UploadFile", "PutObject"],
  ["s3:UploadFileobj", "PutObject"],
  ["s3:DownloadFile", "GetObject"],
  ["s3:DownloadFileobj", "GetObject"],
  ["s3:Copy", "PutObject"],
  ["s3:DeleteObjects", "DeleteObject"],
  ["s3:PutBucketNotificationConfiguration", "PutBucketNotification"],
  ["s3:GetBucketNotificationConfiguration", "GetBucketNotification"],
  ["s3:PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"],
  ["s3:GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"],
  ["sqs:SendMessageBatch", "SendMessage"],
  ["sqs:DeleteMessageBatch", "DeleteMessage"],
  ["sqs:ChangeMessageVisibilityBatch", "ChangeMessageVisibility"],
  ["sns:PublishBatch", "Publish"],
  ["lambda:Invoke", "InvokeFunction"],
  ["lambda:InvokeAsync", "InvokeFunction"],
  ["lambda:InvokeWithResponseStream", "InvokeFunction"],
  ["dynamodb:TransactGetItems", "GetItem"],
  ["dynamodb:TransactGet", "GetItem"],
  ["execute-api:PostToConnection", "ManageConnections"],
  ["execute-api:DeleteConnection", "ManageConnections"],
  ["execute-api:GetConnection", "ManageConnections"],
  ["bedrock:Converse", "InvokeModel"],
  ["bedrock:ConverseStream", "InvokeModelWithResponseStream"],
  ["events:TestEventPattern", "TestEventPattern"],
]);

/** Methods of the DynamoDB document clients, which are shorter than the API's names. */
const documentMethods: ReadonlyMap<string, string> = new Map([
  ["Get", "GetItem"],
  ["Put", "PutItem"],
  ["Update", "UpdateItem"],
  ["Delete", "DeleteItem"],
  ["BatchGet", "BatchGetItem"],
  ["BatchWrite", "BatchWriteItem"],
  ["TransactGet", "TransactGetItems"],
  ["TransactWrite", "TransactWriteItems"],
]);

/** The IAM prefix of a service by any SDK's name for it: `client-sfn`, `StepFunctions`, `dynamodbv2`. */
export function iamService(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/^client-/u, "")
    .replaceAll(/[^a-z0-9]/gu, "");
  return prefixes.get(plain) ?? plain;
}

/** The API's name of an operation: `put_object`, `putObject`, `PutAsync` of a document client. */
export function operationName(service: string, method: string): string {
  const pascal = method
    .replace(/Async$/u, "")
    .split("_")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
  return service === "dynamodb" ? (documentMethods.get(pascal) ?? pascal) : pascal;
}

/** The IAM action that an operation needs. */
export function iamAction(service: string, operation: string): string {
  return actions.get(`${service}:${operation}`) ?? operation;
}

/** The parameters that name what an operation acts on, by IAM prefix. */
export const targetParameters: ReadonlyMap<string, readonly string[]> = new Map([
  ["dynamodb", ["TableName"]],
  ["sqs", ["QueueUrl"]],
  ["s3", ["Bucket"]],
  ["sns", ["TopicArn", "TargetArn"]],
  ["lambda", ["FunctionName"]],
  ["states", ["stateMachineArn", "StateMachineArn"]],
  ["secretsmanager", ["SecretId"]],
  ["events", ["EventBusName"]],
  ["kinesis", ["StreamName", "StreamARN"]],
  ["firehose", ["DeliveryStreamName"]],
  ["ssm", ["Name", "Names", "Path"]],
  ["kms", ["KeyId"]],
  ["cognito-idp", ["UserPoolId"]],
  ["rds-data", ["resourceArn", "ResourceArn"]],
  ["bedrock", ["modelId", "ModelId"]],
  ["logs", ["logGroupName", "LogGroupName"]],
  ["scheduler", ["Name"]],
]);
