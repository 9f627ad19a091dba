/** Which part of a resource a grant speaks of: itself, what is inside (objects, indexes), a stream, or everything. */
export type GrantedPart = "self" | "objects" | "indexes" | "qualified" | "stream" | "all" | "executions";

export interface GrantedActions {
  readonly actions: readonly string[];
  readonly on: readonly GrantedPart[];
}

const readTable = ["BatchGetItem", "Query", "GetItem", "Scan", "ConditionCheckItem", "GetRecords", "GetShardIterator", "DescribeTable"];
const writeTable = ["BatchWriteItem", "PutItem", "UpdateItem", "DeleteItem", "DescribeTable"];
const readObjects = ["GetObject*", "GetBucket*", "List*"];
const putObjects = ["PutObject", "PutObjectLegalHold", "PutObjectRetention", "PutObjectTagging", "PutObjectVersionTagging", "Abort*"];
const writeObjects = ["DeleteObject*", ...putObjects];
const readStream = [
  "DescribeStreamSummary",
  "GetRecords",
  "GetShardIterator",
  "ListShards",
  "SubscribeToShard",
  "DescribeStream",
  "ListStreams",
  "DescribeStreamConsumer",
];
const writeStream = ["ListShards", "PutRecord", "PutRecords"];

function of(service: string, actions: readonly string[], on: readonly GrantedPart[] = ["self"]): GrantedActions {
  return { actions: actions.map((action) => `${service}:${action}`), on };
}

type Grants = Readonly<Record<string, readonly GrantedActions[]>>;

const table: Grants = {
  grantReadData: [of("dynamodb", readTable, ["self", "indexes"])],
  grantWriteData: [of("dynamodb", writeTable, ["self", "indexes"])],
  grantReadWriteData: [of("dynamodb", [...new Set([...readTable, ...writeTable])], ["self", "indexes"])],
  grantFullAccess: [of("dynamodb", ["*"], ["self", "indexes"])],
  grantStreamRead: [of("dynamodb", ["DescribeStream", "GetRecords", "GetShardIterator"], ["stream"]), of("dynamodb", ["ListStreams"], ["all"])],
  grantTableListStreams: [of("dynamodb", ["ListStreams"], ["all"])],
};

/** What each grant of the CDK allows (packages/aws-cdk-lib of https://github.com/aws/aws-cdk, 2.2xx), by the type that it is called on. */
const grants: ReadonlyMap<string, Grants> = new Map<string, Grants>([
  ["aws-dynamodb.Table", table],
  ["aws-dynamodb.TableV2", table],
  [
    "aws-s3.Bucket",
    {
      grantRead: [of("s3", readObjects, ["self", "objects"])],
      grantWrite: [of("s3", writeObjects, ["self", "objects"])],
      grantReadWrite: [of("s3", [...readObjects, ...writeObjects], ["self", "objects"])],
      grantPut: [of("s3", putObjects, ["objects"])],
      grantPutAcl: [of("s3", ["PutObjectAcl", "PutObjectVersionAcl"], ["objects"])],
      grantDelete: [of("s3", ["DeleteObject*"], ["objects"])],
    },
  ],
  [
    "aws-sqs.Queue",
    {
      grantSendMessages: [of("sqs", ["SendMessage", "GetQueueAttributes", "GetQueueUrl"])],
      grantConsumeMessages: [of("sqs", ["ReceiveMessage", "ChangeMessageVisibility", "GetQueueUrl", "DeleteMessage", "GetQueueAttributes"])],
      grantPurge: [of("sqs", ["PurgeQueue", "GetQueueAttributes", "GetQueueUrl"])],
    },
  ],
  ["aws-sns.Topic", { grantPublish: [of("sns", ["Publish"])], grantSubscribe: [of("sns", ["Subscribe"])] }],
  [
    "aws-secretsmanager.Secret",
    {
      grantRead: [of("secretsmanager", ["GetSecretValue", "DescribeSecret"])],
      grantWrite: [of("secretsmanager", ["PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage"])],
    },
  ],
  [
    "aws-ssm.StringParameter",
    {
      grantRead: [of("ssm", ["DescribeParameters", "GetParameters", "GetParameter", "GetParameterHistory"])],
      grantWrite: [of("ssm", ["PutParameter"])],
    },
  ],
  [
    "aws-kms.Key",
    {
      grantDecrypt: [of("kms", ["Decrypt"])],
      grantEncrypt: [of("kms", ["Encrypt", "ReEncrypt*", "GenerateDataKey*"])],
      grantEncryptDecrypt: [of("kms", ["Decrypt", "Encrypt", "ReEncrypt*", "GenerateDataKey*"])],
      grantSign: [of("kms", ["Sign"])],
      grantVerify: [of("kms", ["Verify"])],
      grantSignVerify: [of("kms", ["Sign", "Verify"])],
      grantGenerateMac: [of("kms", ["GenerateMac"])],
      grantVerifyMac: [of("kms", ["VerifyMac"])],
    },
  ],
  ["aws-events.EventBus", { grantPutEventsTo: [of("events", ["PutEvents"])], grantAllPutEvents: [of("events", ["PutEvents"], ["all"])] }],
  [
    "aws-stepfunctions.StateMachine",
    {
      grantStartExecution: [of("states", ["StartExecution"])],
      grantStartSyncExecution: [of("states", ["StartSyncExecution"])],
      grantRedriveExecution: [of("states", ["RedriveExecution"], ["executions"])],
      grantTaskResponse: [of("states", ["SendTaskSuccess", "SendTaskFailure", "SendTaskHeartbeat"])],
      grantRead: [
        of("states", ["ListExecutions", "ListStateMachines"]),
        of("states", ["DescribeExecution", "DescribeStateMachineForExecution", "GetExecutionHistory"], ["executions"]),
        of("states", ["ListActivities", "DescribeStateMachine", "DescribeActivity"], ["all"]),
      ],
    },
  ],
  [
    "aws-lambda.Function",
    {
      grantInvoke: [of("lambda", ["InvokeFunction"], ["self", "qualified"])],
      grantInvokeLatestVersion: [of("lambda", ["InvokeFunction"])],
      grantInvokeVersion: [of("lambda", ["InvokeFunction"], ["qualified"])],
      grantInvokeUrl: [of("lambda", ["InvokeFunctionUrl", "InvokeFunction"])],
      grantInvokeCompositePrincipal: [of("lambda", ["InvokeFunction"], ["self", "qualified"])],
    },
  ],
  [
    "aws-kinesis.Stream",
    {
      grantRead: [of("kinesis", readStream)],
      grantWrite: [of("kinesis", writeStream)],
      grantReadWrite: [of("kinesis", [...new Set([...readStream, ...writeStream])])],
    },
  ],
  ["aws-kinesisfirehose.DeliveryStream", { grantPutRecords: [of("firehose", ["PutRecord", "PutRecordBatch"])] }],
  [
    "aws-logs.LogGroup",
    {
      grantWrite: [of("logs", ["CreateLogStream", "PutLogEvents"])],
      grantRead: [of("logs", ["FilterLogEvents", "GetLogEvents", "GetLogGroupFields", "DescribeLogGroups", "DescribeLogStreams"])],
    },
  ],
]);

/** What a grant allows; undefined for grants that are not listed. */
export function grantedActions(type: string, method: string): readonly GrantedActions[] | undefined {
  return grants.get(type)?.[method];
}
