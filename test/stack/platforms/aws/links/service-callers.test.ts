import { describe, expect, it } from "vitest";
import { serviceCallers } from "../../../../../src/stack/platforms/aws/links/service-callers.ts";
import { type Plain, built, fn, native, open, ref, sub } from "../natives.ts";

type Properties = Readonly<Record<string, Plain>>;

const arn = ref("Worker", "Arn");
const hook = (service: Plain): Properties => ({ BotAliasLocaleSetting: { CodeHookSpecification: { LambdaCodeHook: { LambdaArn: service } } } });
const processors = (name: Plain): Properties => ({
  ProcessingConfiguration: { Processors: [{ Type: "Lambda", Parameters: [{ ParameterName: name, ParameterValue: arn }] }] },
});
const authorizer = { AuthenticationType: "AWS_LAMBDA", LambdaAuthorizerConfig: { AuthorizerUri: arn } };

/** A declaration that names `Worker` for each of the table's types, and the service that then calls it. */
const naming: readonly (readonly [type: string, service: string, properties: Properties])[] = [
  ["AWS::AppConfig::ConfigurationProfile", "appconfig", { Validators: [{ Type: "LAMBDA", Content: arn }] }],
  ["AWS::AppSync::GraphQLApi", "appsync-authorizer", authorizer],
  ["AWS::AppSync::GraphQLApi", "appsync-authorizer", { AdditionalAuthenticationProviders: [authorizer] }],
  ["AWS::AppSync::Api", "appsync-authorizer", { EventConfig: { AuthProviders: [{ AuthType: "AWS_LAMBDA", ...authorizer }] } }],
  ["AWS::AutoScaling::AutoScalingGroup", "autoscaling", { TerminationPolicies: [arn] }],
  ["AWS::Bedrock::Agent", "bedrock", { ActionGroups: [{ ActionGroupExecutor: { Lambda: arn } }] }],
  ["AWS::Bedrock::Agent", "bedrock", { PromptOverrideConfiguration: { OverrideLambda: arn } }],
  ["AWS::Bedrock::AgentActionGroup", "bedrock", { AgentId: "A1", ActionGroupExecutor: { Lambda: arn } }],
  ["AWS::Bedrock::Flow", "bedrock", { Definition: { Nodes: [{ Type: "LambdaFunction", Configuration: { LambdaFunction: { LambdaArn: arn } } }] } }],
  [
    "AWS::Bedrock::DataSource",
    "bedrock",
    {
      VectorIngestionConfiguration: {
        CustomTransformationConfiguration: {
          Transformations: [{ TransformationFunction: { TransformationLambdaConfiguration: { LambdaArn: arn } } }],
        },
      },
    },
  ],
  ["AWS::BedrockAgentCore::Gateway", "bedrock", { InterceptorConfigurations: [{ Interceptor: { Lambda: { Arn: arn } } }] }],
  ["AWS::BedrockAgentCore::GatewayTarget", "bedrock", { TargetConfiguration: { Mcp: { Lambda: { LambdaArn: arn } } } }],
  ["AWS::CloudFormation::LambdaHook", "cloudformation", { LambdaFunction: arn }],
  ["AWS::CloudFormation::Macro", "cloudformation", { FunctionName: arn }],
  ["AWS::CloudWatch::Alarm", "cloudwatch-alarm", { OKActions: [arn] }],
  ["AWS::CloudWatch::CompositeAlarm", "cloudwatch-alarm", { InsufficientDataActions: [arn] }],
  ["AWS::CodeCommit::Repository", "codecommit", { Triggers: [{ Events: ["all"], DestinationArn: arn }] }],
  ["AWS::CodeDeploy::DeploymentGroup", "codedeploy", { Hooks: { PostTraffic: ref("Worker") } }],
  [
    "AWS::CodePipeline::Pipeline",
    "codepipeline",
    { Stages: [{ Actions: [{ ActionTypeId: { Category: "Invoke", Provider: "Lambda" }, Configuration: { FunctionName: ref("Worker") } }] }] },
  ],
  ["AWS::Config::ConfigRule", "config", { Source: { Owner: "CUSTOM_LAMBDA", SourceIdentifier: arn } }],
  ["AWS::Config::OrganizationConfigRule", "config", { OrganizationCustomRuleMetadata: { LambdaFunctionArn: arn } }],
  ["AWS::Connect::IntegrationAssociation", "connect", { IntegrationType: "LAMBDA_FUNCTION", IntegrationArn: arn }],
  ["AWS::ECS::Service", "ecs", { DeploymentConfiguration: { LifecycleHooks: [{ HookTargetArn: arn }] } }],
  ["AWS::IoT::Authorizer", "iot-authorizer", { AuthorizerFunctionArn: arn }],
  ["AWS::IoT::ProvisioningTemplate", "iot-provisioning", { PreProvisioningHook: { TargetArn: arn } }],
  ["AWS::IoT::TopicRule", "iot", { TopicRulePayload: { ErrorAction: { Lambda: { FunctionArn: arn } } } }],
  ["AWS::KinesisFirehose::DeliveryStream", "firehose", { ExtendedS3DestinationConfiguration: processors("LambdaArn") }],
  ["AWS::KinesisFirehose::DeliveryStream", "firehose", { HttpEndpointDestinationConfiguration: processors("LambdaArn") }],
  ["AWS::Lambda::EventInvokeConfig", "destination", { FunctionName: "other", DestinationConfig: { OnSuccess: { Destination: arn } } }],
  ["AWS::Lambda::Function", "destination", { EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: "Lambda", Destination: arn } } } }],
  ["AWS::Lex::Bot", "lex", { TestBotAliasSettings: { BotAliasLocaleSettings: [hook(arn)] } }],
  ["AWS::Lex::BotAlias", "lex", { BotAliasLocaleSettings: [hook(arn)] }],
  ["AWS::Logs::AccountPolicy", "logs", { PolicyType: "SUBSCRIPTION_FILTER_POLICY", PolicyDocument: sub('{"DestinationArn":"', arn, '"}') }],
  [
    "AWS::S3ObjectLambda::AccessPoint",
    "s3-object-lambda",
    { ObjectLambdaConfiguration: { TransformationConfigurations: [{ ContentTransformation: { AwsLambda: { FunctionArn: arn } } }] } },
  ],
  ["AWS::SecretsManager::RotationSchedule", "secrets-manager", { SecretId: ref("Secret"), RotationLambdaARN: arn }],
  ["AWS::SES::ReceiptRule", "ses", { Rule: { Actions: [{ LambdaAction: { FunctionArn: arn } }] } }],
  ["AWS::SES::ReceiptRule", "ses-request", { Rule: { Actions: [{ LambdaAction: { FunctionArn: arn, InvocationType: "RequestResponse" } }] } }],
  ["AWS::SSM::MaintenanceWindowTask", "ssm", { TaskType: "LAMBDA", TaskArn: arn }],
  ["AWS::SSM::Document", "ssm", { Content: { mainSteps: [{ action: "aws:invokeLambdaFunction", inputs: { FunctionName: ref("Worker") } }] } }],
  ["AWS::Transfer::Server", "transfer", { IdentityProviderType: "AWS_LAMBDA", IdentityProviderDetails: { Function: arn } }],
  ["AWS::Transfer::Workflow", "transfer", { Steps: [{ Type: "CUSTOM", CustomStepDetails: { Target: arn } }] }],
  ["AWS::VpcLattice::TargetGroup", "vpc-lattice", { Type: "LAMBDA", Targets: [{ Id: arn }] }],
  ["AWS::VpcLattice::TargetGroupAttachment", "vpc-lattice", { TargetGroupIdentifier: "tg-1", Targets: [{ Id: arn }] }],
];

