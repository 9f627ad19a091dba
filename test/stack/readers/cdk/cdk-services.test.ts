import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { shown } from "../../../support/shown-value.ts";
import { allowedBy, propertiesOf, resourcesOf, stackOf } from "./read-cdk.ts";

beforeAll(() => loadGrammars(["typescript", "python"]));

const fn = `const fn = new lambda.Function(this, "Book", { runtime: lambda.Runtime.NODEJS_22_X, handler: "book.handler", code: lambda.Code.fromAsset("src") });`;

/** Who may send to a queue, as its policy says. */
function senders(files: Readonly<Record<string, string>>, address: string): readonly unknown[] {
  const policy = shown(resourcesOf(files).get(`${address}/Policy`)?.properties) as
    | { PolicyDocument: { Statement: readonly { Principal: unknown; Condition: unknown }[] } }
    | undefined;
  return (policy?.PolicyDocument.Statement ?? []).map(({ Principal, Condition }) => [Principal, Condition]);
}

describe("queues and topics", () => {
  it("have redrive, encryption and what the CDK does with them when they leave", () => {
    const files =
      stackOf(`const lost = new sqs.Queue(this, "Lost", { encryption: sqs.QueueEncryption.KMS_MANAGED, removalPolicy: cdk.RemovalPolicy.RETAIN });
new sqs.Queue(this, "Mail", { deadLetterQueue: { queue: lost, maxReceiveCount: 5 }, receiveMessageWaitTime: cdk.Duration.seconds(20) });`);
    expect(propertiesOf(files, "Mail")).toEqual({
      ReceiveMessageWaitTimeSeconds: 20,
      RedrivePolicy: { deadLetterTargetArn: "→Lost.Arn", maxReceiveCount: 5 },
    });
    expect(propertiesOf(files, "Lost")).toEqual({ KmsMasterKeyId: "alias/aws/sqs" });
    expect(Object.fromEntries(resourcesOf(files).get("Lost")?.attributes ?? [])).toEqual({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
    expect(resourcesOf(files).get("Mail")?.attributes.get("DeletionPolicy")).toBe("Delete");
  });

  it("are joined by subscriptions, for which the CDK adds policies", () => {
    const files = stackOf(`const topic = new sns.Topic(this, "News");
const mail = new sqs.Queue(this, "Mail"), lost = new sqs.Queue(this, "Lost");
${fn}
topic.addSubscription(new subscriptions.SqsSubscription(mail, { rawMessageDelivery: true, deadLetterQueue: lost }));
topic.addSubscription(new subscriptions.LambdaSubscription(fn, { filterPolicy: { kind: sns.SubscriptionFilter.stringFilter({ allowlist: ["order"] }) } }));
topic.addSubscription(new subscriptions.EmailSubscription("on-call@example.org"));`);
    expect(propertiesOf(files, "News/SqsSubscription:Mail")).toEqual({
      TopicArn: "→News",
      Protocol: "sqs",
      Endpoint: "→Mail.Arn",
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: "→Lost.Arn" },
    });
    expect(propertiesOf(files, "News/LambdaSubscription:NewsBook")).toMatchObject({
      Protocol: "lambda",
      Endpoint: "→Book.Arn",
      FilterPolicy: { kind: ["order"] },
    });
    const allowed = [[{ Service: "sns.amazonaws.com" }, { ArnEquals: { "aws:SourceArn": "→News" } }]];
    expect(senders(files, "Mail")).toEqual(allowed);
    expect(senders(files, "Lost")).toEqual(allowed);
  });

  it("get no policy for a subscription that is written out", () => {
    const files = stackOf(
      `new sns.Subscription(this, "Sub", { topic: new sns.Topic(this, "News"), endpoint: new sqs.Queue(this, "Mail").queueArn, protocol: sns.SubscriptionProtocol.SQS });`,
    );
    expect(propertiesOf(files, "Sub")).toEqual({ Endpoint: "→Mail.Arn", Protocol: "sqs", TopicArn: "→News" });
    expect(senders(files, "Mail")).toEqual([]);
  });
});

describe("events", () => {
  it("go to targets with their retries and dead letters, which the CDK lets in", () => {
    const files = stackOf(`const lost = new sqs.Queue(this, "Lost"), mail = new sqs.Queue(this, "Mail");
${fn}
const rule = new events.Rule(this, "Placed", { eventPattern: { source: ["shop"], detailType: ["Placed"], detail: { total: events.Match.prefix("1") } }, targets: [new targets.LambdaFunction(fn, { deadLetterQueue: lost, retryAttempts: 2, maxEventAge: cdk.Duration.hours(1) })] });
rule.addTarget(new targets.SqsQueue(mail));`);
    expect(propertiesOf(files, "Placed")).toEqual({
      EventPattern: { source: ["shop"], "detail-type": ["Placed"], detail: { total: [{ prefix: "1" }] } },
      Targets: [
        {
          Id: "Book",
          Arn: "→Book.Arn",
          DeadLetterConfig: { Arn: "→Lost.Arn" },
          RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 },
        },
        { Id: "Mail", Arn: "→Mail.Arn" },
      ],
    });
    const allowed = [[{ Service: "events.amazonaws.com" }, { ArnEquals: { "aws:SourceArn": "→Placed.Arn" } }]];
    expect([senders(files, "Lost"), senders(files, "Mail")]).toEqual([allowed, allowed]);
  });

  it("come by schedules in the words of EventBridge", () => {
    const files = stackOf(
      `${fn}
new events.Rule(this, "Often", { schedule: events.Schedule.rate(cdk.Duration.minutes(5)), enabled: false });
new events.Rule(this, "Nightly", { schedule: events.Schedule.cron({ minute: "0", hour: "3" }) });
new Schedule(this, "Weekly", { schedule: ScheduleExpression.cron({ weekDay: "MON", hour: "8", minute: "0" }), target: new LambdaInvoke(fn, { deadLetterQueue: new sqs.Queue(this, "Lost"), retryAttempts: 1 }) });`,
      `import { Schedule, ScheduleExpression } from "aws-cdk-lib/aws-scheduler";\nimport { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";`,
    );
    expect(propertiesOf(files, "Often")).toEqual({ State: "DISABLED", ScheduleExpression: "rate(5 minutes)" });
    expect(propertiesOf(files, "Nightly")).toEqual({ ScheduleExpression: "cron(0 3 * * ? *)" });
    expect(propertiesOf(files, "Weekly")).toMatchObject({
      ScheduleExpression: "cron(0 8 ? * MON *)",
      Target: { Arn: "→Book.Arn", DeadLetterConfig: { Arn: "→Lost.Arn" }, RetryPolicy: { MaximumRetryAttempts: 1 }, RoleArn: "→Weekly/BookRole.Arn" },
    });
    expect(allowedBy(resourcesOf(files).get("Weekly/BookRole"))).toEqual([
      "lambda:InvokeFunction on →Book.Arn",
      "lambda:InvokeFunction on {→Book.Arn}:*",
      "sqs:SendMessage on →Lost.Arn",
    ]);
  });
});

