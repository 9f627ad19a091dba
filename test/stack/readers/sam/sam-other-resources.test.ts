import { describe, expect, test } from "vitest";
import { cloudformationReader } from "../../../../src/stack/readers/cloudformation/cloudformation-reader.ts";
import { readFiles } from "../../../support/read-files.ts";
import { linksIn, stackOf } from "../../../support/stack-of.ts";

function sam(resources: string): string {
  return `Transform: AWS::Serverless-2016-10-31\nResources:\n${resources}`;
}

function read(resources: string) {
  return readFiles(cloudformationReader, { "template.yaml": sam(resources) });
}

describe("a GraphQL API", () => {
  const api = `
  Orders:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      Auth: { Type: AWS_IAM }
      XrayEnabled: true
      SchemaUri: schema.graphql
      DataSources:
        Lambda:
          Work: { FunctionArn: !GetAtt Work.Arn }
          Other: { FunctionArn: !GetAtt Other.Arn }
        DynamoDb:
          Table: { TableName: !Ref Table, TableArn: !GetAtt Table.Arn }
      Functions:
        callWork: { DataSource: Work, Runtime: { Name: APPSYNC_JS, Version: 1.0.0 }, CodeUri: work.js }
        readTable: { DataSource: Table }
        think: { DataSource: NONE }
      Resolvers:
        Mutation:
          placeOrder: { Pipeline: [think, callWork, readTable] }
        Query:
          one: { FieldName: order, Pipeline: [readTable] }
  Work: { Type: AWS::Serverless::Function, Properties: { Handler: index.handler } }
  Other: { Type: AWS::Serverless::Function, Properties: { Handler: index.handler } }
  Table: { Type: AWS::DynamoDB::Table }
`;

  test("is AppSync's own, with its data sources, functions and resolvers", () => {
    const reading = read(api);
    expect(reading.at("Orders")).toMatchObject({ type: "AWS::AppSync::GraphQLApi" });
    expect(reading.properties("Orders")).toMatchObject({ AuthenticationType: "AWS_IAM", XrayEnabled: true });
    expect(reading.properties("OrdersWork")).toEqual({ ApiId: "→Orders.ApiId", Name: "Work", LambdaConfig: { LambdaFunctionArn: "→Work.Arn" } });
    expect(reading.properties("OrdersTable")).toEqual({ ApiId: "→Orders.ApiId", Name: "Table", DynamoDBConfig: { TableName: "→Table" } });
    expect(reading.properties("Ordersthink")).toEqual({ ApiId: "→Orders.ApiId" });
    expect(reading.properties("OrdersQueryone")).toEqual({
      ApiId: "→Orders.ApiId",
      TypeName: "Query",
      FieldName: "order",
      PipelineConfig: { Functions: ["→OrdersreadTable.FunctionId"] },
    });
  });

  test("calls the functions of its data sources, by the fields whose pipelines use them", async () => {
    const stack = await stackOf({ "template.yaml": sam(api) });
    const calls = stack.linksOf("triggers").map((link) => `${link.name} > ${link.to.resource?.name} ${link.string("path").state}`);
    expect(calls.toSorted()).toEqual(["Other > Other absent", "Work > Work absent", "placeOrder > Work known"]);
    expect(linksIn(stack, "uses")).toContain("Orders > Table");
  });
});

describe("a capacity provider", () => {
  test("is Lambda's own, and the function names it", async () => {
    const template = sam(`
  Machines:
    Type: AWS::Serverless::CapacityProvider
    Properties: { VpcConfig: { SubnetIds: [subnet-1] } }
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      CapacityProviderConfig: { Arn: !GetAtt Machines.Arn, PerExecutionEnvironmentMaxConcurrency: 10 }
`);
    const reading = readFiles(cloudformationReader, { "template.yaml": template });
    expect(reading.at("Machines").type).toBe("AWS::Lambda::CapacityProvider");
    expect(reading.properties("Work")["CapacityProviderConfig"]).toEqual({
      LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: "→Machines.Arn", PerExecutionEnvironmentMaxConcurrency: 10 },
    });
    expect(linksIn(await stackOf({ "template.yaml": template }), "uses")).toEqual(["Work > Machines"]);
  });
});

