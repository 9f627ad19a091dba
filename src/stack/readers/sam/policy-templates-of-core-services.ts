import type { TemplateGrant } from "./policy-templates.ts";

/** SAM policy templates of the services that serverless systems are made of. */
export const policyTemplatesOfCoreServices: Readonly<Record<string, readonly TemplateGrant[]>> = {
  AWSSecretsManagerGetSecretValuePolicy: [{ service: "secretsmanager", actions: "GetSecretValue", resources: ["{SecretArn}"] }],
  AWSSecretsManagerRotationPolicy: [
    {
      service: "secretsmanager",
      actions: "DescribeSecret GetSecretValue PutSecretValue UpdateSecretVersionStage",
      resources: ["secret:*"],
      when: { key: "secretsmanager:resource/AllowRotationLambdaArn", service: "lambda", tail: "function:{FunctionName}" },
    },
    { service: "secretsmanager", actions: "GetRandomPassword", resources: ["*"] },
  ],
  CloudWatchDashboardPolicy: [{ service: "cloudwatch", actions: "GetDashboard ListDashboards PutDashboard ListMetrics", resources: ["*"] }],
  CloudWatchDescribeAlarmHistoryPolicy: [{ service: "cloudwatch", actions: "DescribeAlarmHistory", resources: ["*"] }],
  CloudWatchPutMetricPolicy: [{ service: "cloudwatch", actions: "PutMetricData", resources: ["*"] }],
  DynamoDBBackupFullAccessPolicy: [
    { service: "dynamodb", actions: "CreateBackup DescribeContinuousBackups", resources: ["table/{TableName}"] },
    { service: "dynamodb", actions: "DeleteBackup DescribeBackup ListBackups", resources: ["table/{TableName}/backup/*"] },
  ],
  DynamoDBCrudPolicy: [
    {
      service: "dynamodb",
      actions: "GetItem DeleteItem PutItem Scan Query UpdateItem BatchWriteItem BatchGetItem DescribeTable ConditionCheckItem",
      resources: ["table/{TableName}", "table/{TableName}/index/*"],
    },
  ],
  DynamoDBReadPolicy: [
    { service: "dynamodb", actions: "GetItem Scan Query BatchGetItem DescribeTable", resources: ["table/{TableName}", "table/{TableName}/index/*"] },
  ],
  DynamoDBReconfigurePolicy: [{ service: "dynamodb", actions: "UpdateTable", resources: ["table/{TableName}"] }],
  DynamoDBRestoreFromBackupPolicy: [
    { service: "dynamodb", actions: "RestoreTableFromBackup", resources: ["table/{TableName}/backup/*"] },
    { service: "dynamodb", actions: "PutItem UpdateItem DeleteItem GetItem Query Scan BatchWriteItem", resources: ["table/{TableName}"] },
  ],
  DynamoDBStreamReadPolicy: [
    { service: "dynamodb", actions: "DescribeStream GetRecords GetShardIterator", resources: ["table/{TableName}/stream/{StreamName}"] },
    { service: "dynamodb", actions: "ListStreams", resources: ["table/{TableName}/stream/*"] },
  ],
  DynamoDBWritePolicy: [
    { service: "dynamodb", actions: "PutItem UpdateItem BatchWriteItem", resources: ["table/{TableName}", "table/{TableName}/index/*"] },
  ],
  EventBridgePutEventsPolicy: [{ service: "events", actions: "PutEvents", resources: ["event-bus/{EventBusName}"] }],
  FilterLogEventsPolicy: [{ service: "logs", actions: "FilterLogEvents", resources: ["log-group:{LogGroupName}:log-stream:*"] }],
  FirehoseCrudPolicy: [
    {
      service: "firehose",
      actions: "CreateDeliveryStream DeleteDeliveryStream DescribeDeliveryStream PutRecord PutRecordBatch UpdateDestination",
      resources: ["deliverystream/{DeliveryStreamName}"],
    },
  ],
  FirehoseWritePolicy: [{ service: "firehose", actions: "PutRecord PutRecordBatch", resources: ["deliverystream/{DeliveryStreamName}"] }],
  KMSDecryptPolicy: [{ service: "kms", actions: "Decrypt", resources: ["key/{KeyId}"] }],
  KMSEncryptPolicy: [{ service: "kms", actions: "Encrypt", resources: ["key/{KeyId}"] }],
  KMSEncryptPolicy_v2: [
    {
      service: "kms",
      actions: "Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext",
      resources: ["key/{KeyId}"],
    },
  ],
  KinesisCrudPolicy: [
    {
      service: "kinesis",
      actions:
        "AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DescribeStream DescribeStreamSummary GetShardIterator IncreaseStreamRetentionPeriod ListTagsForStream MergeShards PutRecord PutRecords SplitShard RemoveTagsFromStream",
      resources: ["stream/{StreamName}"],
    },
  ],
  KinesisStreamReadPolicy: [
    { service: "kinesis", actions: "ListStreams DescribeLimits", resources: ["stream/*"] },
    { service: "kinesis", actions: "DescribeStream DescribeStreamSummary GetRecords GetShardIterator", resources: ["stream/{StreamName}"] },
  ],
  LambdaInvokePolicy: [{ service: "lambda", actions: "InvokeFunction", resources: ["function:{FunctionName}*"] }],
  S3CrudPolicy: [
    {
      service: "s3",
      actions:
        "GetObject ListBucket GetBucketLocation GetObjectVersion PutObject PutObjectAcl GetLifecycleConfiguration PutLifecycleConfiguration DeleteObject",
      resources: [":::{BucketName}", ":::{BucketName}/*"],
    },
  ],
  S3FullAccessPolicy: [
    {
      service: "s3",
      actions:
        "GetObject GetObjectAcl GetObjectVersion PutObject PutObjectAcl DeleteObject DeleteObjectTagging DeleteObjectVersionTagging GetObjectTagging GetObjectVersionTagging PutObjectTagging PutObjectVersionTagging",
      resources: [":::{BucketName}/*"],
    },
    { service: "s3", actions: "ListBucket GetBucketLocation GetLifecycleConfiguration PutLifecycleConfiguration", resources: [":::{BucketName}"] },
  ],
  S3ReadPolicy: [
    {
      service: "s3",
      actions: "GetObject ListBucket GetBucketLocation GetObjectVersion GetLifecycleConfiguration",
      resources: [":::{BucketName}", ":::{BucketName}/*"],
    },
  ],
  S3WritePolicy: [
    { service: "s3", actions: "PutObject PutObjectAcl PutLifecycleConfiguration", resources: [":::{BucketName}", ":::{BucketName}/*"] },
  ],
  SESBulkTemplatedCrudPolicy: [
    {
      service: "ses",
      actions: "GetIdentityVerificationAttributes SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail VerifyEmailIdentity",
      resources: ["identity/{IdentityName}"],
    },
  ],
  SESBulkTemplatedCrudPolicy_v2: [
    {
      service: "ses",
      actions: "SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail",
      resources: ["identity/{IdentityName}", "template/{TemplateName}"],
    },
    { service: "ses", actions: "GetIdentityVerificationAttributes VerifyEmailIdentity", resources: ["*"] },
  ],
  SESCrudPolicy: [
    {
      service: "ses",
      actions: "GetIdentityVerificationAttributes SendEmail SendRawEmail VerifyEmailIdentity",
      resources: ["identity/{IdentityName}"],
    },
  ],
  SESEmailTemplateCrudPolicy: [
    { service: "ses", actions: "CreateTemplate GetTemplate ListTemplates UpdateTemplate DeleteTemplate TestRenderTemplate", resources: ["*"] },
  ],
  SESSendBouncePolicy: [{ service: "ses", actions: "SendBounce", resources: ["identity/{IdentityName}"] }],
  SNSCrudPolicy: [
    { service: "sns", actions: "ListSubscriptionsByTopic CreateTopic SetTopicAttributes Subscribe Publish", resources: ["{TopicName}*"] },
  ],
  SNSPublishMessagePolicy: [{ service: "sns", actions: "Publish", resources: ["{TopicName}"] }],
  SQSPollerPolicy: [
    {
      service: "sqs",
      actions: "ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch GetQueueAttributes ReceiveMessage",
      resources: ["{QueueName}"],
    },
  ],
  SQSSendMessagePolicy: [{ service: "sqs", actions: "SendMessage*", resources: ["{QueueName}"] }],
  SSMParameterReadPolicy: [
    { service: "ssm", actions: "DescribeParameters", resources: ["*"] },
    { service: "ssm", actions: "GetParameters GetParameter GetParametersByPath", resources: ["parameter/{ParameterName}"] },
  ],
  SSMParameterWithSlashPrefixReadPolicy: [
    { service: "ssm", actions: "DescribeParameters", resources: ["*"] },
    { service: "ssm", actions: "GetParameters GetParameter GetParametersByPath", resources: ["parameter{ParameterName}"] },
  ],
  StepFunctionsCallbackPolicy: [
    { service: "states", actions: "SendTaskFailure SendTaskHeartbeat SendTaskSuccess", resources: ["stateMachine:{StateMachineName}"] },
  ],
  StepFunctionsExecutionPolicy: [{ service: "states", actions: "StartExecution", resources: ["stateMachine:{StateMachineName}"] }],
  StepFunctionsExecutionPolicy_v2: [
    { service: "states", actions: "StartExecution StartSyncExecution", resources: ["stateMachine:{StateMachineName}"] },
  ],
};