describe("tables and buckets", () => {
  it("are kept unless the author says otherwise", () => {
    const resources = resourcesOf(
      stackOf(
        `new s3.Bucket(this, "Kept");\nnew s3.Bucket(this, "Lost", { removalPolicy: cdk.RemovalPolicy.DESTROY, autoDeleteObjects: true, versioned: true });`,
      ),
    );
    expect(resources.get("Kept")?.attributes.get("DeletionPolicy")).toBe("Retain");
    expect(resources.get("Lost")?.attributes.get("DeletionPolicy")).toBe("Delete");
    expect(shown(resources.get("Lost")?.properties)).toEqual({ VersioningConfiguration: { Status: "Enabled" }, ForceDestroy: true });
  });

  it("have keys, indexes, recovery and streams in CloudFormation's shape", () => {
    const files =
      stackOf(`const table = new dynamodb.Table(this, "Orders", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING }, sortKey: { name: "at", type: dynamodb.AttributeType.NUMBER }, billingMode: dynamodb.BillingMode.PAY_PER_REQUEST, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }, timeToLiveAttribute: "ttl" });
table.addGlobalSecondaryIndex({ indexName: "byMail", partitionKey: { name: "mail", type: dynamodb.AttributeType.STRING } });
new dynamodb.TableV2(this, "Global", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING }, pointInTimeRecovery: true, deletionProtection: true });`);
    expect(propertiesOf(files, "Orders")).toEqual({
      TimeToLiveSpecification: { AttributeName: "ttl" },
      KeySchema: [
        { AttributeName: "id", KeyType: "HASH" },
        { AttributeName: "at", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "at", AttributeType: "N" },
        { AttributeName: "mail", AttributeType: "S" },
      ],
      GlobalSecondaryIndexes: [{ IndexName: "byMail", KeySchema: [{ AttributeName: "mail", KeyType: "HASH" }] }],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: "PAY_PER_REQUEST",
    });
    expect(propertiesOf(files, "Global")).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      Replicas: [{ Region: "?AWS::Region", DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    });
  });

  it("notify functions and queues, with the filters of the call", () => {
    const files =
      stackOf(`const bucket = new s3.Bucket(this, "Files", { encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, lifecycleRules: [{ expiration: cdk.Duration.days(30) }] });
${fn}
bucket.addEventNotification(s3.EventType.OBJECT_CREATED_PUT, new s3n.LambdaDestination(fn), { prefix: "in/", suffix: ".csv" });
bucket.addObjectRemovedNotification(new s3n.SqsDestination(new sqs.Queue(this, "Gone")));`);
    expect(propertiesOf(files, "Files")).toEqual({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }] },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 30, Status: "Enabled" }] },
    });
    expect(propertiesOf(files, "Files/LambdaDestination:Book")).toEqual({
      Bucket: "→Files",
      Events: ["s3:ObjectCreated:Put"],
      Function: "→Book.Arn",
      Filter: {
        S3Key: {
          Rules: [
            { Name: "prefix", Value: "in/" },
            { Name: "suffix", Value: ".csv" },
          ],
        },
      },
    });
    expect(senders(files, "Gone")).toEqual([[{ Service: "s3.amazonaws.com" }, { ArnEquals: { "aws:SourceArn": "→Files.Arn" } }]]);
  });
});

