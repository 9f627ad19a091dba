import type { Location } from "../../../../../change/location.ts";
import type { Value } from "../../../../value.ts";
import { unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, type Field, textOfDatum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { fieldAt, propertyOf, propertyValue } from "../property.ts";
import type { PropertyTable } from "../resource-properties.ts";
import { allow } from "../statements.ts";
import type { Translation } from "../translation.ts";

const table: PropertyTable = { retryAttempts: "MaximumRetryAttempts", maxEventAge: "MaximumEventAgeInSeconds" };
const names = ["onFailure", "onSuccess", "retryAttempts", "maxEventAge"];

interface DestinationKind {
  readonly arn: string;
  readonly actions: readonly string[];
}

const sendMessages = ["sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"];

/** What receives results and records that failed, by the class that names it. */
const destinations: ReadonlyMap<string, DestinationKind> = new Map([
  ["SqsDestination", { arn: "queueArn", actions: sendMessages }],
  ["SqsDlq", { arn: "queueArn", actions: sendMessages }],
  ["SnsDestination", { arn: "topicArn", actions: ["sns:Publish"] }],
  ["SnsDlq", { arn: "topicArn", actions: ["sns:Publish"] }],
  ["LambdaDestination", { arn: "functionArn", actions: ["lambda:InvokeFunction"] }],
  ["EventBridgeDestination", { arn: "eventBusArn", actions: ["events:PutEvents"] }],
  ["S3Destination", { arn: "bucketArn", actions: ["s3:PutObject"] }],
  ["S3OnFailureDestination", { arn: "bucketArn", actions: ["s3:PutObject"] }],
]);

/** A destination as its ARN; the role of the sender may write to it. */
export function destinationValue(
  translation: Translation,
  conversion: Conversion,
  destination: { readonly field: Field; readonly sender: Datum; readonly origin: string },
): Value {
  const { field, sender, origin } = destination;
  const term = field.value;
  const kind = term.kind === "term" ? destinations.get(term.name.split(".").at(-1) ?? "") : undefined;
  const target = term.kind === "term" ? term.arguments[0] : undefined;
  if (kind === undefined || target === undefined) {
    translation.roles.open(sender, "a destination is made elsewhere", field.at);
    return term.kind === "unknown" || term.kind === "choice"
      ? conversion.settingValue(field)
      : unknown("the destination is made elsewhere", field.at);
  }
  const arn = (from: Conversion, at: Location) => from.settingValue({ ...field, value: { kind: "attribute", of: target, name: kind.arn, at } });
  translation.roles.grant(sender, origin, (from) => [allow(kind.actions, [arn(from, field.at)], field.at)]);
  return arn(conversion, field.at);
}

/** Asynchronous settings of a function, given with it or later. */
export function addInvokeConfig(translation: Translation, node: ConstructNode, given: Datum | undefined): void {
  const later = translation.callsOn(node, "configureAsyncInvoke")[0];
  addConfig(translation, { node, target: node.instance, given: later?.arguments[0] ?? given, at: later?.at ?? node.at, suffix: "EventInvokeConfig" });
}

/** `new EventInvokeConfig(…)`, and the settings of an alias. */
export function translateInvokeConfig(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const target = propertyValue(given, "function");
  if (target !== undefined) addConfig(translation, { node, target, given, at: node.at, suffix: undefined });
}

interface ConfigTask {
  readonly node: ConstructNode;
  readonly target: Datum;
  readonly given: Datum | undefined;
  readonly at: Location;
  readonly suffix: string | undefined;
}

export function addConfig(translation: Translation, { node, target, given, at, suffix }: ConfigTask): void {
  const fields = names.map((name) => [name, propertyOf(given, name)] as const).filter(([, field]) => field !== undefined);
  if (fields.length === 0) return;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, table);
  for (const [name, path] of [
    ["onFailure", "OnFailure"],
    ["onSuccess", "OnSuccess"],
  ] as const) {
    const field = propertyOf(given, name);
    if (field === undefined) continue;
    const value = destinationValue(translation, conversion, { field, sender: target, origin: `${name} of ${node.path}` });
    properties.put(`DestinationConfig.${path}.Destination`, value, field, name);
  }
  properties.put("FunctionName", conversion.value(target));
  const qualifier = propertyOf(given, "qualifier") ?? fieldAt({ kind: "literal", value: "$LATEST", at }, at);
  if (textOfDatum(qualifier.value) !== undefined) properties.put("Qualifier", conversion.value(qualifier.value), qualifier);
  const isOpen = fields.every(([, field]) => field?.value.kind === "unknown");
  translation.add(node, {
    type: "AWS::Lambda::EventInvokeConfig",
    ...(suffix === undefined ? {} : { suffix, implicit: true, nativeType: "EventInvokeConfig" }),
    at: fields[0]?.[1]?.at ?? at,
    conditional: node.conditional || isOpen,
    properties,
  });
}