describe("a deployment preference", () => {
  const work = (preference: string) => `
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      AutoPublishAlias: live
      DeploymentPreference: ${preference}
  Errors: { Type: AWS::CloudWatch::Alarm, Properties: { MetricName: Errors, Namespace: AWS/Lambda } }
  Check: { Type: AWS::Serverless::Function, Properties: { Handler: check.handler } }
`;

  test("names its alarms, its function and the functions that check it", async () => {
    const template = sam(work("{ Type: Linear10PercentEvery1Minute, Alarms: [!Ref Errors], Hooks: { PreTraffic: !Ref Check } }"));
    const reading = readFiles(cloudformationReader, { "template.yaml": template });
    expect(reading.at("WorkDeploymentGroup")).toMatchObject({ type: "AWS::CodeDeploy::DeploymentGroup", implicit: true });
    expect(reading.properties("WorkDeploymentGroup")).toMatchObject({
      DeploymentConfigName: "Linear10PercentEvery1Minute",
      AlarmConfiguration: { Alarms: [{ Name: "→Errors" }] },
    });
    const links = (await stackOf({ "template.yaml": template })).links.filter((link) => link.from.resource?.name === "WorkDeploymentGroup");
    expect(links.map((link) => `${link.kind} ${link.to.resource?.name}`).toSorted()).toEqual(["triggers Check", "uses Errors", "uses WorkAlias"]);
  });

  test("that is switched off makes nothing", () => {
    expect(read(work("{ Enabled: false, Type: AllAtOnce }")).has("WorkDeploymentGroup")).toBe(false);
  });
});

describe("a connector to something of elsewhere", () => {
  const work = "  Work: { Type: AWS::Serverless::Function, Properties: { Handler: index.handler } }\n";

  test("grants what it says on the ARN that is given", () => {
    const reading = read(`${work}
  Read:
    Type: AWS::Serverless::Connector
    Properties:
      Source: { Id: Work }
      Destination: { Type: AWS::DynamoDB::Table, Arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" }
      Permissions: [Write]
`);
    const { Roles, PolicyDocument } = reading.properties("ReadPolicy0") as { Roles: unknown; PolicyDocument: { Statement: { Resource: unknown }[] } };
    expect(Roles).toEqual(["→WorkRole"]);
    expect(PolicyDocument.Statement[0]?.Resource).toEqual([
      "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
      "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/*",
    ]);
  });

  test("grants to the role that is named, and lets a topic of elsewhere call", () => {
    const reading = read(`${work}
  Queue: { Type: AWS::SQS::Queue }
  Send:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Type: AWS::Lambda::Function, RoleName: sender }, Destination: { Id: Queue }, Permissions: [Write] }
  Feed:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Type: AWS::SNS::Topic, Arn: "arn:aws:sns:eu-west-1:123456789012:news" }, Destination: { Id: Work }, Permissions: [Write] }
`);
    expect(reading.properties("SendPolicy0")["Roles"]).toEqual(["sender"]);
    expect(reading.properties("FeedPermission0")).toMatchObject({ FunctionName: "→Work", SourceArn: "arn:aws:sns:eu-west-1:123456789012:news" });
  });

  test("writes no policy of what another stack declares", () => {
    const reading = read(`
  Topic: { Type: AWS::SNS::Topic }
  Feed:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Id: Topic }, Destination: { Type: AWS::SQS::Queue, Arn: "arn:aws:sqs:eu-west-1:123456789012:q" }, Permissions: [Write] }
`);
    expect(reading.resources.map((resource) => resource.address)).toEqual(["Topic"]);
  });
});

describe("the authorization of an event", () => {
  const route = (event: string, api = "") =>
    read(`
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: live${api} } }
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Events: { Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /a, Method: get${event} } } }
`).properties("WorkGet")["Auth"];

  test.each([
    ["IAM", ", Auth: { Authorizer: AWS_IAM, InvokeRole: CALLER_CREDENTIALS }", "", { Type: "AWS_IAM" }],
    ["IAM by default", "", ", Auth: { DefaultAuthorizer: AWS_IAM }", { Type: "AWS_IAM" }],
    ["a key", ", Auth: { ApiKeyRequired: true }", "", { Type: "NONE", ApiKeyRequired: true }],
    ["a key by default", "", ", Auth: { ApiKeyRequired: true }", { Type: "NONE", ApiKeyRequired: true }],
    [
      "no key where the event says so",
      ", Auth: { ApiKeyRequired: false }",
      ", Auth: { ApiKeyRequired: true }",
      { Type: "NONE", ApiKeyRequired: false },
    ],
    ["nobody where the event says so", ", Auth: { Authorizer: NONE }", ", Auth: { DefaultAuthorizer: AWS_IAM }", { Type: "NONE" }],
  ])("may be %s", (_what, event, api, expected) => {
    expect(route(event, api)).toEqual(expected);
  });
});
