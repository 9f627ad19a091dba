import { describe, expect, test } from "vitest";
import { serverlessFrameworkReader } from "../../../../src/stack/readers/serverless-framework/serverless-framework-reader.ts";
import { valueAt } from "../../../../src/stack/value.ts";
import { shown } from "../../../support/shown-value.ts";
import { readFiles } from "../../../support/read-files.ts";

function read(body: string, others: Record<string, string> = {}, provider = "") {
  return readFiles(serverlessFrameworkReader, { "svc/serverless.yml": `service: orders\nprovider:\n  name: aws\n${provider}${body}`, ...others });
}

/** A function `do-it` with settings (one a line) and resources beside it. */
function withFunction(settings: readonly string[], provider: readonly string[] = []) {
  return read(
    `functions:
  do-it:
    handler: src/do.it
${settings.map((line) => `    ${line}`).join("\n")}
resources:
  Resources:
    Queue: { Type: AWS::SQS::Queue }
    Topic: { Type: AWS::SNS::Topic }
`,
    {},
    provider.map((line) => `  ${line}\n`).join(""),
  );
}

const fn = "DoDashitLambdaFunction";

describe("a function", () => {
  test("has the framework's defaults, the name and the code of its service", () => {
    const reading = withFunction([]);
    expect(reading.at(fn)).toMatchObject({
      name: "do-it",
      type: "AWS::Lambda::Function",
      format: "serverless-framework",
      implicit: false,
      scope: "svc/serverless.yml",
    });
    expect(reading.properties(fn)).toEqual({
      Timeout: 6,
      MemorySize: 1024,
      Handler: "src/do.it",
      FunctionName: "orders-dev-do-it",
      CodeUri: "svc",
      Role: "→IamRoleLambdaExecution.Arn",
    });
  });

  test("takes the provider's settings unless it has its own, and joins environments", () => {
    const reading = withFunction(
      [
        "timeout: 20",
        "environment: { B: own, C: null }",
        "vpc: { securityGroupIds: [sg], subnetIds: [s] }",
        "reservedConcurrency: 5",
        "ephemeralStorageSize: 1024",
      ],
      ["runtime: nodejs22.x", "timeout: 10", "architecture: arm64", "tracing: { lambda: true }", "environment: { A: all, B: all, C: all }"],
    );
    expect(reading.properties(fn)).toMatchObject({
      Runtime: "nodejs22.x",
      Timeout: 20,
      Architectures: ["arm64"],
      TracingConfig: { Mode: "Active" },
      Environment: { Variables: { A: "all", B: "own" } },
      VpcConfig: { SecurityGroupIds: ["sg"], SubnetIds: ["s"] },
      ReservedConcurrentExecutions: 5,
      EphemeralStorage: { Size: 1024 },
    });
    const names = reading.at(fn).nativeNames;
    expect(["Timeout", "ReservedConcurrentExecutions", "TracingConfig.Mode", "Environment.Variables"].map((name) => names?.(name))).toEqual([
      "timeout",
      "reservedConcurrency",
      "tracing",
      "environment",
    ]);
    expect(reading.at(fn).properties.entries.get("Timeout")?.at.startLine).toBe(12);
  });

  test("comes from files and lists of files too", () => {
    const reading = read("functions:\n  - ${file(a.yml)}\n  - b: { handler: b.b }\n", { "svc/a.yml": "a: { handler: a.a }\n" });
    expect(reading.at("ALambdaFunction").at.path).toBe("svc/a.yml");
    expect(reading.has("BLambdaFunction")).toBe(true);
  });

  test("has its log group with the retention that somebody wrote", () => {
    expect(withFunction([], ["logRetentionInDays: 14"]).properties("DoDashitLogGroup")).toEqual({
      LogGroupName: "/aws/lambda/orders-dev-do-it",
      RetentionInDays: 14,
    });
    expect(withFunction(["disableLogs: true"]).has("DoDashitLogGroup")).toBe(false);
  });

  test("has destinations and retries of asynchronous calls apart from its triggers", () => {
    const reading = withFunction([
      "destinations: { onFailure: { type: sqs, arn: !GetAtt Queue.Arn }, onSuccess: do-it }",
      "maximumRetryAttempts: 1",
      "onError: !Ref Topic",
      "events: [{ sqs: { arn: !GetAtt Queue.Arn } }]",
    ]);
    expect(reading.properties("DoDashitLambdaEvConf")).toEqual({
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnSuccess: { Destination: `→${fn}.Arn` }, OnFailure: { Destination: "→Queue.Arn" } },
      FunctionName: `→${fn}`,
      Qualifier: "$LATEST",
    });
    expect(reading.properties(fn)["DeadLetterConfig"]).toEqual({ TargetArn: "→Topic" });
    expect(reading.properties("do-it/sqs")).toEqual({ BatchSize: 10, FunctionName: `→${fn}`, EventSourceArn: "→Queue.Arn" });
  });

  test("with provisioned concurrency is called through its alias", () => {
    const reading = withFunction(["provisionedConcurrency: 2", "events: [{ sqs: !GetAtt Queue.Arn }]"]);
    expect(reading.properties("DoDashitProvConcLambdaAlias")).toMatchObject({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 } });
    expect(reading.properties("do-it/sqs")["FunctionName"]).toBe("→DoDashitProvConcLambdaAlias");
  });

  test("with a URL is open unless the URL asks for signatures", () => {
    expect(withFunction(["url: true"]).properties("DoDashitLambdaFunctionUrl")).toMatchObject({ AuthType: "NONE" });
    expect(withFunction(["url: { authorizer: aws_iam, cors: true }"]).properties("DoDashitLambdaFunctionUrl")).toMatchObject({
      AuthType: "AWS_IAM",
      Cors: { AllowOrigins: ["*"] },
    });
    expect(withFunction(["url: false"]).has("DoDashitLambdaFunctionUrl")).toBe(false);
  });
});

