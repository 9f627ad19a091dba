import { entry, list, mapOf, scalar } from "../../../value-builders.ts";
import { type MapEntry, type MapValue, type Value, entryOf, itemsOf } from "../../../value.ts";
import { asDocument, blockOf } from "../conversion/conversions.ts";
import type { ArgumentTable, MappedType, TypeTable } from "../conversion/type-table.ts";

const processing: ArgumentTable = {
  processing_configuration: {
    to: "ProcessingConfiguration",
    block: {
      enabled: "Enabled",
      processors: {
        to: "Processors",
        blocks: { type: "Type", parameters: { to: "Parameters", blocks: { parameter_name: "ParameterName", parameter_value: "ParameterValue" } } },
      },
    },
  },
};

const deliveryDestinations: ArgumentTable = Object.fromEntries(
  Object.entries({
    extended_s3: "ExtendedS3",
    redshift: "Redshift",
    elasticsearch: "Elasticsearch",
    opensearch: "Amazonopensearchservice",
    opensearchserverless: "AmazonOpenSearchServerless",
    splunk: "Splunk",
    http_endpoint: "HttpEndpoint",
    snowflake: "Snowflake",
    iceberg: "Iceberg",
  }).map(([name, destination]) => [`${name}_configuration`, { to: `${destination}DestinationConfiguration`, block: processing }]),
);

const customSteps: ArgumentTable = { type: "Type", custom_step_details: { to: "CustomStepDetails", block: { name: "Name", target: "Target" } } };

const targetGroup: MappedType = {
  type: "AWS::ElasticLoadBalancingV2::TargetGroup",
  arguments: { name: "Name", target_type: "TargetType" },
};

const targetGroupAttachment: MappedType = {
  type: "AWS::ElasticLoadBalancingV2::TargetGroupAttachment",
  arguments: { target_group_arn: "TargetGroupArn", target_id: "TargetId" },
};

