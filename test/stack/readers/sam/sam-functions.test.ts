import { describe, expect, test } from "vitest";
import { cloudformationReader } from "../../../../src/stack/readers/cloudformation/cloudformation-reader.ts";
import { valueAt } from "../../../../src/stack/value.ts";
import { shown } from "../../../support/shown-value.ts";
import { readFiles } from "../../../support/read-files.ts";

function read(body: string, others: Record<string, string> = {}) {
  return readFiles(cloudformationReader, { "app/template.yaml": `Transform: AWS::Serverless-2016-10-31\n${body}`, ...others });
}

/** A function with settings (one a line, without indentation) beside a queue. */
function withFunction(settings: readonly string[], globals = "") {
  return read(`${globals}Resources:
  Queue: { Type: AWS::SQS::Queue }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
${settings.map((line) => `      ${line}`).join("\n")}
`);
}

describe("Globals", () => {
  test("are merged into functions: maps joined, lists appended, the rest overridden", () => {
    const reading = withFunction(
      ["Timeout: 10", "Layers: [own]", "Environment: { Variables: { A: own, B: own } }"],
      "Globals:\n  Function:\n    Timeout: 3\n    MemorySize: 512\n    Layers: [global]\n    Environment: { Variables: { A: global, C: global } }\n",
    );
    expect(reading.properties("Fn")).toMatchObject({
      Timeout: 10,
      MemorySize: 512,
      Layers: ["global", "own"],
      Environment: { Variables: { A: "own", B: "own", C: "global" } },
    });
    expect(reading.at("Fn").properties.entries.get("MemorySize")?.at.startLine).toBe(5);
  });

  test("reach only resources of their own type", () => {
    const reading = read("Globals: { Function: { Timeout: 3 } }\nResources: { Q: { Type: AWS::SQS::Queue } }\n");
    expect(reading.properties("Q")).toEqual({});
  });
});

describe("a function", () => {
  test("has CloudFormation's shape and names, and remembers SAM's", () => {
    const reading = withFunction(["Tracing: Active", "DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Queue.Arn }", "CodeUri: src/"]);
    const resource = reading.at("Fn");
    expect(resource).toMatchObject({ type: "AWS::Lambda::Function", nativeType: "AWS::Serverless::Function", format: "sam", implicit: false });
    expect(reading.properties("Fn")).toMatchObject({
      TracingConfig: { Mode: "Active" },
      DeadLetterConfig: { Type: "SQS", TargetArn: "→Queue.Arn" },
      CodeUri: "app/src",
      Role: "→FnRole.Arn",
    });
    expect(resource.nativeNames?.("TracingConfig.Mode")).toBe("Tracing");
    expect(resource.nativeNames?.("Timeout")).toBeUndefined();
  });

  test("without CodeUri has its code beside the template, with inline code or an image nowhere", () => {
    expect(withFunction([]).properties("Fn")["CodeUri"]).toBe("app");
    expect(withFunction(["InlineCode: exports.handler = 1"]).properties("Fn")).toMatchObject({ Code: { ZipFile: "exports.handler = 1" } });
    expect(withFunction(["PackageType: Image"]).properties("Fn")).not.toHaveProperty("CodeUri");
    expect(withFunction(["CodeUri: s3://bucket/key"]).properties("Fn")).not.toHaveProperty("CodeUri");
  });

  test("bundled by esbuild has its code where the entry point is", () => {
    const reading = read(`Resources:
  Fn:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/handlers/orders.ts] } }
    Properties: { Handler: orders.handler }
`);
    expect(reading.properties("Fn")["CodeUri"]).toBe("app/src/handlers");
  });

  test("publishes a version and an alias, which events call", () => {
    const reading = withFunction([
      "AutoPublishAlias: live",
      "ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 }",
      "Events: { Orders: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } } }",
    ]);
    expect(reading.properties("FnAlias")).toEqual({
      Name: "live",
      FunctionName: "→Fn",
      FunctionVersion: "→FnVersion.Version",
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    expect(reading.at("FnVersion").implicit).toBe(true);
    expect(reading.properties("FnOrders")["FunctionName"]).toBe("→FnAlias");
  });

  test("has its URL, its asynchronous settings and the queue that they ask for as resources", () => {
    const reading = withFunction([
      "FunctionUrlConfig: { AuthType: NONE }",
      "EventInvokeConfig: { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Type: SQS }, OnSuccess: { Type: SNS, Destination: !Ref Topic } } }",
    ]);
    expect(reading.properties("FnUrl")).toEqual({ AuthType: "NONE", TargetFunctionArn: "→Fn.Arn" });
    expect(reading.properties("FnEventInvokeConfig")).toMatchObject({
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: "→FnEventInvokeConfigOnFailureQueue.Arn" } },
      Qualifier: "$LATEST",
    });
    expect(reading.at("FnEventInvokeConfigOnFailureQueue").type).toBe("AWS::SQS::Queue");
  });

  test("names what SAM makes: roles, aliases and the implicit API can be referred to", () => {
    const reading = read(`Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live } }
  Q:
    Type: AWS::SQS::Queue
    Properties: { A: !GetAtt FnRole.Arn, B: !Ref Fn.Alias, C: !Ref FnAliaslive, D: !Ref ServerlessRestApi, E: !Ref Fn.Version, F: !Ref Elsewhere }
`);
    expect(reading.properties("Q")).toEqual({
      A: "→FnRole.Arn",
      B: "→FnAlias",
      C: "→FnAlias",
      D: "→ServerlessRestApi",
      E: "→FnVersion",
      F: "?Elsewhere is not declared in this template",
    });
  });
});