describe("roles", () => {
  const inline = (reading: ReturnType<typeof read>, address: string) => reading.properties(address)["Policies"];

  test("are shared, with the provider's statements and what the framework adds", () => {
    const reading = withFunction(
      ["events: [{ sqs: !GetAtt Queue.Arn }]", "vpc: { subnetIds: [s], securityGroupIds: [g] }"],
      ["iam: { role: { statements: [{ Effect: Allow, Action: 's3:*', Resource: '*' }], managedPolicies: ['arn:x'] } }"],
    );
    expect(shown(valueAt(reading.at("IamRoleLambdaExecution").properties, "Policies", 0))).toMatchObject({
      PolicyName: "statements of the provider",
      PolicyDocument: { Statement: [{ Action: "s3:*" }] },
    });
    const text = JSON.stringify(inline(reading, "IamRoleLambdaExecution"));
    expect(text).toContain("sqs:ReceiveMessage");
    expect(text).toContain("log-group:/aws/lambda/orders-dev-do-it:*");
    expect(reading.properties("IamRoleLambdaExecution")["ManagedPolicyArns"]).toEqual([
      "arn:x",
      "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
    ]);
  });

  test("of a function of its own take the provider's statements only where they are inherited", () => {
    const provider = ["iamRoleStatements: [{ Effect: Allow, Action: 'a:b', Resource: '*' }]"];
    const own = withFunction(["iamRoleStatements: [{ Effect: Allow, Action: 'c:d', Resource: '*' }]"], provider);
    expect(own.properties(fn)["Role"]).toBe("→DoDashitIamRoleLambdaExecution.Arn");
    expect(JSON.stringify(inline(own, "DoDashitIamRoleLambdaExecution"))).not.toContain("a:b");
    expect(own.has("IamRoleLambdaExecution")).toBe(false);
    const inheriting = withFunction(
      ["iamRoleStatementsInherit: true", "iam: { role: { statements: [{ Effect: Allow, Action: 'c:d', Resource: '*' }] } }"],
      provider,
    );
    expect(JSON.stringify(inline(inheriting, "DoDashitIamRoleLambdaExecution"))).toContain("a:b");
  });

  test("that the author made are not made again", () => {
    const reading = withFunction(["role: Queue"]);
    expect(reading.properties(fn)["Role"]).toBe("→Queue.Arn");
    expect(reading.has("IamRoleLambdaExecution")).toBe(false);
  });
});

