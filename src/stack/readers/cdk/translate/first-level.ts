import { entry, list, map, unknown } from "../../../value-builders.ts";
import type { Value } from "../../../value.ts";
import type { ConstructNode } from "../evaluate/construct-node.ts";
import { type Datum, isUndefined } from "../evaluate/datum.ts";
import { snakeCase } from "../evaluate/objects.ts";
import { camelCase } from "../syntax/camel-case.ts";
import type { Conversion } from "./conversion.ts";
import { removalAttributes } from "./removal.ts";
import type { Translation } from "./translation.ts";
import { documentValue } from "./statements.ts";
import { withDefinitionOfText } from "./workflows/definition-of-text.ts";

/** How CloudFormation spells services that the CDK's packages spell otherwise. */
const services: ReadonlyMap<string, string> = new Map([
  ["apigateway", "ApiGateway"],
  ["apigatewayv2", "ApiGatewayV2"],
  ["applicationautoscaling", "ApplicationAutoScaling"],
  ["appconfig", "AppConfig"],
  ["appsync", "AppSync"],
  ["bedrockagentcore", "BedrockAgentCore"],
  ["budgets", "Budgets"],
  ["cloudformation", "CloudFormation"],
  ["cloudfront", "CloudFront"],
  ["cloudwatch", "CloudWatch"],
  ["cognito", "Cognito"],
  ["dynamodb", "DynamoDB"],
  ["ec2", "EC2"],
  ["ecs", "ECS"],
  ["elasticache", "ElastiCache"],
  ["elasticloadbalancingv2", "ElasticLoadBalancingV2"],
  ["events", "Events"],
  ["iam", "IAM"],
  ["iot", "IoT"],
  ["kinesis", "Kinesis"],
  ["kinesisfirehose", "KinesisFirehose"],
  ["kms", "KMS"],
  ["lambda", "Lambda"],
  ["logs", "Logs"],
  ["msk", "MSK"],
  ["pipes", "Pipes"],
  ["rds", "RDS"],
  ["s3", "S3"],
  ["sam", "Serverless"],
  ["scheduler", "Scheduler"],
  ["secretsmanager", "SecretsManager"],
  ["sns", "SNS"],
  ["sqs", "SQS"],
  ["ssm", "SSM"],
  ["stepfunctions", "StepFunctions"],
  ["amazonmq", "AmazonMQ"],
  ["autoscaling", "AutoScaling"],
  ["certificatemanager", "CertificateManager"],
  ["cloudtrail", "CloudTrail"],
  ["codebuild", "CodeBuild"],
  ["codecommit", "CodeCommit"],
  ["codedeploy", "CodeDeploy"],
  ["codepipeline", "CodePipeline"],
  ["core", "CloudFormation"],
  ["dax", "DAX"],
  ["docdb", "DocDB"],
  ["ecr", "ECR"],
  ["efs", "EFS"],
  ["eks", "EKS"],
  ["eventschemas", "EventSchemas"],
  ["guardduty", "GuardDuty"],
  ["opensearchserverless", "OpenSearchServerless"],
  ["opensearchservice", "OpenSearchService"],
  ["s3objectlambda", "S3ObjectLambda"],
  ["sagemaker", "SageMaker"],
  ["servicediscovery", "ServiceDiscovery"],
  ["ses", "SES"],
  ["vpclattice", "VpcLattice"],
  ["wafv2", "WAFv2"],
  ["xray", "XRay"],
]);

/** Properties whose keys are the author's own. */
const freeKeys =
  /^(?:variables|policyDocument|assumeRolePolicyDocument|eventPattern|filterPolicy|redrivePolicy|redriveAllowPolicy|definition|definitionSubstitutions|stageVariables|requestParameters|responseParameters|requestTemplates|body|policy|dimensionsMap)$/u;

