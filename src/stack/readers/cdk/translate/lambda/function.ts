import type { Location } from "../../../../../change/location.ts";
import type { Value } from "../../../../value.ts";
import { entry, joined, list, map, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, isUndefined, textOfDatum, truthOf } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { putNetwork } from "../network/function-network.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { Convert, PropertyTable, ResourceProperties } from "../resource-properties.ts";
import { managedPolicyArn } from "../roles.ts";
import { allow, statementValue } from "../statements.ts";
import type { Translation } from "../translation.ts";
import { addInvokeConfig } from "./async-invocation.ts";
import { putCode } from "./function-code.ts";

const asList: Convert = (conversion, value) => list([conversion.value(value)], value.at);
const unlessDisabled: Convert = (conversion, value) => {
  const mode = conversion.value(value);
  return mode.kind === "scalar" && mode.value === "Disabled" ? undefined : mode;
};
const snapStart: Convert = (conversion, value) =>
  value.kind === "library" ? scalar(value.path.at(-1) === "ON_PUBLISHED_VERSIONS" ? "PublishedVersions" : "None", value.at) : conversion.value(value);
const isSet: Convert = (_, value) => list([unknown("the file system is mounted by its access point", value.at)], value.at);

const table: PropertyTable = {
  functionName: "FunctionName",
  description: "Description",
  runtime: "Runtime",
  timeout: "Timeout",
  memorySize: "MemorySize",
  architecture: { to: "Architectures", as: asList },
  tracing: { to: "TracingConfig.Mode", as: unlessDisabled },
  reservedConcurrentExecutions: "ReservedConcurrentExecutions",
  ephemeralStorageSize: "EphemeralStorage.Size",
  loggingFormat: "LoggingConfig.LogFormat",
  logGroup: "LoggingConfig.LogGroup",
  layers: "Layers",
  recursiveLoop: "RecursiveLoop",
  snapStart: { to: "SnapStart.ApplyOn", as: snapStart },
  environmentEncryption: "KmsKeyArn",
  filesystem: { to: "FileSystemConfigs", as: isSet },
};

/** A function with its role, its asynchronous settings and its log group. */
export function translateFunction(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, table);
  putCode({ translation, node, given, properties });
  putEnvironment(translation, node, { properties, conversion });
  putNetwork(translation, node, properties);
  putDeadLetters(translation, node, { properties, conversion });
  putRole(translation, node, { properties, conversion });
  addLayers(translation, node, { properties, conversion });
  const version = translation.files.libraryVersion(node.at.path);
  translation.add(node, { type: "AWS::Lambda::Function", properties, attributes: new Map(version === undefined ? [] : [["aws-cdk-lib", version]]) });
  addInvokeConfig(translation, node, given);
  addLogRetention(translation, node, { properties, conversion });
}

interface Draft {
  readonly properties: ResourceProperties;
  readonly conversion: Conversion;
}

/** Variables given at once, and those that are added later. */
function putEnvironment(translation: Translation, node: ConstructNode, { properties, conversion }: Draft): void {
  const field = propertyOf(node.arguments[0], "environment");
  const added = translation.callsOn(node, "addEnvironment").flatMap((call) => {
    const [name, value] = call.arguments;
    const text = textOfDatum(name);
    return text === undefined || value === undefined ? [] : [entry(text, conversion.value(value), { key: name?.at ?? call.at, at: call.at })];
  });
  const isComputed = translation.callsOn(node, "addEnvironment").length > added.length;
  const written = field === undefined ? undefined : conversion.settingValue(field);
  if (written === undefined && added.length === 0) return;
  const at = written?.at ?? added[0]?.at ?? node.at;
  if (isComputed || (written !== undefined && written.kind !== "map"))
    properties.put(
      "Environment.Variables",
      written?.kind === "map" || written === undefined ? unknown("the name of a variable is computed", at) : written,
      field,
      "environment",
    );
  else properties.put("Environment.Variables", map([...(written?.entries.values() ?? []), ...added], at), field, "environment");
}

function putDeadLetters(translation: Translation, node: ConstructNode, { properties, conversion }: Draft): void {
  const [given] = node.arguments;
  const queue = propertyOf(given, "deadLetterQueue");
  const topic = propertyOf(given, "deadLetterTopic");
  const field = queue ?? topic;
  const enabled = propertyOf(given, "deadLetterQueueEnabled");
  if (field !== undefined) {
    const name = queue === undefined ? "deadLetterTopic" : "deadLetterQueue";
    const target = conversion.settingValue({ ...field, value: arnOf(field.value, queue === undefined ? "topicArn" : "queueArn") });
    properties.put("DeadLetterConfig.TargetArn", target, field, name);
    const action = queue === undefined ? "sns:Publish" : "sqs:SendMessage";
    if (target.kind !== "unknown") grantDeadLetters(translation, node, { action, target: field.value, at: field.at });
  } else if (enabled !== undefined && truthOf(enabled.value) === true) {
    const target = conversion.reference(node, enabled.at, { suffix: "DeadLetterQueue", attribute: "Arn" });
    properties.put("DeadLetterConfig.TargetArn", target, enabled, "deadLetterQueueEnabled");
    translation.add(node, {
      type: "AWS::SQS::Queue",
      suffix: "DeadLetterQueue",
      nativeType: "deadLetterQueueEnabled",
      implicit: true,
      at: enabled.at,
      properties: map([entry("MessageRetentionPeriod", scalar(1_209_600, enabled.at))], enabled.at),
    });
    translation.roles.grant(node.instance, `deadLetterQueueEnabled of ${node.path}`, () => [allow(["sqs:SendMessage"], [target], enabled.at)]);
  }
}