describe("events", () => {
  /** The properties of the only event of the function. */
  const event = (text: string, provider: readonly string[] = []) => {
    const reading = withFunction(["events:", `  - ${text}`], provider);
    const name = /^[A-Za-z0-9]+/.exec(text)?.[0] ?? "";
    return { reading, properties: reading.properties(`do-it/${name}`), resource: reading.at(`do-it/${name}`) };
  };

  test("sqs has the mapping's settings under CloudFormation's names", () => {
    const { properties, resource } = event(
      "sqs: { arn: !GetAtt Queue.Arn, batchSize: 20, maximumBatchingWindow: 5, functionResponseType: ReportBatchItemFailures, maximumConcurrency: 4, filterPatterns: [{ a: [1] }] }",
    );
    expect(properties).toMatchObject({
      EventSourceArn: "→Queue.Arn",
      BatchSize: 20,
      MaximumBatchingWindowInSeconds: 5,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 4 },
      FilterCriteria: { Filters: [{ Pattern: { a: [1] } }] },
    });
    expect(
      ["FunctionResponseTypes", "FunctionResponseTypes.0", "ScalingConfig.MaximumConcurrency", "BatchSize"].map((name) =>
        resource.nativeNames?.(name),
      ),
    ).toEqual(["functionResponseType", "functionResponseType", "maximumConcurrency", "batchSize"]);
  });

  test("stream starts at the horizon with ten records unless somebody says otherwise", () => {
    const { properties } = event("stream: { type: dynamodb, arn: arn:t, maximumRetryAttempts: 2, destinations: { onFailure: !GetAtt Queue.Arn } }");
    expect(properties).toMatchObject({
      BatchSize: 10,
      StartingPosition: "TRIM_HORIZON",
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: "→Queue.Arn" } },
    });
  });

  test("sns subscribes to a topic of the stack, or to one that the framework makes", () => {
    expect(event("sns: { arn: !Ref Topic, topicName: t, redrivePolicy: { deadLetterTargetRef: Queue } }").properties).toMatchObject({
      TopicArn: "→Topic",
      RedrivePolicy: { deadLetterTargetArn: "→Queue.Arn" },
    });
    const made = event("sns: order-events");
    expect(made.properties["TopicArn"]).toBe("→SNSTopicOrderevents");
    expect(made.reading.properties("SNSTopicOrderevents")).toEqual({ TopicName: "order-events" });
  });

  test("s3 notifies from a bucket that the framework makes, unless it exists", () => {
    const made = event("s3: { bucket: photos, rules: [{ prefix: in/ }, { suffix: .jpg }] }");
    expect(made.properties).toMatchObject({
      Bucket: "→S3BucketPhotos",
      Events: ["s3:ObjectCreated:*"],
      Filter: {
        S3Key: {
          Rules: [
            { Name: "prefix", Value: "in/" },
            { Name: "suffix", Value: ".jpg" },
          ],
        },
      },
    });
    expect(event("s3: { bucket: photos, existing: true }").properties["Bucket"]).toBe("photos");
  });

  test("schedule makes one rule for each rate", () => {
    const { reading } = event("schedule: { rate: [rate(1 hour), rate(2 hours)], enabled: false }");
    expect(reading.properties("do-it/schedule")).toMatchObject({
      ScheduleExpression: "rate(1 hour)",
      State: "DISABLED",
      Targets: [{ Arn: `→${fn}.Arn` }],
    });
    expect(reading.properties("do-it/schedule-2")).toMatchObject({ ScheduleExpression: "rate(2 hours)" });
    expect(event("schedule: rate(5 minutes)").resource.type).toBe("AWS::Events::Rule");
    expect(event("schedule: { rate: rate(1 day), method: scheduler, timezone: UTC }").resource.type).toBe("AWS::Scheduler::Schedule");
  });

  test("eventBridge has its bus, pattern, retries and dead letters", () => {
    const { properties, resource, reading } = event(
      "eventBridge: { eventBus: orders, pattern: { source: [x] }, retryPolicy: { maximumRetryAttempts: 3 }, deadLetterQueueArn: !GetAtt Queue.Arn }",
    );
    expect(properties).toMatchObject({
      EventBusName: "→OrdersEventBridgeEventBus",
      EventPattern: { source: ["x"] },
      Targets: [{ RetryPolicy: { MaximumRetryAttempts: 3 }, DeadLetterConfig: { Arn: "→Queue.Arn" } }],
    });
    expect(reading.at("OrdersEventBridgeEventBus").type).toBe("AWS::Events::EventBus");
    expect(resource.nativeNames?.("Targets.0.DeadLetterConfig.Arn")).toBe("deadLetterQueueArn");
  });

  test("http has method, path, authorizer and key; the API is made once", () => {
    const open = event("http: GET orders/{id}");
    expect(open.properties).toMatchObject({
      ApiKind: "rest",
      Method: "GET",
      Path: "/orders/{id}",
      Auth: { Type: "NONE" },
      Api: "→ApiGatewayRestApi",
    });
    expect(open.reading.at("ApiGatewayRestApi").type).toBe("AWS::ApiGateway::RestApi");
    const closed = event("http: { method: post, path: /orders, private: true, authorizer: { name: do-it, resultTtlInSeconds: 0, type: request } }");
    expect(closed.properties["Auth"]).toEqual({ Type: "CUSTOM", Authorizer: "→DoDashitApiGatewayAuthorizer", ApiKeyRequired: true });
    expect(closed.reading.properties("DoDashitApiGatewayAuthorizer")).toMatchObject({
      Type: "REQUEST",
      AuthorizerUri: `→${fn}.Arn`,
      AuthorizerResultTtlInSeconds: 0,
    });
    expect(event("http: { method: post, path: x, authorizer: aws_iam }").properties["Auth"]).toEqual({ Type: "AWS_IAM" });
    expect(event("http: { method: post, path: x, authorizer: { arn: 'arn:aws:cognito-idp:eu:1:userpool/x' } }").properties["Auth"]).toMatchObject({
      Type: "COGNITO_USER_POOLS",
    });
  });

  test("httpApi has its authorizers from the provider", () => {
    const provider = [
      "httpApi: { authorizers: { users: { type: jwt, issuerUrl: u, identitySource: i }, check: { type: request, functionName: do-it } } }",
    ];
    expect(event("httpApi: '*'").properties).toMatchObject({ ApiKind: "http", Method: "ANY", Path: "$default", Auth: { Type: "NONE" } });
    expect(event("httpApi: { method: get, path: /a, authorizer: users }", provider).properties["Auth"]).toEqual({
      Type: "JWT",
      Authorizer: "→HttpApiAuthorizerUsers",
    });
    const checked = event("httpApi: { method: get, path: /a, authorizer: { name: check } }", provider);
    expect(checked.properties["Auth"]).toEqual({ Type: "CUSTOM", Authorizer: "→HttpApiAuthorizerCheck" });
    expect(checked.reading.properties("HttpApiAuthorizerCheck")).toMatchObject({ AuthorizerType: "REQUEST", AuthorizerUri: `→${fn}.Arn` });
    expect(event("httpApi: { method: get, path: /a, authorizer: elsewhere }").properties["Auth"]).toEqual({
      Type: "?the authorizer is declared elsewhere",
    });
  });

  test("websocket and alb are routes too", () => {
    expect(event("websocket: $connect").properties).toMatchObject({ ApiKind: "websocket", Path: "$connect", Auth: { Type: "NONE" } });
    expect(event("alb: { listenerArn: l, priority: 1, conditions: { path: /a, method: [GET] } }").properties).toMatchObject({
      ApiKind: "alb",
      Path: "/a",
      Method: "GET",
      Api: "l",
    });
  });

  test.each([
    ["cognitoUserPool: { pool: People, trigger: PreSignUp }", { Service: "cognito", Source: "→CognitoUserPoolPeople", Trigger: "PreSignUp" }],
    ["cloudwatchLog: /aws/x", { Service: "logs", Source: "/aws/x" }],
    ["iot: { sql: SELECT * FROM 'x' }", { Service: "iot", Source: "SELECT * FROM 'x'" }],
    ["cloudFront: { eventType: viewer-request, origin: o }", { Service: "cloudfront", EventType: "viewer-request" }],
    ["alexaSkill", { Service: "alexa" }],
  ])("%s is a trigger", (text, expected) => {
    expect(event(text).properties).toMatchObject({ ...expected, Function: `→${fn}.Arn` });
  });

  test("of a type that we do not know are noted", () => {
    expect(withFunction(["events: [{ telepathy: x }]"]).messages).toEqual(["svc/serverless.yml:7 the event telepathy of do-it is not known"]);
  });
});