describe("the role", () => {
  const managed = (reading: ReturnType<typeof read>) => reading.properties("FnRole")["ManagedPolicyArns"];

  test("has what SAM adds for logs, tracing, network and polling", () => {
    const reading = withFunction([
      "Tracing: Active",
      "VpcConfig: { SubnetIds: [s] }",
      "Events: { Orders: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }, More: { Type: SQS, Properties: { Queue: x } } }",
    ]);
    expect(managed(reading)).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess",
      "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
      "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
    ]);
  });

  test("has managed policies by name or ARN, inline statements, and policy templates as their statements", () => {
    const reading = withFunction([
      "Policies:",
      "  - AWSLambdaSQSQueueExecutionRole",
      "  - AmazonS3ReadOnlyAccess",
      "  - arn:aws:iam::1:policy/x",
      "  - Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: '*' }]",
      "  - SQSSendMessagePolicy: { QueueName: !GetAtt Queue.QueueName }",
      "  - SomethingElsePolicy: {}",
    ]);
    expect(managed(reading)).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
      "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
      "arn:aws:iam::1:policy/x",
    ]);
    expect(reading.properties("FnRole")["Policies"]).toEqual([
      { PolicyName: "inline policy of Fn", PolicyDocument: { Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] } },
      {
        PolicyName: "SQSSendMessagePolicy",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["sqs:SendMessage*"],
              Resource: ["arn:{?AWS::Partition}:sqs:{?AWS::Region}:{?AWS::AccountId}:{→Queue.QueueName}"],
            },
          ],
        },
      },
      "?SomethingElsePolicy is not a policy template of SAM",
    ]);
    expect(reading.at("FnRole").at).toMatchObject({ startLine: 8, endLine: 14 });
  });

  test.each([
    ["S3ReadPolicy: { BucketName: b }", ["arn:{?AWS::Partition}:s3:::b", "arn:{?AWS::Partition}:s3:::b/*"]],
    ["AWSSecretsManagerGetSecretValuePolicy: { SecretArn: !Ref Queue }", ["→Queue"]],
    ["KMSDecryptPolicy: { KeyId: !Ref Queue }", ["arn:{?AWS::Partition}:kms:{?AWS::Region}:{?AWS::AccountId}:key/{→Queue}"]],
    ["SSMParameterWithSlashPrefixReadPolicy: { ParameterName: /a }", ["*"]],
    ["VPCAccessPolicy: {}", ["*"]],
    ["DynamoDBReadPolicy: {}", expect.arrayContaining([expect.stringContaining("DynamoDBReadPolicy is given no TableName")])],
  ])("has for %s the resources of the template", (policy, resources) => {
    const policies = withFunction([`Policies: [{ ${policy} }]`])
      .at("FnRole")
      .properties.entries.get("Policies")?.value;
    expect(shown(valueAt(policies, 0, "PolicyDocument", "Statement", 0, "Resource"))).toEqual(resources);
  });

  test("is the author's where one is given", () => {
    const reading = withFunction(["Role: !GetAtt Own.Arn", "Tracing: Active"]);
    expect(reading.has("FnRole")).toBe(false);
  });
});

