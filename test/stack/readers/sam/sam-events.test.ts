import { describe, expect, test } from "vitest";
import { cloudformationReader } from "../../../../src/stack/readers/cloudformation/cloudformation-reader.ts";
import { readFiles } from "../../../support/read-files.ts";
import { stackOf } from "../../../support/stack-of.ts";

/** A function with one event named Event, beside a queue, a topic, a bucket and a table. */
function withEvent(type: string, properties: string, more = "") {
  return readFiles(cloudformationReader, {
    "template.yaml": `Transform: AWS::Serverless-2016-10-31
${more}Resources:
  Queue: { Type: AWS::SQS::Queue }
  Topic: { Type: AWS::SNS::Topic }
  Bucket: { Type: AWS::S3::Bucket }
  Table: { Type: AWS::DynamoDB::Table }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Events:
        Event:
          Type: ${type}
          Properties: ${properties}
`,
  });
}

describe("events that Lambda polls", () => {
  test.each([
    ["SQS", "Queue", "!GetAtt Queue.Arn", "→Queue.Arn"],
    ["Kinesis", "Stream", "arn:aws:kinesis:x", "arn:aws:kinesis:x"],
    ["DynamoDB", "Stream", "!GetAtt Table.StreamArn", "→Table.StreamArn"],
    ["MSK", "Stream", "arn:aws:kafka:x", "arn:aws:kafka:x"],
    ["MQ", "Broker", "arn:aws:mq:x", "arn:aws:mq:x"],
    ["DocumentDB", "Cluster", "arn:aws:rds:x", "arn:aws:rds:x"],
  ])("%s is a mapping from its %s", (type, name, source, arn) => {
    const reading = withEvent(type, `{ ${name}: ${source}, BatchSize: 5 }`);
    expect(reading.at("FnEvent")).toMatchObject({
      type: "AWS::Lambda::EventSourceMapping",
      name: "Event",
      nativeType: `${type} event`,
      implicit: true,
    });
    expect(reading.properties("FnEvent")).toEqual({ EventSourceArn: arn, BatchSize: 5, FunctionName: "→Fn" });
    expect(reading.at("FnEvent").nativeNames?.("EventSourceArn")).toBe(name);
    expect(reading.at("FnEvent").at).toMatchObject({ startLine: 12, endLine: 14 });
  });

  test("a self-managed cluster is named by its servers, and its secret may be read", () => {
    const reading = withEvent(
      "SelfManagedKafka",
      "{ KafkaBootstrapServers: ['a:9092'], Topics: [t], SourceAccessConfigurations: [{ Type: BASIC_AUTH, URI: arn:secret }] }",
    );
    expect(reading.properties("FnEvent")).toMatchObject({
      SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ["a:9092"] } },
      Topics: ["t"],
    });
    expect(JSON.stringify(reading.properties("FnRole")["Policies"])).toContain('"secretsmanager:GetSecretValue"],"Resource":["arn:secret"]');
  });

  test("a failure destination may be sent to", () => {
    const reading = withEvent(
      "DynamoDB",
      "{ Stream: !GetAtt Table.StreamArn, DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Queue.Arn } } }",
    );
    expect(JSON.stringify(reading.properties("FnRole")["Policies"])).toContain('"sqs:SendMessage"],"Resource":["→Queue.Arn"]');
  });
});