/** Services that are given the name of a function that they call, besides those of the other tables. */
export const callerTypes: TypeTable = {
  aws_codepipeline: {
    type: "AWS::CodePipeline::Pipeline",
    arguments: {
      name: "Name",
      stage: {
        to: "Stages",
        blocks: {
          name: "Name",
          action: {
            to: "Actions",
            blocks: {
              name: "Name",
              category: "ActionTypeId.Category",
              owner: "ActionTypeId.Owner",
              provider: "ActionTypeId.Provider",
              configuration: "Configuration",
            },
          },
        },
      },
    },
  },
  aws_cloudwatch_log_account_policy: {
    type: "AWS::Logs::AccountPolicy",
    arguments: { policy_name: "PolicyName", policy_type: "PolicyType", policy_document: { to: "PolicyDocument", as: asDocument } },
  },
  aws_config_config_rule: {
    type: "AWS::Config::ConfigRule",
    arguments: { name: "ConfigRuleName", source: { to: "Source", block: { owner: "Owner", source_identifier: "SourceIdentifier" } } },
  },
  aws_config_organization_custom_rule: {
    type: "AWS::Config::OrganizationConfigRule",
    arguments: { name: "OrganizationConfigRuleName", lambda_function_arn: "OrganizationCustomRuleMetadata.LambdaFunctionArn" },
  },
  aws_connect_lambda_function_association: {
    type: "AWS::Connect::IntegrationAssociation",
    arguments: { instance_id: "InstanceId", function_arn: "IntegrationArn" },
    computed: (raw) => [entry("IntegrationType", scalar("LAMBDA_FUNCTION", raw.at))],
  },
  aws_iot_authorizer: {
    type: "AWS::IoT::Authorizer",
    arguments: { name: "AuthorizerName", authorizer_function_arn: "AuthorizerFunctionArn", status: "Status" },
  },
  aws_iot_provisioning_template: {
    type: "AWS::IoT::ProvisioningTemplate",
    arguments: { name: "TemplateName", pre_provisioning_hook: { to: "PreProvisioningHook", block: { target_arn: "TargetArn" } } },
  },
  aws_iot_topic_rule: { type: "AWS::IoT::TopicRule", arguments: { name: "RuleName", sql: "TopicRulePayload.Sql" }, computed: topicRuleActions },
  aws_kinesis_firehose_delivery_stream: {
    type: "AWS::KinesisFirehose::DeliveryStream",
    arguments: { name: "DeliveryStreamName", ...deliveryDestinations },
  },
  aws_lambda_invocation: {
    type: "AWS::Serverless::Trigger",
    arguments: { function_name: "Function", qualifier: "Qualifier" },
    computed: (raw) => [entry("Service", scalar("deployment", raw.at)), entry("Source", scalar("terraform apply", raw.at))],
  },
  aws_alb_target_group: targetGroup,
  aws_alb_target_group_attachment: targetGroupAttachment,
  aws_lb_target_group: targetGroup,
  aws_lb_target_group_attachment: targetGroupAttachment,
  aws_s3control_object_lambda_access_point: {
    type: "AWS::S3ObjectLambda::AccessPoint",
    arguments: {
      name: "Name",
      configuration: {
        to: "ObjectLambdaConfiguration",
        block: {
          transformation_configuration: {
            to: "TransformationConfigurations",
            blocks: {
              content_transformation: {
                to: "ContentTransformation",
                block: { aws_lambda: { to: "AwsLambda", block: { function_arn: "FunctionArn" } } },
              },
            },
          },
        },
      },
    },
  },
  aws_ses_receipt_rule: {
    type: "AWS::SES::ReceiptRule",
    arguments: {
      name: "Rule.Name",
      enabled: "Rule.Enabled",
      lambda_action: { to: "Rule.Actions", blocks: { function_arn: "LambdaAction.FunctionArn", invocation_type: "LambdaAction.InvocationType" } },
    },
  },
  aws_ssm_maintenance_window_task: {
    type: "AWS::SSM::MaintenanceWindowTask",
    arguments: { name: "Name", task_type: "TaskType", task_arn: "TaskArn", window_id: "WindowId" },
  },
  aws_transfer_server: { type: "AWS::Transfer::Server", arguments: { function: "IdentityProviderDetails.Function" } },
  aws_transfer_workflow: {
    type: "AWS::Transfer::Workflow",
    arguments: { steps: { to: "Steps", blocks: customSteps }, on_exception_steps: { to: "OnExceptionSteps", blocks: customSteps } },
  },
  aws_vpclattice_target_group: { type: "AWS::VpcLattice::TargetGroup", arguments: { name: "Name", type: "Type" } },
  aws_vpclattice_target_group_attachment: {
    type: "AWS::VpcLattice::TargetGroupAttachment",
    arguments: { target_group_identifier: "TargetGroupIdentifier", target: { to: "Targets", blocks: { id: "Id" } } },
  },
  aws_bedrockagent_agent_action_group: {
    type: "AWS::Bedrock::AgentActionGroup",
    arguments: {
      agent_id: "AgentId",
      action_group_name: "ActionGroupName",
      action_group_executor: { to: "ActionGroupExecutor", block: { lambda: "Lambda" } },
    },
  },
};

/** The provider has a block for each kind of action, CloudFormation one list. */
function topicRuleActions(raw: MapValue): readonly MapEntry[] {
  const onError = blockOf(raw, "error_action");
  const [failed] = onError === undefined ? [] : actionsOf(onError);
  return [
    entry("TopicRulePayload.Actions", list(actionsOf(raw), raw.at)),
    ...(failed === undefined ? [] : [entry("TopicRulePayload.ErrorAction", failed)]),
  ];
}

function actionsOf(holder: MapValue): readonly Value[] {
  const functions = itemsOf(entryOf(holder, "lambda")?.value).map((block) =>
    mapOf({ Lambda: mapOf({ FunctionArn: entryOf(block, "function_arn")?.value }, block.at) }, block.at),
  );
  const queues = itemsOf(entryOf(holder, "sqs")?.value).map((block) =>
    mapOf({ Sqs: mapOf({ QueueUrl: entryOf(block, "queue_url")?.value }, block.at) }, block.at),
  );
  return [...functions, ...queues];
}
