import { list, mapOf, scalar } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { Datum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { Convert } from "../resource-properties.ts";
import type { SimpleResource } from "./simple-resources.ts";

const functionArn: Convert = (conversion, value) => conversion.value(arnOf(value, "functionArn"));

/** Classes that are given the function that their service calls. */
export const callingResources: ReadonlyMap<string, SimpleResource> = new Map<string, SimpleResource>([
  [
    "aws-secretsmanager.RotationSchedule",
    {
      type: "AWS::SecretsManager::RotationSchedule",
      properties: {
        secret: "SecretId",
        rotationLambda: { to: "RotationLambdaARN", as: functionArn },
        automaticallyAfter: { to: "RotationRules.AutomaticallyAfterDays", as: (conversion, value) => days(conversion.value(value)) },
      },
      finish: ({ properties, conversion, node }) =>
        properties.put("SecretId", node.arguments[1] === undefined ? undefined : conversion.value(node.arguments[1])),
    },
  ],
  [
    "aws-config.CustomRule",
    {
      type: "AWS::Config::ConfigRule",
      properties: { configRuleName: "ConfigRuleName", lambdaFunction: { to: "Source.SourceIdentifier", as: functionArn } },
      finish: ({ properties, node }) => properties.put("Source.Owner", scalar("CUSTOM_LAMBDA", node.at)),
    },
  ],
  [
    "aws-s3objectlambda.AccessPoint",
    {
      type: "AWS::S3ObjectLambda::AccessPoint",
      properties: { accessPointName: "Name" },
      finish: ({ properties, given, conversion }) => {
        const handler = propertyOf(given, "handler");
        if (handler === undefined) return;
        const content = mapOf({ AwsLambda: mapOf({ FunctionArn: functionArn(conversion, handler.value) }, handler.at) }, handler.at);
        const transformation = mapOf({ ContentTransformation: content }, handler.at);
        properties.put("ObjectLambdaConfiguration.TransformationConfigurations", list([transformation], handler.at), handler, "handler");
      },
    },
  ],
  [
    "aws-appsync.LambdaDataSource",
    {
      type: "AWS::AppSync::DataSource",
      properties: { api: "ApiId", name: "Name", lambdaFunction: { to: "LambdaConfig.LambdaFunctionArn", as: functionArn } },
    },
  ],
  [
    "aws-appsync.Resolver",
    {
      type: "AWS::AppSync::Resolver",
      properties: { api: "ApiId", typeName: "TypeName", fieldName: "FieldName", dataSource: "DataSourceName" },
    },
  ],
  [
    "aws-kinesisfirehose.DeliveryStream",
    {
      type: "AWS::KinesisFirehose::DeliveryStream",
      properties: { deliveryStreamName: "DeliveryStreamName" },
      finish: ({ properties, given, conversion }) => {
        const destination = propertyValue(given, "destination");
        const options = destination?.kind === "term" ? destination.arguments[1] : undefined;
        const processors = [...listItems(propertyValue(options, "processors")), ...listItems(propertyValue(options, "processor"))];
        const functions = processors.flatMap((processor) => processorValue(conversion, processor));
        if (functions.length > 0 && destination !== undefined)
          properties.put("ExtendedS3DestinationConfiguration.ProcessingConfiguration.Processors", list(functions, destination.at));
      },
    },
  ],
]);

function days(seconds: Value): Value {
  const { path, startLine, endLine } = seconds.at;
  return seconds.kind === "scalar" && typeof seconds.value === "number" ? scalar(seconds.value / 86_400, { path, startLine, endLine }) : seconds;
}

/** `new LambdaFunctionProcessor(fn)`. */
function processorValue(conversion: Conversion, processor: Datum): readonly Value[] {
  const [of] = processor.kind === "term" && processor.name.endsWith(".LambdaFunctionProcessor") ? processor.arguments : [];
  if (of === undefined) return [];
  const { at } = processor;
  const parameter = mapOf({ ParameterName: scalar("LambdaArn", at), ParameterValue: functionArn(conversion, of) }, at);
  return [mapOf({ Type: scalar("Lambda", at), Parameters: list([parameter], at) }, at)];
}
