import { lowerCase, onlyText, secondsOfMilliseconds } from "../conversions.ts";
import { type KindTable, contribution, kind } from "./kind.ts";

const serverlessHttpSettings = {
  name: "Name",
  definition: "DefinitionBody",
  accessLog: "AccessLogSettings.DestinationArn",
  accessLogFormat: "AccessLogSettings.Format",
  throttling: "DefaultRouteSettings",
  defaultAuthorizer: "Auth.DefaultAuthorizer",
  cors: "CorsConfiguration",
  minimumTlsVersion: "Domain.SecurityPolicy",
} as const;

/** API Gateway (both generations) and AppSync. Routes get method, path and type where the links are made: they need other declarations. */
export const apiGatewayKinds: KindTable = {
  "AWS::ApiGateway::RestApi": kind(
    "api",
    {
      name: "Name",
      endpointType: { path: ["EndpointConfiguration.Types.0", "EndpointConfiguration.Type"] },
      policy: "Policy",
      definition: "Body",
      defaultAuthorizer: "Auth.DefaultAuthorizer",
      cors: "Cors",
      tracing: "TracingEnabled",
      accessLog: "AccessLogSetting.DestinationArn",
      accessLogFormat: "AccessLogSetting.Format",
      throttling: "MethodSettings",
    },
    { type: "rest" },
  ),
  "AWS::ApiGatewayV2::Api": kind("api", {
    name: "Name",
    type: { path: "ProtocolType", as: lowerCase },
    definition: "Body",
    cors: "CorsConfiguration",
    defaultAuthorizer: "Auth.DefaultAuthorizer",
    accessLog: { path: ["AccessLogSettings.DestinationArn", "AccessLogSetting.DestinationArn"] },
    accessLogFormat: { path: ["AccessLogSettings.Format", "AccessLogSetting.Format"] },
    throttling: "DefaultRouteSettings",
  }),
  "AWS::Serverless::Api": kind(
    "api",
    {
      name: "Name",
      endpointType: { path: ["EndpointConfiguration.Type", "EndpointConfiguration.Types.0", "EndpointConfiguration"], as: onlyText },
      policy: "Auth.ResourcePolicy",
      definition: "DefinitionBody",
      tracing: "TracingEnabled",
      accessLog: "AccessLogSetting.DestinationArn",
      accessLogFormat: "AccessLogSetting.Format",
      throttling: "MethodSettings",
      defaultAuthorizer: "Auth.DefaultAuthorizer",
      cors: "Cors",
      minimumTlsVersion: "Domain.SecurityPolicy",
    },
    { type: "rest" },
  ),
  "AWS::Serverless::HttpApi": kind("api", serverlessHttpSettings, { type: "http" }),
  "AWS::Serverless::WebSocketApi": kind("api", serverlessHttpSettings, { type: "websocket" }),
  "AWS::AppSync::GraphQLApi": kind("api", { name: "Name", tracing: "XrayEnabled", accessLog: "LogConfig" }, { type: "graphql" }),
  "AWS::ElasticLoadBalancingV2::LoadBalancer": kind("api", { name: "Name" }, { type: "alb" }),
  "AWS::ApiGateway::Method": kind("route", {
    method: "HttpMethod",
    authorization: "AuthorizationType",
    authorizer: "AuthorizerId",
    apiKeyRequired: "ApiKeyRequired",
    timeoutSeconds: { path: "Integration.TimeoutInMillis", as: secondsOfMilliseconds },
    api: "RestApiId",
    integration: "Integration.Uri",
  }),
  "AWS::ApiGatewayV2::Route": kind("route", {
    authorization: "AuthorizationType",
    authorizer: "AuthorizerId",
    apiKeyRequired: "ApiKeyRequired",
    api: "ApiId",
    integration: "Target",
  }),
  "AWS::Serverless::Route": kind("route", {
    method: "Method",
    path: "Path",
    authorization: "Auth.Type",
    authorizer: "Auth.Authorizer",
    apiKeyRequired: "Auth.ApiKeyRequired",
    timeoutSeconds: "TimeoutSeconds",
    api: "Api",
    integration: "Function",
  }),
  "AWS::ApiGateway::Authorizer": kind("authorizer", {
    type: "Type",
    resultTtlSeconds: "AuthorizerResultTtlInSeconds",
    identitySources: "IdentitySource",
    function: "AuthorizerUri",
  }),
  "AWS::ApiGatewayV2::Authorizer": kind("authorizer", {
    type: "AuthorizerType",
    resultTtlSeconds: "AuthorizerResultTtlInSeconds",
    identitySources: "IdentitySource",
    function: "AuthorizerUri",
  }),
  "AWS::ApiGateway::Stage": kind("stage", {
    name: "StageName",
    api: "RestApiId",
    deployment: "DeploymentId",
    variables: "Variables",
    tracing: "TracingEnabled",
    accessLog: "AccessLogSetting.DestinationArn",
    accessLogFormat: "AccessLogSetting.Format",
    methodSettings: "MethodSettings",
  }),
  "AWS::ApiGatewayV2::Stage": kind("stage", {
    name: "StageName",
    api: "ApiId",
    deployment: "DeploymentId",
    variables: "StageVariables",
    accessLog: "AccessLogSettings.DestinationArn",
    accessLogFormat: "AccessLogSettings.Format",
    methodSettings: "DefaultRouteSettings",
  }),
  "AWS::ApiGateway::Deployment": kind("deployment", { api: "RestApiId", triggers: "Triggers" }),
  "AWS::ApiGatewayV2::Deployment": kind("deployment", { api: "ApiId", triggers: "Triggers" }),
};

/** What other declarations say about an API or a method. */
export const apiGatewayContributions = {
  "AWS::ApiGateway::Stage": contribution("api", "RestApiId", {
    tracing: "TracingEnabled",
    accessLog: "AccessLogSetting.DestinationArn",
    accessLogFormat: "AccessLogSetting.Format",
    throttling: "MethodSettings",
  }),
  "AWS::ApiGatewayV2::Stage": contribution("api", "ApiId", {
    accessLog: "AccessLogSettings.DestinationArn",
    accessLogFormat: "AccessLogSettings.Format",
    throttling: "DefaultRouteSettings",
  }),
  "AWS::ApiGateway::RestApiPolicy": contribution("api", "RestApiId", { policy: "Policy" }),
};