/** Names that are not only their first letter away from CloudFormation's. */
const names: ReadonlyMap<string, string> = new Map([
  ["sseSpecification", "SSESpecification"],
  ["kmsMasterKeyId", "KmsMasterKeyId"],
  ["providerArns", "ProviderARNs"],
  ["lambdaFunctionArn", "LambdaFunctionArn"],
  ["rotationLambdaArn", "RotationLambdaARN"],
  ["dbClusterIdentifier", "DBClusterIdentifier"],
  ["dbInstanceIdentifier", "DBInstanceIdentifier"],
  ["dynamoDbConfig", "DynamoDBConfig"],
]);

/** `CfnQueue` of `aws-sqs` is `AWS::SQS::Queue`. */
function firstLevelType(type: string): string {
  const [service = "", className = ""] = type.split(".");
  const name = service.replace(/^aws-/u, "");
  return `AWS::${services.get(name) ?? name.charAt(0).toUpperCase() + name.slice(1)}::${className.slice("Cfn".length)}`;
}

/** Resources of the lowest level: their properties are CloudFormation's with a small first letter. */
export function translateFirstLevel(translation: Translation, node: ConstructNode): void {
  const conversion = translation.conversion(node.scope);
  const [given] = node.arguments;
  const value = given === undefined || isUndefined(given) ? map([], node.at) : spelled(translation, conversion, given, 0);
  const properties = withDefinitionOfText(translation, node, value.kind === "map" ? value : map([], node.at));
  const written = node.writtenType.split(".").at(-1)?.startsWith("Cfn") === true ? node.writtenType : (node.type.split(".").at(-1) ?? node.type);
  const inDialect = node.language === "python" ? (path: string) => snakeCase(lower(path)) : lower;
  translation.add(node, {
    type: firstLevelType(node.type),
    nativeType: written,
    properties,
    nativeNames: (path) => inDialect(path.split(".").at(-1) ?? path),
    attributes: translation.callsOn(node, "applyRemovalPolicy").length === 0 ? new Map() : removalAttributes(translation, node, "Delete"),
  });
}

/** How CloudFormation spells a property of the lowest level. */
export function spelledName(name: string): string {
  return names.get(name) ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** A value for a property of the lowest level, with CloudFormation's names inside. */
export function spelledValue(translation: Translation, conversion: Conversion, datum: Datum): Value {
  return spelled(translation, conversion, datum, 1);
}

function lower(path: string): string {
  return path.charAt(0).toLowerCase() + path.slice(1);
}

function spelled(translation: Translation, conversion: Conversion, datum: Datum, depth: number): Value {
  if (depth > 30) return unknown("nested too deeply", datum.at);
  if (datum.kind === "list")
    return list(
      [
        ...datum.items.map((item) => spelled(translation, conversion, item, depth + 1)),
        ...(datum.open === undefined ? [] : [unknown(datum.open, datum.at)]),
      ],
      datum.at,
    );
  const struct = datum.kind === "term" && datum.arguments.length === 1 && datum.name.endsWith("Property") ? datum.arguments[0] : datum;
  if (struct?.kind === "term" && struct.name.startsWith("aws-iam.PolicyDocument")) return documentValue(translation, conversion, struct);
  if (struct?.kind === "term" && struct.name === "aws-lambda.Code.fromInline" && struct.arguments[0] !== undefined)
    return map([entry("ZipFile", conversion.value(struct.arguments[0]))], struct.at);
  if (struct?.kind !== "object") return conversion.value(datum);
  if (struct.open !== undefined && depth > 0) return unknown(struct.open, struct.at);
  const entries = [...struct.fields]
    .filter(([, field]) => !isUndefined(field.value))
    .map(([name, field]) => {
      // Python has words that cannot name an argument: `lambda_`.
      const key = camelCase(name).replace(/_$/u, "");
      const value = freeKeys.test(key) ? conversion.value(field.value) : spelled(translation, conversion, field.value, depth + 1);
      return entry(spelledName(key), value, { key: field.key, at: field.at });
    });
  return map(entries, struct.at);
}