describe("the logs of an API", () => {
  const api = (logs: string) =>
    withFunction(["events:", "  - http: GET orders", "  - httpApi: GET /orders"], [`logs: ${logs}`]).properties("ApiGatewayRestApi");

  test("are text with whole requests where nothing else is said", () => {
    const written = api("{ restApi: true }");
    expect(written).toMatchObject({ MethodSettings: [{ LoggingLevel: "INFO", DataTraceEnabled: true }] });
    expect(written["AccessLogSetting"]).toMatchObject({ Format: expect.stringContaining("requestId: $context.requestId") });
  });

  test("follow their settings, and are off where each is", () => {
    expect(api("{ restApi: { fullExecutionData: false, level: ERROR, format: '$context.status' } }")).toMatchObject({
      AccessLogSetting: { Format: "$context.status" },
      MethodSettings: [{ LoggingLevel: "ERROR", DataTraceEnabled: false }],
    });
    const off = api("{ restApi: { accessLogging: false, executionLogging: false } }");
    expect(off).not.toHaveProperty("AccessLogSetting");
    expect(off).not.toHaveProperty("MethodSettings");
  });
});

describe("the service", () => {
  test("has the version that it asks for, and the one that the nearest package.json brings", () => {
    const manifest = (version: string) => JSON.stringify({ devDependencies: { serverless: version } });
    const reading = read("frameworkVersion: '4'\n", { "package.json": manifest("^3.40.0"), "svc/package.json": manifest("^4.4.0") });
    expect(reading.properties("service")).toEqual({
      Name: "orders",
      FrameworkVersion: "4",
      InstalledVersion: "^4.4.0",
      InstalledPackage: "serverless",
    });
    expect(reading.at("service").at).toMatchObject({ path: "svc/serverless.yml", startLine: 1 });
    expect(read("", { "package.json": manifest("^3.40.0") }).properties("service")).toMatchObject({ InstalledVersion: "^3.40.0" });
    expect(read("").properties("service")).toEqual({ Name: "orders" });
  });
});

