/** Where a declaration names a function that a service calls. */
export interface ServiceCaller {
  /** Lists on the way: the first of the declaration, each next of an item of the one before. */
  readonly within?: readonly string[];
  /** The function, in the innermost item; the item itself where absent. */
  readonly target?: string;
  /** What delivers, in the words of the link's `service` setting. */
  readonly service: string;
  /** What the item says where the target is a function, null for nothing. */
  readonly when?: { readonly path: string; readonly is: readonly (string | null)[] };
  /** Which property tells whose events they are, where that is another resource. */
  readonly source?: string;
}

const alarmActions = ["AlarmActions", "OKActions", "InsufficientDataActions"].map((list) => ({ within: [list], service: "cloudwatch-alarm" }));

const deliveryDestinations = [
  "ExtendedS3",
  "Redshift",
  "Elasticsearch",
  "Amazonopensearchservice",
  "AmazonOpenSearchServerless",
  "Splunk",
  "HttpEndpoint",
  "Snowflake",
  "Iceberg",
];

const asksAuthorizer = { target: "LambdaAuthorizerConfig.AuthorizerUri", service: "appsync-authorizer" };
const codeHook = { target: "BotAliasLocaleSetting.CodeHookSpecification.LambdaCodeHook.LambdaArn", service: "lex" };
const customStep = { target: "CustomStepDetails.Target", service: "transfer" };

function mailAction(service: string, types: readonly (string | null)[]): ServiceCaller {
  return { within: ["Rule.Actions"], target: "LambdaAction.FunctionArn", service, when: { path: "LambdaAction.InvocationType", is: types } };
}

function destinations(path: string, source?: string): readonly ServiceCaller[] {
  return ["OnSuccess", "OnFailure"].map((on) => ({
    target: `${path}.${on}.Destination`,
    service: "destination",
    ...(source === undefined ? {} : { source }),
  }));
}

/**
 * Services that call a function for no more than its name in a declaration, by the declaration's type. Sources: the page of each type in the template reference,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ (attachments and action groups apart from their holder are Terraform's), and https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html.
 */
