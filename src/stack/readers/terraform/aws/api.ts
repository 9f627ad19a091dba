import type { TypeTable } from "../conversion/type-table.ts";
import { asDocument, unless } from "../conversion/conversions.ts";

const cors = {
  allow_credentials: "AllowCredentials",
  allow_headers: "AllowHeaders",
  allow_methods: "AllowMethods",
  allow_origins: "AllowOrigins",
  expose_headers: "ExposeHeaders",
  max_age: "MaxAge",
} as const;

const throttling = {
  throttling_burst_limit: "ThrottlingBurstLimit",
  throttling_rate_limit: "ThrottlingRateLimit",
  detailed_metrics_enabled: "DetailedMetricsEnabled",
  logging_level: "LoggingLevel",
  data_trace_enabled: "DataTraceEnabled",
} as const;

const methodSettings = {
  metrics_enabled: "MetricsEnabled",
  logging_level: "LoggingLevel",
  data_trace_enabled: "DataTraceEnabled",
  throttling_burst_limit: { to: "ThrottlingBurstLimit", as: unless(-1) },
  throttling_rate_limit: { to: "ThrottlingRateLimit", as: unless(-1) },
  caching_enabled: "CachingEnabled",
  cache_ttl_in_seconds: "CacheTtlInSeconds",
  cache_data_encrypted: "CacheDataEncrypted",
} as const;

