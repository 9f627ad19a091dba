import { map, mapOf, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { truthOf } from "../../evaluate/datum.ts";
import { arnOf } from "../lambda/function.ts";
import { propertyOf, propertyValue } from "../property.ts";
import { removalAttributes } from "../removal.ts";
import type { PropertyTable, ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";

const table: PropertyTable = {
  queueName: "QueueName",
  visibilityTimeout: "VisibilityTimeout",
  retentionPeriod: "MessageRetentionPeriod",
  deliveryDelay: "DelaySeconds",
  receiveMessageWaitTime: "ReceiveMessageWaitTimeSeconds",
  maxMessageSizeBytes: "MaximumMessageSize",
  fifo: "FifoQueue",
  contentBasedDeduplication: "ContentBasedDeduplication",
  deduplicationScope: "DeduplicationScope",
  fifoThroughputLimit: "FifoThroughputLimit",
  dataKeyReuse: "KmsDataKeyReusePeriodSeconds",
};

export function translateQueue(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const properties = translation.properties(node).take(given, table);
  putRedrive(translation, node, properties);
  putEncryption(translation, node, properties);
  translation.add(node, { type: "AWS::SQS::Queue", properties, attributes: removalAttributes(translation, node, "Delete") });
  const secure = propertyOf(given, "enforceSSL");
  if (secure !== undefined && truthOf(secure.value) === true) {
    const at = secure.at;
    const statement = mapOf(
      {
        Effect: scalar("Deny", at),
        Principal: mapOf({ AWS: scalar("*", at) }, at),
        Action: scalar("sqs:*", at),
        Resource: translation.conversion(node.scope).reference(node, at, { attribute: "Arn" }),
        Condition: mapOf({ Bool: map([{ name: "aws:SecureTransport", key: at, value: scalar("false", at), at }], at) }, at),
      },
      at,
    );
    translation.policies.add(node, statement);
  }
}

/** `deadLetterQueue: { queue, maxReceiveCount }`. */
function putRedrive(translation: Translation, node: ConstructNode, properties: ResourceProperties): void {
  const field = propertyOf(node.arguments[0], "deadLetterQueue");
  if (field === undefined) return;
  const conversion = translation.conversion(node.scope);
  const [queue, count] = [propertyOf(field.value, "queue"), propertyOf(field.value, "maxReceiveCount")];
  const isRead = field.value.kind === "object" || field.value.kind === "term";
  if (!isRead || queue === undefined) {
    properties.put(
      "RedrivePolicy",
      conversion.settingValue({ ...field, value: field.value.kind === "choice" ? { ...field.value, kind: "unknown" } : field.value }),
      field,
      "deadLetterQueue",
    );
    return;
  }
  properties.put(
    "RedrivePolicy.deadLetterTargetArn",
    conversion.settingValue({ ...queue, value: arnOf(queue.value, "queueArn") }),
    queue,
    "deadLetterQueue",
  );
  if (count !== undefined) properties.put("RedrivePolicy.maxReceiveCount", conversion.settingValue(count), count, "maxReceiveCount");
}

function putEncryption(translation: Translation, node: ConstructNode, properties: ResourceProperties): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const key = propertyOf(given, "encryptionMasterKey");
  const field = propertyOf(given, "encryption");
  const mode = field?.value.kind === "library" ? field.value.path.at(-1) : undefined;
  if (key !== undefined)
    properties.put("KmsMasterKeyId", conversion.settingValue({ ...key, value: arnOf(key.value, "keyArn") }), key, "encryptionMasterKey");
  else if (mode === "KMS_MANAGED") properties.put("KmsMasterKeyId", scalar("alias/aws/sqs", field?.at ?? node.at), field, "encryption");
  else if (mode === "KMS")
    properties.put("KmsMasterKeyId", unknown("a key that the CDK makes for the queue", field?.at ?? node.at), field, "encryption");
  else if (mode === "SQS_MANAGED" || mode === "UNENCRYPTED")
    properties.put("SqsManagedSseEnabled", scalar(mode === "SQS_MANAGED", field?.at ?? node.at), field, "encryption");
  else if (field !== undefined) properties.put("KmsMasterKeyId", conversion.settingValue(field), field, "encryption");
  if (propertyValue(given, "fifo") === undefined && conversionText(translation, node).endsWith(".fifo"))
    properties.put("FifoQueue", scalar(true, node.at));
}

/** A queue whose name ends in `.fifo` is one. */
function conversionText(translation: Translation, node: ConstructNode): string {
  const name = propertyValue(node.arguments[0], "queueName");
  const value = name === undefined ? undefined : translation.conversion(node.scope).value(name);
  const last = value?.kind === "joined" ? value.parts.at(-1) : value;
  return last?.kind === "scalar" ? String(last.value) : "";
}
