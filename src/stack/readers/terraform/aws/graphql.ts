import type { ArgumentTable, TypeTable } from "../conversion/type-table.ts";

const authorizer = { to: "LambdaAuthorizerConfig", block: { authorizer_uri: "AuthorizerUri" } } satisfies ArgumentTable[string];

/** AppSync: its APIs, what they read, and the fields that ask for it. */
export const graphqlTypes: TypeTable = {
  aws_appsync_graphql_api: {
    type: "AWS::AppSync::GraphQLApi",
    arguments: {
      name: "Name",
      xray_enabled: "XrayEnabled",
      log_config: {
        to: "LogConfig",
        block: {
          cloudwatch_logs_role_arn: "CloudWatchLogsRoleArn",
          field_log_level: "FieldLogLevel",
          exclude_verbose_content: "ExcludeVerboseContent",
        },
      },
      authentication_type: "AuthenticationType",
      lambda_authorizer_config: authorizer,
      additional_authentication_provider: {
        to: "AdditionalAuthenticationProviders",
        blocks: { authentication_type: "AuthenticationType", lambda_authorizer_config: authorizer },
      },
    },
  },
  aws_appsync_datasource: {
    type: "AWS::AppSync::DataSource",
    arguments: {
      api_id: "ApiId",
      name: "Name",
      type: "Type",
      service_role_arn: "ServiceRoleArn",
      lambda_config: { to: "LambdaConfig", block: { function_arn: "LambdaFunctionArn" } },
      dynamodb_config: { to: "DynamoDBConfig", block: { table_name: "TableName" } },
    },
  },
  aws_appsync_function: {
    type: "AWS::AppSync::FunctionConfiguration",
    arguments: { api_id: "ApiId", name: "Name", data_source: "DataSourceName" },
  },
  aws_appsync_resolver: {
    type: "AWS::AppSync::Resolver",
    arguments: {
      api_id: "ApiId",
      type: "TypeName",
      field: "FieldName",
      kind: "Kind",
      data_source: "DataSourceName",
      pipeline_config: { to: "PipelineConfig", block: { functions: "Functions" } },
    },
  },
};
