import { joined, scalar, unknown } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, nodeOf } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { propertyOf, propertyValue } from "../property.ts";
import { removalAttributes } from "../removal.ts";
import type { Translation } from "../translation.ts";

/** A log group; without a word about it, the CDK keeps lines for two years. */
export function translateLogGroup(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, { logGroupName: "LogGroupName", logGroupClass: "LogGroupClass" });
  const key = propertyOf(given, "encryptionKey");
  if (key !== undefined) properties.put("KmsKeyId", conversion.settingValue({ ...key, value: arnOf(key.value, "keyArn") }), key, "encryptionKey");
  const retention = propertyOf(given, "retention");
  const isForEver = retention?.value.kind === "library" && retention.value.path.at(-1) === "INFINITE";
  if (retention === undefined) properties.put("RetentionInDays", scalar(731, node.at), undefined, "retention");
  else if (!isForEver) properties.put("RetentionInDays", conversion.settingValue(retention), retention, "retention");
  translation.add(node, { type: "AWS::Logs::LogGroup", properties, attributes: removalAttributes(translation, node, "Retain") });
}

/** `new SubscriptionFilter(…)`, `logGroup.addSubscriptionFilter("id", { destination, filterPattern })`. */
export function translateSubscriptionFilter(translation: Translation, node: ConstructNode): void {
  const [given, receiver] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const group = receiver ?? propertyValue(given, "logGroup");
  const destination = propertyOf(given, "destination");
  const properties = translation.properties(node);
  if (group !== undefined) properties.put("LogGroupName", groupName(conversion, group));
  const pattern = propertyValue(given, "filterPattern");
  const [text] = pattern?.kind === "term" ? pattern.arguments : [];
  if (pattern !== undefined)
    properties.put(
      "FilterPattern",
      text !== undefined && pattern.kind === "term" && pattern.name.endsWith("literal")
        ? conversion.value(text)
        : unknown("the pattern is made elsewhere", pattern.at),
    );
  const [target] = destination?.value.kind === "term" ? destination.value.arguments : [];
  const isFunction = destination?.value.kind === "term" && destination.value.name.endsWith("LambdaDestination");
  if (destination !== undefined && target !== undefined)
    properties.put("DestinationArn", conversion.value(arnOf(target, isFunction ? "functionArn" : "streamArn")), destination, "destination");
  translation.add(node, { type: "AWS::Logs::SubscriptionFilter", properties });
}

/** A group by reference, or the one that a function without another writes to. */
function groupName(conversion: Conversion, group: Datum): Value {
  const owner = group.kind === "attribute" && group.name === "logGroup" ? nodeOf(group.of) : undefined;
  if (owner === undefined) return conversion.value(group);
  const given = propertyValue(owner.arguments[0], "logGroup");
  return given === undefined ? joined([scalar("/aws/lambda/", group.at), conversion.reference(owner, group.at)], group.at) : conversion.value(given);
}