/** API Gateway, both generations. */
export const apiTypes: TypeTable = {
  aws_apigatewayv2_api: {
    type: "AWS::ApiGatewayV2::Api",
    arguments: {
      name: "Name",
      protocol_type: "ProtocolType",
      body: { to: "Body", as: asDocument },
      target: "Target",
      route_key: "RouteKey",
      route_selection_expression: "RouteSelectionExpression",
      disable_execute_api_endpoint: "DisableExecuteApiEndpoint",
      cors_configuration: { to: "CorsConfiguration", block: cors },
    },
  },
  aws_apigatewayv2_route: {
    type: "AWS::ApiGatewayV2::Route",
    arguments: {
      api_id: "ApiId",
      route_key: "RouteKey",
      target: "Target",
      authorization_type: "AuthorizationType",
      authorizer_id: "AuthorizerId",
      authorization_scopes: "AuthorizationScopes",
      api_key_required: "ApiKeyRequired",
    },
  },
  aws_apigatewayv2_integration: {
    type: "AWS::ApiGatewayV2::Integration",
    arguments: {
      api_id: "ApiId",
      integration_type: "IntegrationType",
      integration_uri: "IntegrationUri",
      integration_method: "IntegrationMethod",
      integration_subtype: "IntegrationSubtype",
      payload_format_version: "PayloadFormatVersion",
      timeout_milliseconds: "TimeoutInMillis",
      credentials_arn: "CredentialsArn",
      connection_type: "ConnectionType",
    },
  },
  aws_apigatewayv2_authorizer: {
    type: "AWS::ApiGatewayV2::Authorizer",
    arguments: {
      api_id: "ApiId",
      name: "Name",
      authorizer_type: "AuthorizerType",
      authorizer_uri: "AuthorizerUri",
      authorizer_payload_format_version: "AuthorizerPayloadFormatVersion",
      authorizer_result_ttl_in_seconds: "AuthorizerResultTtlInSeconds",
      enable_simple_responses: "EnableSimpleResponses",
      identity_sources: "IdentitySource",
      jwt_configuration: { to: "JwtConfiguration", block: { audience: "Audience", issuer: "Issuer" } },
    },
  },
  aws_apigatewayv2_stage: {
    type: "AWS::ApiGatewayV2::Stage",
    arguments: {
      api_id: "ApiId",
      name: "StageName",
      auto_deploy: "AutoDeploy",
      deployment_id: "DeploymentId",
      stage_variables: "StageVariables",
      access_log_settings: { to: "AccessLogSettings", block: { destination_arn: "DestinationArn", format: "Format" } },
      default_route_settings: { to: "DefaultRouteSettings", block: throttling },
      route_settings: { to: "RouteSettings", blocks: { ...throttling, route_key: "RouteKey" } },
    },
  },
  aws_apigatewayv2_deployment: { type: "AWS::ApiGatewayV2::Deployment", arguments: { api_id: "ApiId", triggers: "Triggers" } },
  aws_api_gateway_rest_api: {
    type: "AWS::ApiGateway::RestApi",
    arguments: {
      name: "Name",
      body: { to: "Body", as: asDocument },
      policy: { to: "Policy", as: asDocument },
      endpoint_configuration: { to: "EndpointConfiguration", block: { types: "Types", vpc_endpoint_ids: "VpcEndpointIds" } },
      minimum_compression_size: "MinimumCompressionSize",
    },
  },
  aws_api_gateway_rest_api_policy: {
    type: "AWS::ApiGateway::RestApiPolicy",
    arguments: { rest_api_id: "RestApiId", policy: { to: "Policy", as: asDocument } },
  },
  aws_api_gateway_resource: {
    type: "AWS::ApiGateway::Resource",
    arguments: { rest_api_id: "RestApiId", parent_id: "ParentId", path_part: "PathPart" },
  },
  aws_api_gateway_method: {
    type: "AWS::ApiGateway::Method",
    arguments: {
      rest_api_id: "RestApiId",
      resource_id: "ResourceId",
      http_method: "HttpMethod",
      authorization: "AuthorizationType",
      authorizer_id: "AuthorizerId",
      authorization_scopes: "AuthorizationScopes",
      api_key_required: "ApiKeyRequired",
      request_validator_id: "RequestValidatorId",
    },
    computedNames: { Integration: "aws_api_gateway_integration", "Integration.Uri": "uri", "Integration.TimeoutInMillis": "timeout_milliseconds" },
  },
  aws_api_gateway_integration: {
    type: "AWS::ApiGateway::MethodIntegration",
    arguments: {
      rest_api_id: "RestApiId",
      resource_id: "ResourceId",
      http_method: "HttpMethod",
      type: "Integration.Type",
      uri: "Integration.Uri",
      integration_http_method: "Integration.IntegrationHttpMethod",
      timeout_milliseconds: "Integration.TimeoutInMillis",
      credentials: "Integration.Credentials",
      connection_type: "Integration.ConnectionType",
      request_templates: "Integration.RequestTemplates",
      passthrough_behavior: "Integration.PassthroughBehavior",
    },
  },
  aws_api_gateway_authorizer: {
    type: "AWS::ApiGateway::Authorizer",
    arguments: {
      rest_api_id: "RestApiId",
      name: "Name",
      type: "Type",
      authorizer_uri: "AuthorizerUri",
      authorizer_result_ttl_in_seconds: "AuthorizerResultTtlInSeconds",
      identity_source: "IdentitySource",
      identity_validation_expression: "IdentityValidationExpression",
      provider_arns: "ProviderARNs",
    },
  },
  aws_api_gateway_deployment: {
    type: "AWS::ApiGateway::Deployment",
    arguments: { rest_api_id: "RestApiId", stage_name: "StageName", triggers: "Triggers", description: "Description" },
  },
  aws_api_gateway_stage: {
    type: "AWS::ApiGateway::Stage",
    arguments: {
      rest_api_id: "RestApiId",
      deployment_id: "DeploymentId",
      stage_name: "StageName",
      variables: "Variables",
      xray_tracing_enabled: "TracingEnabled",
      cache_cluster_enabled: "CacheClusterEnabled",
      client_certificate_id: "ClientCertificateId",
      access_log_settings: { to: "AccessLogSetting", block: { destination_arn: "DestinationArn", format: "Format" } },
    },
  },
  aws_api_gateway_method_settings: {
    type: "AWS::ApiGateway::MethodSettings",
    arguments: {
      rest_api_id: "RestApiId",
      stage_name: "StageName",
      method_path: "MethodPath",
      settings: { to: "Settings", block: methodSettings },
    },
  },
  aws_api_gateway_usage_plan: {
    type: "AWS::ApiGateway::UsagePlan",
    arguments: {
      name: "UsagePlanName",
      api_stages: { to: "ApiStages", blocks: { api_id: "ApiId", stage: "Stage" } },
      throttle_settings: { to: "Throttle", block: { burst_limit: "BurstLimit", rate_limit: "RateLimit" } },
      quota_settings: { to: "Quota", block: { limit: "Limit", period: "Period", offset: "Offset" } },
    },
  },
  aws_api_gateway_domain_name: {
    type: "AWS::ApiGateway::DomainName",
    arguments: { domain_name: "DomainName", security_policy: "SecurityPolicy" },
  },
  aws_apigatewayv2_domain_name: {
    type: "AWS::ApiGatewayV2::DomainName",
    arguments: {
      domain_name: "DomainName",
      domain_name_configuration: {
        to: "DomainNameConfigurations",
        blocks: { certificate_arn: "CertificateArn", endpoint_type: "EndpointType", security_policy: "SecurityPolicy" },
      },
    },
  },
  aws_wafv2_web_acl_association: {
    type: "AWS::WAFv2::WebACLAssociation",
    arguments: { resource_arn: "ResourceArn", web_acl_arn: "WebACLArn" },
  },
};
