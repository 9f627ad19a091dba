/**
 * Parts that the AWS Solutions Constructs share, in the CDK's own words: what is made where nothing of the author's is given, with the defaults that matter to
 * a review (https://docs.aws.amazon.com/solutions/latest/constructs/welcome.html, packages 2.10x).
 */
export const solutionsParts = `
import { Aws, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as events from "aws-cdk-lib/aws-events";
import * as targets from "aws-cdk-lib/aws-events-targets";
import * as iam from "aws-cdk-lib/aws-iam";
import * as kinesis from "aws-cdk-lib/aws-kinesis";
import * as kms from "aws-cdk-lib/aws-kms";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as logs from "aws-cdk-lib/aws-logs";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import * as sns from "aws-cdk-lib/aws-sns";
import * as sqs from "aws-cdk-lib/aws-sqs";
import * as stepfunctions from "aws-cdk-lib/aws-stepfunctions";

function functionOf(scope, props, vpc) {
  return props.existingLambdaObj ? props.existingLambdaObj : newFunction(scope, "LambdaFunction", props.lambdaFunctionProps, vpc);
}

function newFunction(scope, id, given, vpc) {
  const role = new iam.Role(scope, id + "ServiceRole", {
    assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: {
      LambdaFunctionServiceRolePolicy: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [\`arn:\${Aws.PARTITION}:logs:\${Aws.REGION}:\${Aws.ACCOUNT_ID}:log-group:/aws/lambda/*\`],
          }),
        ],
      }),
    },
  });
  if (given?.vpc || vpc) {
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: [
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ],
        resources: ["*"],
      }),
    );
  }
  return new lambda.Function(scope, id, { role, tracing: lambda.Tracing.ACTIVE, ...given, ...(vpc && { vpc }) });
}

function vpcOf(scope, props, gateway, service) {
  if (props.existingVpc) return props.existingVpc;
  if (!props.deployVpc) return undefined;
  const vpc = new ec2.Vpc(scope, "Vpc", {
    natGateways: 0,
    subnetConfiguration: [{ cidrMask: 18, name: "isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    ...props.vpcProps,
  });
  if (gateway) vpc.addGatewayEndpoint("Endpoint", { service });
  else vpc.addInterfaceEndpoint("Endpoint", { service });
  return vpc;
}

function keyOf(scope, id, props) {
  if (props.encryptionKey) return props.encryptionKey;
  if (!props.encryptionKeyProps && props.enableEncryptionWithCustomerManagedKey !== true) return undefined;
  return new kms.Key(scope, id + "Key", { enableKeyRotation: true, ...props.encryptionKeyProps });
}

function newQueue(scope, id, given) {
  const queue = new sqs.Queue(scope, id, { encryption: sqs.QueueEncryption.KMS_MANAGED, ...given });
  queue.addToResourcePolicy(
    new iam.PolicyStatement({
      resources: [queue.queueArn],
      actions: [
        "sqs:DeleteMessage",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
        "sqs:GetQueueAttributes",
        "sqs:RemovePermission",
        "sqs:AddPermission",
        "sqs:SetQueueAttributes",
      ],
      principals: [new iam.AccountPrincipal(Stack.of(queue).account)],
    }),
  );
  queue.addToResourcePolicy(
    new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      resources: [queue.queueArn],
      actions: ["SQS:*"],
      principals: [new iam.AnyPrincipal()],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    }),
  );
  return queue;
}

function deadLettersOf(scope, id, props) {
  if (props.existingQueueObj || props.deployDeadLetterQueue === false) return undefined;
  return { queue: newQueue(scope, id + "-dlq", props.deadLetterQueueProps), maxReceiveCount: props.maxReceiveCount ?? 15 };
}

function queueOf(scope, props, deadLetterQueue, encryptionMasterKey) {
  if (props.existingQueueObj) return props.existingQueueObj;
  return newQueue(scope, "queue", {
    ...(encryptionMasterKey && { encryptionMasterKey }),
    ...props.queueProps,
    ...(deadLetterQueue && { deadLetterQueue }),
  });
}

function topicOf(scope, id, props, key) {
  if (props.existingTopicObj) return props.existingTopicObj;
  const masterKey = key ?? kms.Alias.fromAliasName(scope, "aws-managed-key", "alias/aws/sns");
  return new sns.Topic(scope, "SnsTopic", { masterKey, ...props.topicProps });
}

function bucketOf(scope, props) {
  if (props.existingBucketObj) return props.existingBucketObj;
  const secure = {
    encryption: s3.BucketEncryption.S3_MANAGED,
    versioned: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    removalPolicy: RemovalPolicy.RETAIN,
    enforceSSL: true,
  };
  if (props.logS3AccessLogs === false || props.bucketProps?.serverAccessLogsBucket) return new s3.Bucket(scope, "S3Bucket", { ...secure, ...props.bucketProps });
  const serverAccessLogsBucket = new s3.Bucket(scope, "S3LoggingBucket", { ...secure, ...props.loggingBucketProps });
  return new s3.Bucket(scope, "S3Bucket", { ...secure, serverAccessLogsBucket, ...props.bucketProps });
}

function tableOf(scope, props, more) {
  return new dynamodb.Table(scope, "DynamoTable", {
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    encryption: dynamodb.TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    partitionKey: { name: "id", type: dynamodb.AttributeType.STRING },
    ...more,
    ...props.dynamoTableProps,
  });
}

function streamSourceProps(scope, props, given) {
  const defaults = {
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    bisectBatchOnError: true,
    maxRecordAge: Duration.hours(24),
    retryAttempts: 500,
  };
  if (props.deploySqsDlqQueue === false) return { ...defaults, ...given };
  return { ...defaults, onFailure: new sources.SqsDlq(newQueue(scope, "SqsDlqQueue", props.sqsDlqQueueProps)), ...given };
}

function ruleOf(scope, props, target) {
  const bus = props.existingEventBusInterface ?? (props.eventBusProps && new events.EventBus(scope, "CustomEventBus", props.eventBusProps));
  const rule = new events.Rule(scope, "EventsRule", { ...(bus && { eventBus: bus }), ...props.eventRuleProps });
  rule.addTarget(target);
  return { rule, bus };
}
`;