describe("resources", () => {
  test("are read in the service's scope, from lists and files, and may name functions", () => {
    const reading = read(
      "functions: { do-it: { handler: a.b } }\nresources:\n  - ${file(queue.yml)}\n  - Resources: { Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { A: !Ref DoDashitLambdaFunction, B: !GetAtt Queue.Arn } } }\n",
      { "svc/queue.yml": "Resources:\n  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: 'q-${sls:stage}' } }\n" },
    );
    expect(reading.properties("Alarm")).toEqual({ A: `→${fn}`, B: "→Queue.Arn" });
    expect(reading.at("Queue")).toMatchObject({ scope: "svc/serverless.yml", at: { path: "svc/queue.yml", startLine: 2 } });
    expect(reading.properties("Queue")).toEqual({ QueueName: "q-dev" });
  });

  test("extend what the framework makes, or take its place", () => {
    const reading = read(`functions: { fn: { handler: a.b, events: [{ s3: photos }] } }
resources:
  Resources: { S3BucketPhotos: { Type: AWS::S3::Bucket, Properties: { BucketName: mine } } }
  extensions: { FnLambdaFunction: { Properties: { RecursiveLoop: Allow } } }
`);
    expect(reading.properties("S3BucketPhotos")).toEqual({ BucketName: "mine" });
    expect(reading.properties("FnLambdaFunction")["RecursiveLoop"]).toBe("Allow");
  });
});

test("state machines of the plugin are state machines, and name functions by their key", () => {
  const reading = read(`functions: { do-it: { handler: a.b } }
stepFunctions:
  stateMachines:
    pay:
      loggingConfig: { level: ERROR }
      definition: { StartAt: A, States: { A: { Type: Task, Resource: !GetAtt do-it.Arn, End: true } } }
      events: [{ schedule: rate(1 day) }]
`);
  expect(reading.properties("PayStepFunctionsStateMachine")).toMatchObject({
    LoggingConfiguration: { Level: "ERROR" },
    Definition: { States: { A: { Resource: `→${fn}.Arn` } } },
    RoleArn: "→PayStepFunctionsStateMachineRole.Arn",
  });
  expect(reading.properties("pay/schedule")["Targets"]).toMatchObject([{ Arn: "→PayStepFunctionsStateMachine" }]);
});

test("services of other clouds, compositions and broken files give nothing", () => {
  const reading = readFiles(serverlessFrameworkReader, {
    "a/serverless.yml": "service: a\nprovider: { name: google }\nfunctions: { f: { handler: x } }\n",
    "serverless-compose.yml": "services: { a: { path: a } }\n",
    "b/serverless.yml": "service: [\n",
    "c/serverless.yml": "",
  });
  expect(reading.resources).toEqual([]);
});
