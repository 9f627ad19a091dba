import { describe, expect, it } from "vitest";
import { built, fn, native, open, ref, sub } from "../natives.ts";

const uri = (address: string) =>
  sub("arn:aws:apigateway:", open("AWS::Region"), ":lambda:path/2015-03-31/functions/", ref(address, "Arn"), "/invocations");

describe("routes", () => {
  it("of a REST API trigger the function behind their integration", () => {
    const stack = built(
      fn("Worker"),
      native("AWS::ApiGateway::RestApi", "Api"),
      native("AWS::ApiGateway::Method", "Post", {
        RestApiId: ref("Api"),
        ResourceId: ref("Api", "RootResourceId"),
        HttpMethod: "POST",
        AuthorizationType: "NONE",
        Integration: { Type: "AWS_PROXY", Uri: uri("Worker") },
      }),
    );
    expect(stack.lines()).toEqual(["contains Api > Post (Post)", "triggers Post > Worker (Post)"]);
    const link = stack.link("triggers");
    expect(link.number("timeoutSeconds")).toMatchObject({ value: 29, isDefault: true });
    expect(link.string("service")).toMatchObject({ value: "api-rest" });
    expect(link.string("method")).toMatchObject({ value: "POST" });
    expect(link.string("path")).toMatchObject({ value: "/" });
  });

  it("are not needed by an HTTP API that is made with a target", () => {
    const stack = built(fn("Worker"), native("AWS::ApiGatewayV2::Api", "Api", { ProtocolType: "HTTP", Target: uri("Worker"), RouteKey: "GET /" }));
    const link = stack.link("triggers", "Worker");
    expect([link.from.resource?.name, link.string("service"), link.number("timeoutSeconds")]).toMatchObject([
      "Api",
      { value: "api-http" },
      { value: 30, isDefault: true },
    ]);
    const url = native("AWS::ApiGatewayV2::Api", "Proxy", { ProtocolType: "HTTP", Target: "https://example.com" });
    expect(built(fn("Worker"), url).links).toEqual([]);
  });

  it("of an HTTP API trigger the function behind the integration that they name", () => {
    const stack = built(
      fn("Worker"),
      native("AWS::ApiGatewayV2::Api", "Api", { ProtocolType: "HTTP" }),
      native("AWS::ApiGatewayV2::Integration", "Integration", {
        ApiId: ref("Api"),
        IntegrationUri: ref("Worker", "Arn"),
        TimeoutInMillis: 5000,
        PayloadFormatVersion: "2.0",
      }),
      native("AWS::ApiGatewayV2::Authorizer", "Authorizer", { ApiId: ref("Api"), AuthorizerType: "REQUEST", AuthorizerUri: uri("Guard") }),
      fn("Guard"),
      native("AWS::ApiGatewayV2::Route", "Get", {
        ApiId: ref("Api"),
        RouteKey: "GET /orders/{id}",
        Target: sub("integrations/", ref("Integration")),
        AuthorizerId: ref("Authorizer"),
      }),
    );
    const link = stack.link("triggers", "Worker");
    expect(link.string("service")).toMatchObject({ value: "api-http" });
    expect(link.number("timeoutSeconds")).toMatchObject({ value: 5 });
    expect(link.string("payloadVersion")).toMatchObject({ value: "2.0" });
    expect(stack.resource("Get").string("method")).toMatchObject({ value: "GET" });
    expect(stack.resource("Get").string("path")).toMatchObject({ value: "/orders/{id}" });
    expect(stack.link("authorizes", "Get").from.resource?.name).toBe("Authorizer");
    expect(stack.link("triggers", "Guard").string("service")).toMatchObject({ value: "authorizer" });
    expect(stack.resource("Api").string("type")).toMatchObject({ value: "http" });
  });

  it("of a WebSocket API have their key as path", () => {
    const stack = built(
      native("AWS::ApiGatewayV2::Api", "Api", { ProtocolType: "WEBSOCKET" }),
      native("AWS::ApiGatewayV2::Route", "Connect", { ApiId: ref("Api"), RouteKey: "$connect" }),
    );
    expect(stack.resource("Connect").string("path")).toMatchObject({ value: "$connect" });
  });

  it("of a framework bring their permission with them", () => {
    const route = native(
      "AWS::Serverless::Route",
      "WorkerGet",
      {
        Api: ref("Api"),
        ApiKind: "rest",
        Method: "GET",
        Path: "/orders",
        Auth: { Type: "AWS_IAM" },
        Function: ref("Worker", "Arn"),
        TimeoutSeconds: 10,
      },
      { format: "sam", implicit: true, nativeType: "Api event" },
    );
    const stack = built(fn("Worker"), native("AWS::Serverless::Api", "Api"), route);
    const link = stack.link("triggers", "Worker");
    expect(link.boolean("implicitPermission")).toMatchObject({ value: true });
    expect(link.number("timeoutSeconds")).toMatchObject({ value: 10 });
    expect(stack.resource("WorkerGet").string("authorization")).toMatchObject({ value: "AWS_IAM" });
    expect(stack.link("contains").from.resource?.name).toBe("Api");
  });

  it("of an OpenAPI document are found, without a permission", () => {
    const body = { paths: { "/orders": { post: { "x-amazon-apigateway-integration": { uri: uri("Worker"), timeoutInMillis: 3000 } } } } };
    const stack = built(fn("Worker"), native("AWS::ApiGateway::RestApi", "Api", { Body: body }, { format: "terraform" }));
    const link = stack.link("triggers", "Worker");
    expect(link.string("method")).toMatchObject({ value: "POST" });
    expect(link.number("timeoutSeconds")).toMatchObject({ value: 3 });
    expect(link.has("implicitPermission")).toBe(false);
  });

  it("of an OpenAPI document are not made twice", () => {
    const body = { paths: { "/orders": { post: { "x-amazon-apigateway-integration": { uri: uri("Worker") } } } } };
    const made = native(
      "AWS::Serverless::Route",
      "Api POST /orders",
      { Api: ref("Api"), Function: uri("Worker") },
      { nativeType: "OpenAPI operation", implicit: true },
    );
    expect(
      built(fn("Worker"), native("AWS::ApiGateway::RestApi", "Api", { Body: body }), made).links.filter((link) => link.kind === "triggers"),
    ).toHaveLength(1);
  });
});