function grantDeadLetters(
  translation: Translation,
  node: ConstructNode,
  { action, target, at }: { action: string; target: Datum; at: Location },
): void {
  const attribute = action.startsWith("sns") ? "topicArn" : "queueArn";
  translation.roles.grant(node.instance, `deadLetterQueue of ${node.path}`, (from) => [allow([action], [from.value(arnOf(target, attribute))], at)]);
}

/** The ARN of what a property names; what is no construct stays as it is. */
export function arnOf(datum: Datum, name: string): Datum {
  return datum.kind === "instance" || datum.kind === "attribute" ? { kind: "attribute", of: datum, name, at: datum.at } : datum;
}

function putRole(translation: Translation, node: ConstructNode, { properties, conversion }: Draft): void {
  const [given] = node.arguments;
  const field = propertyOf(given, "role");
  const { roles } = translation;
  const written = conversion.value({
    kind: "attribute",
    of: { kind: "attribute", of: node.instance, name: "role", at: node.at },
    name: "roleArn",
    at: field?.at ?? node.at,
  });
  properties.put("Role", field === undefined ? { ...written, at: node.at } : written, field ?? undefined, "role");
  const role = roles.of(node.instance);
  if (role === undefined) return;
  if (field === undefined) role.managed.push(...managedPolicies(given, node));
  const tracing = propertyOf(given, "tracing");
  const isTraced = tracing !== undefined && properties.has("TracingConfig");
  if (isTraced)
    roles.grant(node.instance, `tracing of ${node.path}`, () => [
      allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], [scalar("*", tracing.at)], tracing.at),
    ]);
  const initial = listItems(propertyValue(given, "initialPolicy"));
  if (initial.length > 0)
    roles.grant(node.instance, `initialPolicy of ${node.path}`, (from) => initial.map((statement) => statementValue(translation, from, statement)));
  if (translation.state.escaped.has(node.instance)) roles.open(node.instance, "the function is handed to code that was not read", node.at);
}

function managedPolicies(given: Datum | undefined, node: ConstructNode): readonly Value[] {
  const network = propertyOf(given, "vpc");
  const insights = propertyOf(given, "insightsVersion");
  return [
    managedPolicyArn("service-role/AWSLambdaBasicExecutionRole", node.at),
    ...(network === undefined ? [] : [managedPolicyArn("service-role/AWSLambdaVPCAccessExecutionRole", network.at)]),
    ...(insights === undefined ? [] : [managedPolicyArn("CloudWatchLambdaInsightsExecutionRolePolicy", insights.at)]),
  ];
}

/** `fn.addLayers(…)`. */
function addLayers(translation: Translation, node: ConstructNode, { properties, conversion }: Draft): void {
  const added = translation.callsOn(node, "addLayers").flatMap((call) => call.arguments.map((layer) => conversion.value(layer)));
  if (added.length === 0) return;
  const written = propertyOf(node.arguments[0], "layers");
  const before = written === undefined ? [] : listItems(written.value).map((layer) => conversion.value(layer));
  properties.put("Layers", list([...before, ...added], written?.at ?? added[0]?.at ?? node.at), written, "layers");
}

/** `logRetention` makes a log group with the function's name. */
function addLogRetention(translation: Translation, node: ConstructNode, { conversion }: Draft): void {
  const field = propertyOf(node.arguments[0], "logRetention");
  if (field === undefined || isUndefined(field.value)) return;
  const properties = translation.properties(node);
  properties.put("LogGroupName", joined([scalar("/aws/lambda/", field.at), conversion.reference(node, field.at)], field.at));
  const days = conversion.settingValue(field);
  if (!(days.kind === "scalar" && days.value === "INFINITE")) properties.put("RetentionInDays", days, field, "logRetention");
  translation.add(node, {
    type: "AWS::Logs::LogGroup",
    suffix: "LogRetention",
    nativeType: "logRetention",
    implicit: true,
    at: field.at,
    properties,
    // The custom resource behind it leaves the group where it is.
    attributes: new Map([["DeletionPolicy", "Retain"]]),
  });
}