describe("keys of tables", () => {
  const table = (options: string) =>
    propertiesOf(
      stackOf(`new dynamodb.Table(this, "Orders", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING }, ${options} });`),
      "Orders",
    );

  it("are the customer's, of AWS, or made by the CDK", () => {
    expect(table("encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED")).toHaveProperty("SSESpecification.KMSMasterKeyId");
    expect(table("encryption: dynamodb.TableEncryption.AWS_MANAGED")).toHaveProperty("SSESpecification", { SSEEnabled: true });
    expect(table("encryption: dynamodb.TableEncryption.DEFAULT")).not.toHaveProperty("SSESpecification");
    expect(
      table("encryption: this.node.tryGetContext('own') ? dynamodb.TableEncryption.CUSTOMER_MANAGED : dynamodb.TableEncryption.DEFAULT"),
    ).toHaveProperty("SSESpecification.KMSMasterKeyId");
  });
});

describe("APIs", () => {
  const rest = (body: string) => stackOf(`${fn}\n${body}`, `import * as apigateway from "aws-cdk-lib/aws-apigateway";`);

  it("of REST have a stage and routes with the authorization that holds for them", () => {
    const files = rest(`const authorizer = new apigateway.TokenAuthorizer(this, "Login", { handler: fn, resultsCacheTtl: cdk.Duration.seconds(0) });
const api = new apigateway.RestApi(this, "Api", { defaultMethodOptions: { authorizer }, deployOptions: { stageName: "v1", tracingEnabled: true } });
const order = api.root.addResource("orders").addResource("{id}");
order.addMethod("GET", new apigateway.LambdaIntegration(fn, { timeout: cdk.Duration.seconds(10) }));
order.addMethod("DELETE", new apigateway.LambdaIntegration(fn), { authorizationType: apigateway.AuthorizationType.IAM, apiKeyRequired: true });`);
    expect(propertiesOf(files, "Api/GET /orders/{id}")).toEqual({
      Api: "→Api",
      ApiKind: "rest",
      Path: "/orders/{id}",
      Method: "GET",
      Function: "→Book.Arn",
      TimeoutSeconds: 10,
      Auth: { Type: "CUSTOM", Authorizer: "→Login" },
    });
    expect(propertiesOf(files, "Api/DELETE /orders/{id}")).toMatchObject({ Auth: { Type: "AWS_IAM", ApiKeyRequired: true } });
    expect(propertiesOf(files, "Api/DeploymentStage")).toMatchObject({ StageName: "v1", TracingEnabled: true });
    expect(propertiesOf(files, "Login")).toEqual({ AuthorizerResultTtlInSeconds: 0, Type: "TOKEN", AuthorizerUri: "→Book.Arn" });
  });

  it("of REST have a stage whose cache, logs and throttling are the program's", () => {
    const stage = (options: string) =>
      propertiesOf(rest(`new apigateway.RestApi(this, "Api", { deployOptions: { ${options} } });`), "Api/DeploymentStage");
    expect(stage("cachingEnabled: true, cacheDataEncrypted: true, loggingLevel: apigateway.MethodLoggingLevel.ERROR")).toMatchObject({
      CacheClusterEnabled: true,
      MethodSettings: [{ CachingEnabled: true, CacheDataEncrypted: true, LoggingLevel: "ERROR" }],
    });
    expect(stage("cachingEnabled: true, cacheClusterEnabled: false")).toMatchObject({ CacheClusterEnabled: false });
    // Settings of single methods are not read: they may say anything.
    expect(stage(`throttlingRateLimit: 10, methodOptions: { "/orders/GET": { cachingEnabled: true } }`)).toMatchObject({
      MethodSettings: expect.stringContaining("not read"),
    });
  });

  it("of one function send everything to it", () => {
    expect([...resourcesOf(rest(`new apigateway.LambdaRestApi(this, "Api", { handler: fn });`)).keys()]).toEqual(
      expect.arrayContaining(["Api/ANY /", "Api/ANY /{proxy+}"]),
    );
  });

  it("of HTTP have one route for each method, protected by the default authorizer unless it is taken away", () => {
    const files = stackOf(
      `${fn}
const api = new v2.HttpApi(this, "Api", { defaultAuthorizer: new HttpLambdaAuthorizer("Login", fn) });
const integration = new HttpLambdaIntegration("Book", fn);
api.addRoutes({ path: "/orders", methods: [v2.HttpMethod.GET, v2.HttpMethod.POST], integration });
api.addRoutes({ path: "/health", integration, authorizer: new v2.HttpNoneAuthorizer() });`,
      `import * as v2 from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { HttpLambdaAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";`,
    );
    expect(propertiesOf(files, "Api/POST /orders")).toMatchObject({
      ApiKind: "http",
      Function: "→Book.Arn",
      PayloadFormatVersion: "2.0",
      Auth: { Type: "CUSTOM", Authorizer: "→Api/Login" },
    });
    expect(propertiesOf(files, "Api/ANY /health")).toMatchObject({ Auth: { Type: "NONE" } });
    expect(propertiesOf(files, "Api/Login")).toMatchObject({
      AuthorizerType: "REQUEST",
      AuthorizerUri: "→Book.Arn",
      AuthorizerResultTtlInSeconds: 300,
    });
  });
});

