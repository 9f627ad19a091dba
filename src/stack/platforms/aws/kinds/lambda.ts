import { onlyText } from "../conversions.ts";
import { type KindTable, contribution, kind } from "./kind.ts";

/** Lambda's functions and what belongs to them. */
export const lambdaKinds: KindTable = {
  "AWS::Lambda::Function": kind("function", {
    name: "FunctionName",
    timeoutSeconds: "Timeout",
    memoryMegabytes: "MemorySize",
    runtime: "Runtime",
    handler: "Handler",
    codePath: { path: ["CodeUri", "Code"], as: onlyText },
    inlineCode: { path: ["InlineCode", "Code.ZipFile"] },
    packageType: "PackageType",
    packageContents: "PackageContents",
    bundlerTarget: "BundlerTarget",
    architecture: "Architectures.0",
    environment: "Environment.Variables",
    role: "Role",
    layers: "Layers",
    tracing: { path: ["TracingConfig.Mode", "Tracing"] },
    ephemeralStorageMegabytes: "EphemeralStorage.Size",
    snapStart: "SnapStart.ApplyOn",
    aliasName: "AutoPublishAlias",
    reservedConcurrency: "ReservedConcurrentExecutions",
    provisionedConcurrency: "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
    recursiveLoop: "RecursiveLoop",
    logGroup: "LoggingConfig.LogGroup",
    logFormat: "LoggingConfig.LogFormat",
    subnets: "VpcConfig.SubnetIds",
    securityGroups: "VpcConfig.SecurityGroupIds",
    fileSystems: "FileSystemConfigs",
    asyncDeadLetterTarget: { path: ["DeadLetterConfig.TargetArn", "DeadLetterQueue.TargetArn"] },
    asyncFailureDestination: { path: ["EventInvokeConfig.DestinationConfig.OnFailure.Destination"] },
    asyncMaximumRetryAttempts: "EventInvokeConfig.MaximumRetryAttempts",
    asyncMaximumEventAgeSeconds: "EventInvokeConfig.MaximumEventAgeInSeconds",
    urlAuthorization: "FunctionUrlConfig.AuthType",
    urlCors: "FunctionUrlConfig.Cors",
    kmsKey: "KmsKeyArn",
  }),
  "AWS::Lambda::Version": kind("version", { function: "FunctionName", provisionedConcurrency: provisioned() }),
  "AWS::Lambda::Alias": kind("alias", {
    name: "Name",
    function: "FunctionName",
    provisionedConcurrency: provisioned(),
    routing: "RoutingConfig",
  }),
  "AWS::Lambda::LayerVersion": kind("layer", {
    name: "LayerName",
    codePath: { path: ["ContentUri", "Content"], as: onlyText },
    runtimes: "CompatibleRuntimes",
  }),
  "AWS::Lambda::Url": kind("api", { cors: "Cors" }, { type: "function-url" }),
};

/** What other declarations of Lambda say about a function or an alias. */
export const lambdaContributions = {
  "AWS::Lambda::EventInvokeConfig": contribution("function", "FunctionName", {
    asyncFailureDestination: "DestinationConfig.OnFailure.Destination",
    asyncMaximumRetryAttempts: "MaximumRetryAttempts",
    asyncMaximumEventAgeSeconds: "MaximumEventAgeInSeconds",
  }),
  "AWS::Lambda::Url": contribution("function", "TargetFunctionArn", { urlAuthorization: "AuthType", urlCors: "Cors" }),
  "AWS::Lambda::RecursionConfig": contribution("function", "FunctionName", { recursiveLoop: "RecursiveLoop" }),
  "AWS::Lambda::ProvisionedConcurrencyConfig": contribution("alias", "Qualifier", {
    provisionedConcurrency: "ProvisionedConcurrentExecutions",
  }),
};

function provisioned(): string {
  return "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions";
}