describe("other types", () => {
  test("a simple table is a table on demand with one key", () => {
    const reading = read(
      "Resources:\n  T: { Type: AWS::Serverless::SimpleTable, Properties: { PrimaryKey: { Name: pk, Type: Number } } }\n  U: { Type: AWS::Serverless::SimpleTable }\n",
    );
    expect(reading.at("T").type).toBe("AWS::DynamoDB::Table");
    expect(reading.properties("T")).toEqual({
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "N" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
    });
    expect(reading.properties("U")["KeySchema"]).toEqual([{ AttributeName: "id", KeyType: "HASH" }]);
  });

  test("a state machine has its definition from a file, its role and what starts it", () => {
    const reading = read(
      `Resources:
  Fn: { Type: AWS::Serverless::Function }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: flow.asl.json
      DefinitionSubstitutions: { Fn: !GetAtt Fn.Arn, Unused: x }
      Policies: [LambdaInvokePolicy: { FunctionName: !Ref Fn }]
      Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }
`,
      {
        "app/flow.asl.json":
          '{\n  "StartAt": "A",\n  "States": {\n    "A": {"Type": "Task", "Resource": "${Fn}", "Comment": "${Other}", "End": true}\n  }\n}',
      },
    );
    expect(reading.properties("Flow")).toMatchObject({
      StateMachineType: "EXPRESS",
      RoleArn: "→FlowRole.Arn",
      DefinitionPath: "app/flow.asl.json",
      Definition: { States: { A: { Resource: "→Fn.Arn", Comment: "${Other}" } } },
    });
    const definition = reading.at("Flow").properties.entries.get("Definition")?.value;
    expect(definition?.at).toMatchObject({ path: "app/flow.asl.json", startLine: 1, endLine: 6 });
    expect(reading.at("Flow").nativeNames?.("StateMachineType")).toBe("Type");
    expect(reading.properties("FlowNightly")).toMatchObject({
      ScheduleExpression: "rate(1 day)",
      Targets: [{ Arn: "→Flow", RoleArn: "→FlowNightlyRole.Arn" }],
    });
  });

  test("a connector grants what it says to the source's role", () => {
    const reading = read(`Resources:
  Queue: { Type: AWS::SQS::Queue }
  Topic: { Type: AWS::SNS::Topic }
  Fn:
    Type: AWS::Serverless::Function
    Connectors: { Send: { Properties: { Destination: { Id: Queue }, Permissions: [Write] } } }
  Feed: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: Topic }, Destination: { Id: Queue }, Permissions: [Write] } }
`);
    expect(reading.properties("FnSendPolicy0")).toEqual({
      Roles: ["→FnRole"],
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["sqs:DeleteMessage", "sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:PurgeQueue"],
            Resource: ["→Queue.Arn"],
          },
        ],
      },
    });
    expect(reading.at("FeedQueuePolicy0").type).toBe("AWS::SQS::QueuePolicy");
    expect(reading.has("Feed")).toBe(false);
  });
});
