import type { Value } from "../../../../value.ts";
import { entry, list, map, mapOf, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, truthOf } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyOf } from "../property.ts";
import { removalAttributes } from "../removal.ts";
import type { Convert, PropertyTable, ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";

const versioning: Convert = (conversion, value) => {
  const truth = truthOf(value);
  if (truth === undefined) return conversion.value(value);
  return truth ? scalar("Enabled", value.at) : undefined;
};
const publicAccess: Convert = (conversion, value) => {
  if (value.kind === "library") {
    const all = value.path.at(-1) === "BLOCK_ALL";
    const isAcls = value.path.at(-1)?.startsWith("BLOCK_ACLS") === true;
    return all || isAcls ? blocked(value, all) : unknown("the installed version of the CDK decides", value.at);
  }
  const [given] = value.kind === "term" ? value.arguments : [value];
  const entries = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].flatMap((name) => {
    const field = propertyOf(given, name);
    return field === undefined ? [] : [entry(name.charAt(0).toUpperCase() + name.slice(1), conversion.value(field.value), field)];
  });
  return map(entries, value.at);
};

function blocked({ at }: Datum, policies: boolean): Value {
  const yes = scalar(true, at);
  return mapOf({ BlockPublicAcls: yes, IgnorePublicAcls: yes, ...(policies ? { BlockPublicPolicy: yes, RestrictPublicBuckets: yes } : {}) }, at);
}

const table: PropertyTable = {
  bucketName: "BucketName",
  versioned: { to: "VersioningConfiguration.Status", as: versioning },
  blockPublicAccess: { to: "PublicAccessBlockConfiguration", as: publicAccess },
  autoDeleteObjects: "ForceDestroy",
  eventBridgeEnabled: "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled",
  objectLockEnabled: "ObjectLockEnabled",
};

export function translateBucket(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, table);
  putEncryption(conversion, { given, properties, node });
  putLifecycle(translation, { given, properties, node });
  translation.add(node, { type: "AWS::S3::Bucket", properties, attributes: removalAttributes(translation, node, "Retain") });
}

interface BucketTask {
  readonly given: Datum | undefined;
  readonly properties: ResourceProperties;
  readonly node: ConstructNode;
}

function putEncryption(conversion: Conversion, { given, properties, node }: BucketTask): void {
  const [mode, key] = [propertyOf(given, "encryption"), propertyOf(given, "encryptionKey")];
  const name = mode?.value.kind === "library" ? (mode.value.path.at(-1) ?? "") : undefined;
  if (mode === undefined && key === undefined) return;
  if (mode !== undefined && name === undefined) {
    properties.put("BucketEncryption.ServerSideEncryptionConfiguration", conversion.settingValue(mode), mode, "encryption");
    return;
  }
  const at = mode?.at ?? key?.at ?? node.at;
  const isKms = key !== undefined || name?.startsWith("KMS") === true || name === "DSSE";
  const rule = mapOf(
    {
      SSEAlgorithm: scalar(isKms ? "aws:kms" : "AES256", at),
      KMSMasterKeyID: key === undefined ? undefined : conversion.value(arnOf(key.value, "keyArn")),
    },
    at,
  );
  const configuration = list([mapOf({ ServerSideEncryptionByDefault: rule }, at)], at);
  properties.put("BucketEncryption.ServerSideEncryptionConfiguration", configuration, mode ?? key, "encryption");
}

const rule: PropertyTable = {
  id: "Id",
  prefix: "Prefix",
  expiration: { to: "ExpirationInDays", as: days },
  noncurrentVersionExpiration: { to: "NoncurrentVersionExpiration.NoncurrentDays", as: days },
  abortIncompleteMultipartUploadAfter: { to: "AbortIncompleteMultipartUpload.DaysAfterInitiation", as: days },
  expiredObjectDeleteMarker: "ExpiredObjectDeleteMarker",
  transitions: "Transitions",
};

function days(conversion: Conversion, value: Datum): Value {
  const seconds = conversion.value(value);
  if (seconds.kind !== "scalar" || typeof seconds.value !== "number") return seconds;
  return scalar(seconds.value / 86_400, { path: value.at.path, startLine: value.at.startLine, endLine: value.at.endLine });
}

function putLifecycle(translation: Translation, { given, properties, node }: BucketTask): void {
  const field = propertyOf(given, "lifecycleRules");
  const added = translation.callsOn(node, "addLifecycleRule").flatMap((call) => call.arguments.slice(0, 1));
  const items = [...listItems(field?.value), ...added];
  const [first] = items;
  if (first === undefined) return;
  const rules = items.map((item): Value => {
    if (item.kind === "unknown") return unknown(item.reason, item.at);
    const built = translation.properties(node).take(item, rule).build();
    const enabled = propertyOf(item, "enabled");
    const status = enabled !== undefined && truthOf(enabled.value) === false ? "Disabled" : "Enabled";
    return map([...built.entries.values(), entry("Status", scalar(status, item.at))], item.at);
  });
  properties.put("LifecycleConfiguration.Rules", list(rules, field?.value.at ?? first.at), field, "lifecycleRules");
}
