import { entryOf } from "../../../value.ts";
import { entry } from "../../../value-builders.ts";
import type { TypeTable, Conversion } from "../conversion/type-table.ts";
import { codePathOf } from "../conversion/code-path.ts";
import { asDocument, unless } from "../conversion/conversions.ts";
import { packageContentsOf } from "../conversion/package-contents.ts";

/** Lambda. */
export const lambdaTypes: TypeTable = {
  aws_lambda_function: {
    type: "AWS::Lambda::Function",
    arguments: {
      function_name: "FunctionName",
      handler: "Handler",
      runtime: "Runtime",
      timeout: "Timeout",
      memory_size: "MemorySize",
      architectures: "Architectures",
      role: "Role",
      description: "Description",
      layers: "Layers",
      package_type: "PackageType",
      image_uri: "Code.ImageUri",
      kms_key_arn: "KmsKeyArn",
      reserved_concurrent_executions: { to: "ReservedConcurrentExecutions", as: unless(-1) },
      environment: { to: "Environment", block: { variables: "Variables" } },
      dead_letter_config: { to: "DeadLetterConfig", block: { target_arn: "TargetArn" } },
      tracing_config: { to: "TracingConfig", block: { mode: "Mode" } },
      vpc_config: { to: "VpcConfig", block: { subnet_ids: "SubnetIds", security_group_ids: "SecurityGroupIds" } },
      ephemeral_storage: { to: "EphemeralStorage", block: { size: "Size" } },
      snap_start: { to: "SnapStart", block: { apply_on: "ApplyOn" } },
      logging_config: {
        to: "LoggingConfig",
        block: {
          log_format: "LogFormat",
          log_group: "LogGroup",
          application_log_level: "ApplicationLogLevel",
          system_log_level: "SystemLogLevel",
        },
      },
      file_system_config: { to: "FileSystemConfigs", blocks: { arn: "Arn", local_mount_path: "LocalMountPath" } },
      image_config: { to: "ImageConfig", block: { command: "Command", entry_point: "EntryPoint", working_directory: "WorkingDirectory" } },
      recursive_loop: "RecursiveLoop",
      publish: "Publish",
      tags: "Tags",
      code_signing_config_arn: "CodeSigningConfigArn",
      filename: { to: "CodeUri", as: codePath },
      s3_key: { to: "CodeUri", as: codePath },
    },
    computed: (raw, { evaluation }) => {
      const filename = entryOf(raw, "filename")?.value;
      const contents = filename === undefined ? undefined : packageContentsOf(filename, evaluation);
      return contents === undefined ? [] : [entry("PackageContents", contents)];
    },
    computedNames: { PackageContents: "filename" },
  },
  aws_lambda_function_recursion_config: {
    type: "AWS::Lambda::RecursionConfig",
    arguments: { function_name: "FunctionName", recursive_loop: "RecursiveLoop" },
  },
  aws_lambda_alias: {
    type: "AWS::Lambda::Alias",
    arguments: {
      name: "Name",
      function_name: "FunctionName",
      function_version: "FunctionVersion",
      routing_config: { to: "RoutingConfig", block: { additional_version_weights: "AdditionalVersionWeights" } },
    },
  },
  aws_lambda_permission: {
    type: "AWS::Lambda::Permission",
    arguments: {
      action: "Action",
      function_name: "FunctionName",
      principal: "Principal",
      source_arn: "SourceArn",
      source_account: "SourceAccount",
      qualifier: "Qualifier",
      function_url_auth_type: "FunctionUrlAuthType",
      principal_org_id: "PrincipalOrgID",
      invoked_via_function_url: "InvokedViaFunctionUrl",
      event_source_token: "EventSourceToken",
    },
  },
  aws_lambda_event_source_mapping: {
    type: "AWS::Lambda::EventSourceMapping",
    arguments: {
      event_source_arn: "EventSourceArn",
      function_name: "FunctionName",
      enabled: "Enabled",
      batch_size: "BatchSize",
      maximum_batching_window_in_seconds: "MaximumBatchingWindowInSeconds",
      starting_position: "StartingPosition",
      parallelization_factor: "ParallelizationFactor",
      maximum_retry_attempts: "MaximumRetryAttempts",
      maximum_record_age_in_seconds: "MaximumRecordAgeInSeconds",
      bisect_batch_on_function_error: "BisectBatchOnFunctionError",
      tumbling_window_in_seconds: "TumblingWindowInSeconds",
      function_response_types: "FunctionResponseTypes",
      topics: "Topics",
      queues: "Queues",
      scaling_config: { to: "ScalingConfig", block: { maximum_concurrency: "MaximumConcurrency" } },
      provisioned_poller_config: { to: "ProvisionedPollerConfig", block: { minimum_pollers: "MinimumPollers", maximum_pollers: "MaximumPollers" } },
      filter_criteria: { to: "FilterCriteria", block: { filter: { to: "Filters", blocks: { pattern: { to: "Pattern", as: asDocument } } } } },
      destination_config: { to: "DestinationConfig", block: { on_failure: { to: "OnFailure", block: { destination_arn: "Destination" } } } },
    },
  },
  aws_lambda_function_event_invoke_config: {
    type: "AWS::Lambda::EventInvokeConfig",
    arguments: {
      function_name: "FunctionName",
      qualifier: "Qualifier",
      maximum_retry_attempts: "MaximumRetryAttempts",
      maximum_event_age_in_seconds: "MaximumEventAgeInSeconds",
      destination_config: {
        to: "DestinationConfig",
        block: {
          on_failure: { to: "OnFailure", block: { destination: "Destination" } },
          on_success: { to: "OnSuccess", block: { destination: "Destination" } },
        },
      },
    },
  },
  aws_lambda_function_url: {
    type: "AWS::Lambda::Url",
    arguments: {
      function_name: "TargetFunctionArn",
      qualifier: "Qualifier",
      authorization_type: "AuthType",
      invoke_mode: "InvokeMode",
      cors: {
        to: "Cors",
        block: {
          allow_credentials: "AllowCredentials",
          allow_headers: "AllowHeaders",
          allow_methods: "AllowMethods",
          allow_origins: "AllowOrigins",
          max_age: "MaxAge",
        },
      },
    },
  },
  aws_lambda_provisioned_concurrency_config: {
    type: "AWS::Lambda::ProvisionedConcurrencyConfig",
    arguments: { function_name: "FunctionName", qualifier: "Qualifier", provisioned_concurrent_executions: "ProvisionedConcurrentExecutions" },
  },
  aws_lambda_layer_version: {
    type: "AWS::Lambda::LayerVersion",
    arguments: {
      layer_name: "LayerName",
      compatible_runtimes: "CompatibleRuntimes",
      compatible_architectures: "CompatibleArchitectures",
      filename: { to: "ContentUri", as: codePath },
    },
  },
};

/** A package file, or the key of an object that Terraform uploads: the folder behind it. */
function codePath(...[value, context]: Parameters<Conversion>): ReturnType<Conversion> {
  return codePathOf(value, context.evaluation);
}