describe("what else a program declares", () => {
  it("is a workflow whose chain becomes its definition and its role", () => {
    const files = stackOf(
      `${fn}
const failed = new sfn.Fail(this, "Failed");
const charge = new tasks.LambdaInvoke(this, "Charge", { lambdaFunction: fn, retryOnServiceExceptions: false, taskTimeout: sfn.Timeout.duration(cdk.Duration.minutes(1)) }).addRetry({ maxAttempts: 2, errors: ["Busy"] }).addCatch(failed);
const send = new tasks.SqsSendMessage(this, "Send", { queue: new sqs.Queue(this, "Mail"), messageBody: sfn.TaskInput.fromText("x"), integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN });
const choice = new sfn.Choice(this, "Paid?").when(sfn.Condition.booleanEquals("$.paid", true), send).otherwise(failed);
new sfn.StateMachine(this, "Booking", { definitionBody: sfn.DefinitionBody.fromChainable(charge.next(choice)), stateMachineType: sfn.StateMachineType.EXPRESS });`,
      `import * as sfn from "aws-cdk-lib/aws-stepfunctions";\nimport * as tasks from "aws-cdk-lib/aws-stepfunctions-tasks";`,
    );
    expect(propertiesOf(files, "Booking")).toMatchObject({
      StateMachineType: "EXPRESS",
      Definition: {
        StartAt: "Charge",
        States: {
          Charge: {
            Type: "Task",
            Resource: "arn:aws:states:::lambda:invoke",
            Parameters: { FunctionName: "→Book.Arn" },
            TimeoutSeconds: 60,
            Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 2 }],
            Catch: [{ ErrorEquals: ["States.ALL"], Next: "Failed" }],
            Next: "Paid?",
          },
          "Paid?": { Type: "Choice", Choices: [{ Next: "Send" }], Default: "Failed" },
          Send: { Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", Parameters: { QueueUrl: "→Mail" }, End: true },
          Failed: { Type: "Fail" },
        },
      },
    });
    expect(allowedBy(resourcesOf(files).get("Booking/Role"))).toEqual(
      expect.arrayContaining(["lambda:InvokeFunction on →Book.Arn", "sqs:SendMessage on →Mail.Arn"]),
    );
  });

  it("is a workflow whose states the author writes out and the program chains", () => {
    const files = stackOf(
      `const each = new sfn.CustomState(this, "Each", { stateJson: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" } });
const last = new sfn.CustomState(this, "Last", { stateJson: { Type: "Pass", Next: "Each" } });
new sfn.StateMachine(this, "Booking", { definitionBody: sfn.DefinitionBody.fromChainable(each.addCatch(new sfn.Fail(this, "Failed")).next(last)) });`,
      `import * as sfn from "aws-cdk-lib/aws-stepfunctions";`,
    );
    expect(propertiesOf(files, "Booking")).toHaveProperty("Definition.States", {
      Each: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Next: "Last",
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Failed" }],
      },
      Last: { Type: "Pass", Next: "Each" },
      Failed: expect.objectContaining({ Type: "Fail" }),
    });
  });

  it("is a workflow of a file of the repository", () => {
    const files = {
      ...stackOf(
        `new sfn.StateMachine(this, "Booking", { definitionBody: sfn.DefinitionBody.fromFile("flow.asl.json") });`,
        `import * as sfn from "aws-cdk-lib/aws-stepfunctions";`,
      ),
      "flow.asl.json": `{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }`,
    };
    expect(propertiesOf(files, "Booking")).toMatchObject({
      Definition: { StartAt: "A", States: { A: { Type: "Succeed" } } },
      DefinitionPath: "flow.asl.json",
    });
  });

  it("is an alarm on the metric of a resource", () => {
    const files = stackOf(
      `${fn}
const alarm = new cloudwatch.Alarm(this, "Deep", { metric: new sqs.Queue(this, "Lost").metricApproximateNumberOfMessagesVisible(), threshold: 1, evaluationPeriods: 1 });
alarm.addAlarmAction(new SnsAction(new sns.Topic(this, "OnCall")));
fn.metricErrors({ period: cdk.Duration.minutes(1) }).createAlarm(this, "Errors", { threshold: 5, evaluationPeriods: 2, treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING });`,
      `import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";\nimport { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";`,
    );
    expect(propertiesOf(files, "Deep")).toMatchObject({
      Namespace: "AWS/SQS",
      MetricName: "ApproximateNumberOfMessagesVisible",
      Dimensions: [{ Name: "QueueName", Value: "→Lost.QueueName" }],
      AlarmActions: ["→OnCall"],
    });
    expect(propertiesOf(files, "Errors")).toMatchObject({
      MetricName: "Errors",
      Period: 60,
      Dimensions: [{ Name: "FunctionName", Value: "→Book" }],
      TreatMissingData: "notBreaching",
    });
  });

  it("is a log group that is kept for two years unless it is told otherwise", () => {
    const files = stackOf(
      `new logs.LogGroup(this, "A");\nnew logs.LogGroup(this, "B", { retention: logs.RetentionDays.ONE_WEEK });\nnew logs.LogGroup(this, "C", { retention: logs.RetentionDays.INFINITE });`,
      `import * as logs from "aws-cdk-lib/aws-logs";`,
    );
    expect(["A", "B", "C"].map((id) => propertiesOf(files, id))).toEqual([{ RetentionInDays: 731 }, { RetentionInDays: 7 }, {}]);
  });

  it("is a resource of the lowest level under CloudFormation's names, which brings no permission", () => {
    const resources = resourcesOf(
      stackOf(`const topic = new sns.CfnTopic(this, "News");
new sns.CfnSubscription(this, "Sub", { topicArn: topic.ref, protocol: "lambda", endpoint: "arn:aws:lambda:eu-west-1:123456789012:function:book" });
new dynamodb.CfnTable(this, "T", { keySchema: [{ attributeName: "id", keyType: "HASH" }], sseSpecification: { sseEnabled: true } });
new lambda.CfnFunction(this, "F", { role: "r", code: { zipFile: "x" }, environment: { variables: { tableName: "t" } } });`),
    );
    expect(resources.get("Sub")).toMatchObject({ type: "AWS::SNS::Subscription", nativeType: "sns.CfnSubscription", implicit: false });
    expect(shown(resources.get("Sub")?.properties)).toMatchObject({ TopicArn: "→News", Protocol: "lambda" });
    expect(shown(resources.get("T")?.properties)).toMatchObject({
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      SSESpecification: { SseEnabled: true },
    });
    expect(shown(resources.get("F")?.properties)).toMatchObject({ Code: { ZipFile: "x" }, Environment: { Variables: { tableName: "t" } } });
  });
});