describe("other callers", () => {
  it("are function URLs, custom resources, user pools, edges and topic rules", () => {
    const worker = ref("Worker", "Arn");
    const stack = built(
      fn("Worker"),
      native("AWS::Lambda::Url", "Url", { TargetFunctionArn: worker, AuthType: "NONE" }),
      native("Custom::Seed", "Seed", { ServiceToken: worker }),
      native("AWS::Cognito::UserPool", "Users", {
        LambdaConfig: { PreSignUp: worker, CustomEmailSender: { LambdaArn: worker, LambdaVersion: "V1_0" }, KMSKeyID: "arn:aws:kms:x:1:key/k" },
      }),
      native("AWS::CloudFront::Distribution", "Site", {
        DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: "viewer-request", LambdaFunctionARN: worker }] } },
      }),
      native("AWS::IoT::TopicRule", "Devices", { TopicRulePayload: { Actions: [{ Lambda: { FunctionArn: worker } }] } }),
      native("AWS::ElasticLoadBalancingV2::TargetGroup", "Group", { TargetType: "lambda", Targets: [{ Id: worker }] }),
      native("AWS::Logs::LogGroup", "Logs", { LogGroupName: "app" }),
      native("AWS::Logs::SubscriptionFilter", "Filter", { LogGroupName: ref("Logs"), DestinationArn: worker }),
    );
    const services = stack.links.filter((link) => link.kind === "triggers").map((link) => link.string("service"));
    expect(services.map((service) => service.known && service.value)).toEqual([
      "function-url",
      "custom-resource",
      "cognito",
      "cognito-sender",
      "cloudfront",
      "iot",
      "alb",
      "logs",
    ]);
    expect(stack.links.find((link) => link.from.resource?.name === "Site")?.string("eventType")).toMatchObject({ value: "viewer-request" });
  });

  it("are resolvers of AppSync through their data source", () => {
    const stack = built(
      fn("Worker"),
      native("AWS::AppSync::GraphQLApi", "Api"),
      native("AWS::AppSync::DataSource", "Source", {
        ApiId: ref("Api", "ApiId"),
        Name: "orders",
        Type: "AWS_LAMBDA",
        LambdaConfig: { LambdaFunctionArn: ref("Worker", "Arn") },
      }),
      native("AWS::AppSync::Resolver", "Resolver", {
        ApiId: ref("Api", "ApiId"),
        TypeName: "Query",
        FieldName: "order",
        DataSourceName: ref("Source", "Name"),
      }),
    );
    expect(stack.lines()).toEqual(["triggers Api > Worker (Source)", "triggers Api > Worker (Resolver)"]);
  });

  it("are triggers that a framework names, with the settings that links know", () => {
    const trigger = native("AWS::Serverless::Trigger", "OnSignUp", {
      Service: "cognito",
      Source: ref("Users"),
      Function: ref("Worker", "Arn"),
      EventType: "PreSignUp",
      Other: 1,
    });
    const stack = built(fn("Worker"), native("AWS::Cognito::UserPool", "Users"), trigger);
    const link = stack.link("triggers", "Worker");
    expect(link.settingNames.toSorted()).toEqual(["eventType", "service", "source"]);
    expect(stack.resources.map((resource) => resource.name)).toEqual(["Worker", "Users"]);
  });
});