describe("SNS", () => {
  test("is a subscription of the function", () => {
    const reading = withEvent("SNS", "{ Topic: !Ref Topic, FilterPolicy: { a: [b] }, RedrivePolicy: { deadLetterTargetArn: !GetAtt Queue.Arn } }");
    expect(reading.properties("FnEvent")).toEqual({
      TopicArn: "→Topic",
      FilterPolicy: { a: ["b"] },
      RedrivePolicy: { deadLetterTargetArn: "→Queue.Arn" },
      Protocol: "lambda",
      Endpoint: "→Fn.Arn",
    });
  });

  test("through a queue has the queue, its policy and the mapping made", () => {
    const reading = withEvent("SNS", "{ Topic: !Ref Topic, SqsSubscription: true }");
    expect(reading.properties("FnEvent")).toMatchObject({ Protocol: "sqs", Endpoint: "→FnEventQueue.Arn" });
    expect(reading.properties("FnEventEventSourceMapping")).toEqual({ EventSourceArn: "→FnEventQueue.Arn", FunctionName: "→Fn" });
    expect(reading.properties("FnEventQueuePolicy")).toMatchObject({ Queues: ["→FnEventQueue"] });
  });

  test("through a queue of the author makes no queue", () => {
    const reading = withEvent("SNS", "{ Topic: !Ref Topic, SqsSubscription: { QueueArn: !GetAtt Queue.Arn, QueueUrl: !Ref Queue, BatchSize: 3 } }");
    expect(reading.has("FnEventQueue")).toBe(false);
    expect(reading.properties("FnEventEventSourceMapping")).toEqual({ EventSourceArn: "→Queue.Arn", FunctionName: "→Fn", BatchSize: 3 });
  });
});

test("S3 is a notification of the bucket", () => {
  const reading = withEvent(
    "S3",
    "{ Bucket: !Ref Bucket, Events: s3:ObjectCreated:*, Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } } }",
  );
  expect(reading.at("FnEvent").type).toBe("AWS::S3::BucketNotification");
  expect(reading.properties("FnEvent")).toEqual({
    Bucket: "→Bucket",
    Events: "s3:ObjectCreated:*",
    Filter: { S3Key: { Rules: [{ Name: "prefix", Value: "in/" }] } },
    Function: "→Fn.Arn",
  });
});

describe("rules and schedules", () => {
  test("Schedule is a rule with the function as target, switched off where the author says so", () => {
    const reading = withEvent("Schedule", "{ Schedule: rate(5 minutes), Enabled: false, Input: '{}' }");
    expect(reading.properties("FnEvent")).toEqual({
      ScheduleExpression: "rate(5 minutes)",
      State: "DISABLED",
      Targets: [{ Id: "FnEventTarget", Arn: "→Fn.Arn", Input: "{}" }],
    });
    expect(reading.at("FnEvent").nativeNames?.("ScheduleExpression")).toBe("Schedule");
    expect(reading.at("FnEvent").nativeNames?.("Targets.0.RetryPolicy.MaximumRetryAttempts")).toBe("RetryPolicy.MaximumRetryAttempts");
  });

  test("EventBridgeRule has pattern, bus, retries and dead letters on its target", () => {
    const reading = withEvent(
      "EventBridgeRule",
      "{ EventBusName: b, Pattern: { source: [x] }, RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: { Arn: !GetAtt Queue.Arn } }",
    );
    expect(reading.properties("FnEvent")).toMatchObject({
      EventBusName: "b",
      EventPattern: { source: ["x"] },
      Targets: [{ RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: { Arn: "→Queue.Arn" } }],
    });
  });

  test("a dead-letter queue that SAM makes comes with the policy that lets the rule send", () => {
    const reading = withEvent("CloudWatchEvent", "{ Pattern: { source: [x] }, DeadLetterConfig: { Type: SQS } }");
    expect(reading.properties("FnEvent")["Targets"]).toMatchObject([{ DeadLetterConfig: { Arn: "→FnEventQueue.Arn" } }]);
    expect(reading.properties("FnEventQueuePolicy")).toMatchObject({
      PolicyDocument: {
        Statement: [{ Principal: { Service: "events.amazonaws.com" }, Condition: { ArnEquals: { "aws:SourceArn": "→FnEvent.Arn" } } }],
      },
    });
  });

  test("ScheduleV2 is a schedule that takes a role of its own", () => {
    const reading = withEvent(
      "ScheduleV2",
      "{ ScheduleExpression: rate(1 day), RetryPolicy: { MaximumRetryAttempts: 1 }, DeadLetterConfig: { Type: SQS } }",
    );
    expect(reading.properties("FnEvent")).toEqual({
      FlexibleTimeWindow: { Mode: "OFF" },
      ScheduleExpression: "rate(1 day)",
      Target: {
        Id: "FnEventTarget",
        Arn: "→Fn.Arn",
        RoleArn: "→FnEventRole.Arn",
        RetryPolicy: { MaximumRetryAttempts: 1 },
        DeadLetterConfig: { Arn: "→FnEventQueue.Arn" },
      },
    });
    expect(reading.has("FnEventQueuePolicy")).toBe(false);
    expect(JSON.stringify(reading.properties("FnEventRole"))).toContain('"lambda:InvokeFunction"],"Resource":["→Fn.Arn"]');
  });
});