export const serviceCallers: ReadonlyMap<string, readonly ServiceCaller[]> = new Map<string, readonly ServiceCaller[]>([
  [
    "AWS::AppConfig::ConfigurationProfile",
    [{ within: ["Validators"], target: "Content", service: "appconfig", when: { path: "Type", is: ["LAMBDA"] } }],
  ],
  ["AWS::AppSync::GraphQLApi", [asksAuthorizer, { ...asksAuthorizer, within: ["AdditionalAuthenticationProviders"] }]],
  ["AWS::AppSync::Api", [{ ...asksAuthorizer, within: ["EventConfig.AuthProviders"] }]],
  ["AWS::AutoScaling::AutoScalingGroup", [{ within: ["TerminationPolicies"], service: "autoscaling" }]],
  [
    "AWS::Bedrock::Agent",
    [
      { within: ["ActionGroups"], target: "ActionGroupExecutor.Lambda", service: "bedrock" },
      { target: "PromptOverrideConfiguration.OverrideLambda", service: "bedrock" },
    ],
  ],
  ["AWS::Bedrock::AgentActionGroup", [{ target: "ActionGroupExecutor.Lambda", service: "bedrock", source: "AgentId" }]],
  ["AWS::Bedrock::Flow", [{ within: ["Definition.Nodes"], target: "Configuration.LambdaFunction.LambdaArn", service: "bedrock" }]],
  [
    "AWS::Bedrock::DataSource",
    [
      {
        within: ["VectorIngestionConfiguration.CustomTransformationConfiguration.Transformations"],
        target: "TransformationFunction.TransformationLambdaConfiguration.LambdaArn",
        service: "bedrock",
      },
    ],
  ],
  ["AWS::BedrockAgentCore::Gateway", [{ within: ["InterceptorConfigurations"], target: "Interceptor.Lambda.Arn", service: "bedrock" }]],
  ["AWS::BedrockAgentCore::GatewayTarget", [{ target: "TargetConfiguration.Mcp.Lambda.LambdaArn", service: "bedrock" }]],
  ["AWS::CloudFormation::LambdaHook", [{ target: "LambdaFunction", service: "cloudformation" }]],
  ["AWS::CloudFormation::Macro", [{ target: "FunctionName", service: "cloudformation" }]],
  ["AWS::CloudWatch::Alarm", alarmActions],
  ["AWS::CloudWatch::CompositeAlarm", alarmActions],
  ["AWS::CodeCommit::Repository", [{ within: ["Triggers"], target: "DestinationArn", service: "codecommit" }]],
  ["AWS::CodeDeploy::DeploymentGroup", ["PreTraffic", "PostTraffic"].map((hook) => ({ target: `Hooks.${hook}`, service: "codedeploy" }))],
  [
    "AWS::CodePipeline::Pipeline",
    [
      {
        within: ["Stages", "Actions"],
        target: "Configuration.FunctionName",
        service: "codepipeline",
        when: { path: "ActionTypeId.Provider", is: ["Lambda"] },
      },
    ],
  ],
  ["AWS::Config::ConfigRule", [{ target: "Source.SourceIdentifier", service: "config", when: { path: "Source.Owner", is: ["CUSTOM_LAMBDA"] } }]],
  ["AWS::Config::OrganizationConfigRule", [{ target: "OrganizationCustomRuleMetadata.LambdaFunctionArn", service: "config" }]],
  [
    "AWS::Connect::IntegrationAssociation",
    [{ target: "IntegrationArn", service: "connect", when: { path: "IntegrationType", is: ["LAMBDA_FUNCTION"] } }],
  ],
  ["AWS::ECS::Service", [{ within: ["DeploymentConfiguration.LifecycleHooks"], target: "HookTargetArn", service: "ecs" }]],
  ["AWS::IoT::Authorizer", [{ target: "AuthorizerFunctionArn", service: "iot-authorizer" }]],
  ["AWS::IoT::ProvisioningTemplate", [{ target: "PreProvisioningHook.TargetArn", service: "iot-provisioning" }]],
  ["AWS::IoT::TopicRule", [{ target: "TopicRulePayload.ErrorAction.Lambda.FunctionArn", service: "iot" }]],
  [
    "AWS::KinesisFirehose::DeliveryStream",
    deliveryDestinations.map((name) => ({
      within: [`${name}DestinationConfiguration.ProcessingConfiguration.Processors`, "Parameters"],
      target: "ParameterValue",
      service: "firehose",
      when: { path: "ParameterName", is: ["LambdaArn"] },
    })),
  ],
  ["AWS::Lambda::EventInvokeConfig", destinations("DestinationConfig", "FunctionName")],
  ["AWS::Lambda::Function", destinations("EventInvokeConfig.DestinationConfig")],
  ["AWS::Lex::Bot", [{ ...codeHook, within: ["TestBotAliasSettings.BotAliasLocaleSettings"] }]],
  ["AWS::Lex::BotAlias", [{ ...codeHook, within: ["BotAliasLocaleSettings"] }]],
  [
    "AWS::Logs::AccountPolicy",
    [{ target: "PolicyDocument.DestinationArn", service: "logs", when: { path: "PolicyType", is: ["SUBSCRIPTION_FILTER_POLICY"] } }],
  ],
  [
    "AWS::S3ObjectLambda::AccessPoint",
    [
      {
        within: ["ObjectLambdaConfiguration.TransformationConfigurations"],
        target: "ContentTransformation.AwsLambda.FunctionArn",
        service: "s3-object-lambda",
      },
    ],
  ],
  ["AWS::SecretsManager::RotationSchedule", [{ target: "RotationLambdaARN", service: "secrets-manager", source: "SecretId" }]],
  ["AWS::SES::ReceiptRule", [mailAction("ses", ["Event", null]), mailAction("ses-request", ["RequestResponse"])]],
  ["AWS::SSM::MaintenanceWindowTask", [{ target: "TaskArn", service: "ssm", when: { path: "TaskType", is: ["LAMBDA"] } }]],
  [
    "AWS::SSM::Document",
    [{ within: ["Content.mainSteps"], target: "inputs.FunctionName", service: "ssm", when: { path: "action", is: ["aws:invokeLambdaFunction"] } }],
  ],
  ["AWS::Transfer::Server", [{ target: "IdentityProviderDetails.Function", service: "transfer" }]],
  ["AWS::Transfer::Workflow", ["Steps", "OnExceptionSteps"].map((list) => ({ ...customStep, within: [list] }))],
  ["AWS::VpcLattice::TargetGroup", [{ within: ["Targets"], target: "Id", service: "vpc-lattice" }]],
  ["AWS::VpcLattice::TargetGroupAttachment", [{ within: ["Targets"], target: "Id", service: "vpc-lattice", source: "TargetGroupIdentifier" }]],
]);