describe("a function that a service is given by name", () => {
  it.each(naming)("%s is called by it as %s", (type, service, properties) => {
    const stack = built(fn("Worker"), native("AWS::SecretsManager::Secret", "Secret"), native(type, "Caller", properties));
    const link = stack.link("triggers", "Worker");
    expect(link.string("service")).toMatchObject({ value: service });
    expect(link.has("implicitPermission")).toBe(false);
  });

  it("has an example here for each type that we know", () => {
    expect(new Set(naming.map(([type]) => type))).toEqual(new Set(serviceCallers.keys()));
  });

  it("is called through its alias", () => {
    const stack = built(
      fn("Worker"),
      native("AWS::Lambda::Alias", "Live", { FunctionName: ref("Worker"), Name: "live" }),
      native("AWS::Config::ConfigRule", "Rule", { Source: { Owner: "CUSTOM_LAMBDA", SourceIdentifier: ref("Live") } }),
    );
    expect(stack.link("triggers", "Worker").string("qualifier")).toMatchObject({ value: "live" });
  });

  it("is called for the secret that it rotates", () => {
    const rotation = native("AWS::SecretsManager::RotationSchedule", "Rotation", { SecretId: ref("Secret"), RotationLambdaARN: arn });
    const stack = built(fn("Worker"), native("AWS::SecretsManager::Secret", "Secret"), rotation);
    expect(stack.lines()).toEqual(["triggers Secret > Worker (Rotation)"]);
  });
});

describe("a permission", () => {
  it.each([
    ["for Alexa, which is set up outside of AWS, tells of the call", "alexa-appkit.amazon.com", ["alexa"]],
    ["for a service tells of no call", "events.amazonaws.com", []],
  ])("%s", (_, principal, services) => {
    const stack = built(fn("Worker"), native("AWS::Lambda::Permission", "Permission", { FunctionName: ref("Worker"), Principal: principal }));
    expect(stack.links.flatMap((link) => (link.kind === "triggers" ? [link.string("service")] : []))).toMatchObject(
      services.map((value) => ({ value })),
    );
  });
});

describe("what is no function for certain", () => {
  it.each<[string, string, Properties]>([
    ["a managed rule of Config", "AWS::Config::ConfigRule", { Source: { Owner: "AWS", SourceIdentifier: "worker" } }],
    ["another setting of a processor", "AWS::KinesisFirehose::DeliveryStream", { ExtendedS3DestinationConfiguration: processors("RoleArn") }],
    [
      "an action of another service",
      "AWS::CodePipeline::Pipeline",
      { Stages: [{ Actions: [{ ActionTypeId: { Provider: "CodeBuild" }, Configuration: { FunctionName: "worker" } }] }] },
    ],
    ["an alarm's topic", "AWS::CloudWatch::Alarm", { AlarmActions: [ref("Topic")] }],
    ["a function of elsewhere", "AWS::CloudFormation::Macro", { FunctionName: open("parameter Function has no default") }],
    [
      "a mail action of which the way is not known",
      "AWS::SES::ReceiptRule",
      { Rule: { Actions: [{ LambdaAction: { FunctionArn: arn, InvocationType: open("parameter Type has no default") } }] } },
    ],
  ])("is not triggered: %s", (_, type, properties) => {
    const stack = built(fn("Worker", { FunctionName: "worker" }), native("AWS::SNS::Topic", "Topic"), native(type, "Caller", properties));
    expect(stack.links.filter((link) => link.kind === "triggers")).toEqual([]);
  });
});
