import type { TypeTable } from "../conversion/type-table.ts";
import { asDocument, asWord } from "../conversion/conversions.ts";

const retryPolicy = {
  maximum_event_age_in_seconds: "MaximumEventAgeInSeconds",
  maximum_retry_attempts: "MaximumRetryAttempts",
} as const;

/** EventBridge and its scheduler, Step Functions. */
export const eventsTypes: TypeTable = {
  aws_cloudwatch_event_rule: {
    type: "AWS::Events::Rule",
    arguments: {
      name: "Name",
      description: "Description",
      event_bus_name: "EventBusName",
      event_pattern: { to: "EventPattern", as: asDocument },
      schedule_expression: "ScheduleExpression",
      state: "State",
      is_enabled: { to: "State", as: asWord("ENABLED", "DISABLED") },
      role_arn: "RoleArn",
    },
    computedNames: {
      Targets: "aws_cloudwatch_event_target",
      "Targets.DeadLetterConfig": "dead_letter_config",
      "Targets.DeadLetterConfig.Arn": "dead_letter_config.arn",
      "Targets.RetryPolicy.MaximumRetryAttempts": "retry_policy.maximum_retry_attempts",
      "Targets.RetryPolicy.MaximumEventAgeInSeconds": "retry_policy.maximum_event_age_in_seconds",
    },
  },
  aws_cloudwatch_event_target: {
    type: "AWS::Events::RuleTarget",
    arguments: {
      rule: "Rule",
      event_bus_name: "EventBusName",
      target_id: "Target.Id",
      arn: "Target.Arn",
      role_arn: "Target.RoleArn",
      input: { to: "Target.Input", as: asDocument },
      input_path: "Target.InputPath",
      input_transformer: { to: "Target.InputTransformer", block: { input_paths: "InputPathsMap", input_template: "InputTemplate" } },
      dead_letter_config: { to: "Target.DeadLetterConfig", block: { arn: "Arn" } },
      retry_policy: { to: "Target.RetryPolicy", block: retryPolicy },
      sqs_target: { to: "Target.SqsParameters", block: { message_group_id: "MessageGroupId" } },
      kinesis_target: { to: "Target.KinesisParameters", block: { partition_key_path: "PartitionKeyPath" } },
    },
  },
  aws_cloudwatch_event_bus: { type: "AWS::Events::EventBus", arguments: { name: "Name", kms_key_identifier: "KmsKeyIdentifier" } },
  aws_cloudwatch_event_bus_policy: {
    type: "AWS::Events::EventBusPolicy",
    arguments: { event_bus_name: "EventBusName", policy: { to: "Statement", as: asDocument } },
  },
  aws_cloudwatch_event_archive: {
    type: "AWS::Events::Archive",
    arguments: { name: "ArchiveName", event_source_arn: "SourceArn", retention_days: "RetentionDays" },
  },
  aws_scheduler_schedule: {
    type: "AWS::Scheduler::Schedule",
    arguments: {
      name: "Name",
      group_name: "GroupName",
      schedule_expression: "ScheduleExpression",
      schedule_expression_timezone: "ScheduleExpressionTimezone",
      state: "State",
      flexible_time_window: { to: "FlexibleTimeWindow", block: { mode: "Mode", maximum_window_in_minutes: "MaximumWindowInMinutes" } },
      target: {
        to: "Target",
        block: {
          arn: "Arn",
          role_arn: "RoleArn",
          input: { to: "Input", as: asDocument },
          dead_letter_config: { to: "DeadLetterConfig", block: { arn: "Arn" } },
          retry_policy: { to: "RetryPolicy", block: retryPolicy },
        },
      },
    },
  },
  aws_pipes_pipe: {
    type: "AWS::Pipes::Pipe",
    arguments: { name: "Name", source: "Source", target: "Target", enrichment: "Enrichment", role_arn: "RoleArn" },
  },
  aws_sfn_state_machine: {
    type: "AWS::StepFunctions::StateMachine",
    arguments: {
      name: "StateMachineName",
      type: "StateMachineType",
      role_arn: "RoleArn",
      definition: { to: "Definition", as: asDocument },
      logging_configuration: {
        to: "LoggingConfiguration",
        block: { level: "Level", include_execution_data: "IncludeExecutionData", log_destination: "Destinations" },
      },
      tracing_configuration: { to: "TracingConfiguration", block: { enabled: "Enabled" } },
    },
  },
};