describe("routes", () => {
  test("of the implicit API take what Globals say, and the API is made once", () => {
    const reading = withEvent(
      "Api",
      "{ Path: /a, Method: get }",
      "Globals:\n  Api:\n    Auth: { DefaultAuthorizer: Users, ApiKeyRequired: true, Authorizers: { Users: { UserPoolArn: arn:pool } } }\n",
    );
    expect(reading.properties("FnEvent")).toEqual({
      ApiKind: "rest",
      Function: "→Fn.Arn",
      Auth: { Type: "COGNITO_USER_POOLS", Authorizer: "→ServerlessRestApiUsersAuthorizer", ApiKeyRequired: true },
      Api: "→ServerlessRestApi",
      Path: "/a",
      Method: "GET",
    });
    expect(reading.at("ServerlessRestApi")).toMatchObject({ type: "AWS::Serverless::Api", implicit: true });
    expect(reading.at("ServerlessRestApiUsersAuthorizer").type).toBe("AWS::ApiGateway::Authorizer");
  });

  test("turn authorization off where they say NONE, and need none where the API has none", () => {
    const globals = "Globals:\n  Api:\n    Auth: { DefaultAuthorizer: AWS_IAM }\n";
    expect(withEvent("Api", "{ Path: /a, Method: get, Auth: { Authorizer: NONE } }", globals).properties("FnEvent")["Auth"]).toEqual({
      Type: "NONE",
    });
    expect(withEvent("Api", "{ Path: /a, Method: get }", globals).properties("FnEvent")["Auth"]).toEqual({ Type: "AWS_IAM" });
    expect(withEvent("Api", "{ Path: /a, Method: any }").properties("FnEvent")).toMatchObject({ Auth: { Type: "NONE" }, Method: "ANY" });
  });

  test("of HTTP APIs have the payload version, the timeout in seconds and the whole API where no path is given", () => {
    const reading = withEvent("HttpApi", "{ TimeoutInMillis: 20000, PayloadFormatVersion: '1.0' }");
    expect(reading.properties("FnEvent")).toMatchObject({
      ApiKind: "http",
      Path: "$default",
      Method: "ANY",
      TimeoutSeconds: 20,
      PayloadFormatVersion: "1.0",
      Api: "→ServerlessHttpApi",
    });
  });

  test("of an API that is declared elsewhere have unknown authorization", () => {
    const reading = withEvent("Api", "{ Path: /a, Method: get, RestApiId: !ImportValue shared-api }");
    expect(reading.properties("FnEvent")["Auth"]).toBe("?the API is declared elsewhere");
  });

  test("that the author's OpenAPI document declares are read from there", () => {
    const reading = readFiles(cloudformationReader, {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionUri: api.yaml
      Auth: { DefaultAuthorizer: Check, Authorizers: { Check: { FunctionArn: !GetAtt Fn.Arn, Identity: { ReauthorizeEvery: 60 } } } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /a, Method: get } }
        Open: { Type: Api, Properties: { RestApiId: Api, Path: /b, Method: get, Auth: { Authorizer: NONE, OverrideApiAuth: true } } }
`,
      "api.yaml":
        "paths:\n  /a:\n    get:\n      x-amazon-apigateway-integration: { uri: some-uri }\n    post: { security: [] }\n  /b: { get: {} }\n",
    });
    expect(reading.has("FnGet")).toBe(false);
    expect([reading.has("Api GET /b"), reading.properties("FnOpen")["Auth"]]).toEqual([false, { Type: "NONE" }]);
    expect(reading.properties("Api GET /a")).toMatchObject({ Function: "some-uri", Auth: { Type: "CUSTOM", Authorizer: "→ApiCheckAuthorizer" } });
    expect(reading.properties("Api POST /a")).toMatchObject({ Auth: { Type: "NONE" } });
    expect(reading.properties("ApiCheckAuthorizer")).toMatchObject({ Type: "TOKEN", AuthorizerUri: "→Fn.Arn", AuthorizerResultTtlInSeconds: 60 });
    expect(reading.files).toContain("api.yaml");
  });

  const ownDocument = (api: string, path: string) => ({
    "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1, ${api} } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /a, Method: get } }
`,
    "api.yaml": `openapi: 3.0.1
components:
  securitySchemes:
    Sign: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
security: [{ Sign: [] }]
paths:
  /a: { get: { ${path} } }
`,
  });
  const included = "DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } }";
  const arn = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations";

  test.each([
    ["says nothing of a call", "DefinitionUri: api.yaml", "responses: {}"],
    [
      "says it with an intrinsic function that nobody resolves",
      "DefinitionUri: api.yaml",
      `x-amazon-apigateway-integration: { uri: { Fn::Sub: "${arn}" } }`,
    ],
    ["says it with the text of one", included, `x-amazon-apigateway-integration: { uri: "${arn}" }`],
  ])("call their function where the author's document %s, as the document lets callers in", async (_, api, path) => {
    const files = ownDocument(api, path);
    const reading = readFiles(cloudformationReader, files);
    expect(reading.properties("FnGet")).toMatchObject({ Function: "→Fn.Arn", Method: "GET", Path: "/a", Auth: { Type: "AWS_IAM" } });
    const stack = await stackOf(files);
    expect(stack.resourcesOf("route").map(({ name }) => name)).toEqual(["Get"]);
  });

  test.each([
    ["with an intrinsic function that the include resolves", included, `x-amazon-apigateway-integration: { uri: { Fn::Sub: "${arn}" } }`, "→Fn.Arn"],
    ["as an answer of its own", "DefinitionUri: api.yaml", "x-amazon-apigateway-integration: { type: mock }", "undefined"],
  ])("leave the call to the author's document that says it %s", (_, api, path, called) => {
    const reading = readFiles(cloudformationReader, ownDocument(api, path));
    expect(reading.has("FnGet")).toBe(false);
    expect(String(reading.properties("Api GET /a")["Function"])).toContain(called);
  });
});

test.each([
  ["Cognito", "{ UserPool: !Ref Queue, Trigger: PreSignUp }", { Service: "cognito", Source: "→Queue", Trigger: "PreSignUp" }],
  ["IoTRule", "{ Sql: SELECT * FROM 'x' }", { Service: "iot", Source: "SELECT * FROM 'x'" }],
  ["CloudWatchLogs", "{ LogGroupName: g, FilterPattern: '' }", { Service: "logs", Source: "g" }],
  ["AlexaSkill", "{}", { Service: "alexa" }],
])("%s is a trigger of its service", (type, properties, expected) => {
  const reading = withEvent(type, properties);
  expect(reading.at("FnEvent").type).toBe("AWS::Serverless::Trigger");
  expect(reading.properties("FnEvent")).toMatchObject({ ...expected, Function: "→Fn.Arn" });
});

test("an event of a type that we do not know is noted", () => {
  expect(withEvent("Telepathy", "{}").messages).toEqual(["template.yaml:12 the event Event has no type that we know"]);
});
