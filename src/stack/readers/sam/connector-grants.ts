/** What a connector lets the source's role do, by the destination's type and the permission asked for. */
export interface ConnectorGrant {
  readonly permission: "Read" | "Write";
  readonly actions: readonly string[];
  /** What follows the destination's ARN; "execution" stands for the executions of a state machine. */
  readonly resources: readonly string[];
}

const read = (actions: string, ...resources: readonly string[]): ConnectorGrant => grant("Read", actions, resources);
const write = (actions: string, ...resources: readonly string[]): ConnectorGrant => grant("Write", actions, resources);

function grant(permission: ConnectorGrant["permission"], actions: string, resources: readonly string[]): ConnectorGrant {
  const [service = "", ...names] = actions.split(/[ :]/);
  return { permission, actions: names.map((name) => `${service}:${name}`), resources: resources.length === 0 ? [""] : resources };
}

/** Grants to a function's or state machine's role. Source: the connector profiles of the SAM translator. */
const grantsToSource = new Map<string, readonly ConnectorGrant[]>([
  ["AWS::Lambda::Function", [write("lambda:InvokeFunction InvokeAsync")]],
  [
    "AWS::S3::Bucket",
    [
      read(
        "s3:GetObject GetObjectAcl GetObjectLegalHold GetObjectRetention GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionForReplication GetObjectVersionTorrent ListBucket ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts",
        "",
        "/*",
      ),
      write("s3:AbortMultipartUpload DeleteObject DeleteObjectVersion PutObject PutObjectLegalHold PutObjectRetention RestoreObject", "", "/*"),
    ],
  ],
  [
    "AWS::DynamoDB::Table",
    [
      read("dynamodb:GetItem Query Scan BatchGetItem ConditionCheckItem PartiQLSelect", "", "/index/*"),
      write("dynamodb:PutItem UpdateItem DeleteItem BatchWriteItem PartiQLDelete PartiQLInsert PartiQLUpdate", "", "/index/*"),
    ],
  ],
  ["AWS::SQS::Queue", [read("sqs:ReceiveMessage GetQueueAttributes"), write("sqs:DeleteMessage SendMessage ChangeMessageVisibility PurgeQueue")]],
  ["AWS::SNS::Topic", [write("sns:Publish")]],
  ["AWS::Events::EventBus", [write("events:PutEvents")]],
  [
    "AWS::StepFunctions::StateMachine",
    [
      read("states:DescribeStateMachine ListExecutions"),
      read("states:DescribeExecution DescribeStateMachineForExecution GetExecutionHistory", "execution"),
      write("states:StartExecution StartSyncExecution"),
      write("states:StopExecution", "execution"),
    ],
  ],
]);

/** Grants to the role of a function that a queue or stream feeds. */
const grantsToDestination = new Map<string, readonly ConnectorGrant[]>([
  ["AWS::SQS::Queue", [read("sqs:ReceiveMessage GetQueueAttributes"), write("sqs:DeleteMessage")]],
  ["AWS::DynamoDB::Table", [read("dynamodb:DescribeStream GetRecords GetShardIterator ListStreams", "/stream/*")]],
]);

/** Services that call on their own authority and need a resource policy of the destination. */
const principals = new Map([
  ["AWS::SNS::Topic", "sns.amazonaws.com"],
  ["AWS::Events::Rule", "events.amazonaws.com"],
  ["AWS::S3::Bucket", "s3.amazonaws.com"],
  ["AWS::ApiGateway::RestApi", "apigateway.amazonaws.com"],
  ["AWS::ApiGatewayV2::Api", "apigateway.amazonaws.com"],
  ["AWS::AppSync::GraphQLApi", "appsync.amazonaws.com"],
]);

const actors = new Set(["AWS::Lambda::Function", "AWS::StepFunctions::StateMachine"]);

/** Whose policy a connector writes, and what it says. */
type ConnectorProfile =
  | { readonly to: "source" | "destination"; readonly grants: readonly ConnectorGrant[] }
  | { readonly to: "resource"; readonly principal: string };

/** The profile of a pair of types; undefined where SAM has none that we know. */
export function connectorProfile(source: string, destination: string): ConnectorProfile | undefined {
  if (actors.has(source)) return { to: "source", grants: grantsToSource.get(destination) ?? [] };
  const polled = destination === "AWS::Lambda::Function" ? grantsToDestination.get(source) : undefined;
  if (polled !== undefined) return { to: "destination", grants: polled };
  const principal = principals.get(source);
  return principal === undefined ? undefined : { to: "resource", principal };
}
