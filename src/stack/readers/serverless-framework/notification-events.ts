import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, list, map, mapOf, reference, scalar } from "../../value-builders.ts";
import type { EventExpansion } from "../sam/event.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import { type EventContext, type ServiceEvent, sourceOf } from "./event.ts";
import { alphanumericName } from "./names.ts";
import { entriesOf, isTrue, translated } from "./settings.ts";

/** A subscription; a topic that is only named is made by the framework. */
export function expandSnsEvent(event: ServiceEvent, { target, service }: EventContext): EventExpansion {
  const arn = sourceOf(event, "arn");
  const name = entryOf(event.settings, "topicName")?.value ?? (arn !== undefined && textOf(arn)?.startsWith("arn:") === false ? arn : undefined);
  const text = textOf(name);
  const isMade = text !== undefined && !text.startsWith("arn:") && entryOf(event.settings, "arn") === undefined;
  const address = `SNSTopic${alphanumericName(text ?? "")}`;
  const redrive = entryOf(event.settings, "redrivePolicy");
  const entries: MapEntry[] = [
    entry("TopicArn", isMade ? reference(address, event.at) : (arn ?? name ?? scalar(null, event.at)), { at: event.at }),
    entry("Protocol", scalar("lambda", event.at)),
    entry("Endpoint", target.arn(event.at), { at: event.at }),
    ...translated(event.settings, { filterPolicy: "FilterPolicy", filterPolicyScope: "FilterPolicyScope" }),
    ...(redrive === undefined ? [] : [{ ...redrive, name: "RedrivePolicy", value: deadLetters(redrive) }]),
  ];
  const subscription = implicitResource(target, {
    address: event.address,
    name: event.name,
    type: "AWS::SNS::Subscription",
    nativeType: "sns event",
    at: event.at,
    properties: map(entries, event.at),
    nativeNames: (path) =>
      new Map([
        ["FilterPolicy", "filterPolicy"],
        ["FilterPolicyScope", "filterPolicyScope"],
        ["RedrivePolicy", "redrivePolicy"],
        ["RedrivePolicy.deadLetterTargetArn", "redrivePolicy"],
      ]).get(path),
  });
  const topic = isMade && !service.scope.section("Resources").has(address) ? [madeTopic(event, target, address, scalar(text, event.at))] : [];
  return { resources: [...topic, subscription] };
}

function madeTopic(event: ServiceEvent, target: EventContext["target"], address: string, name: Value): NativeResource {
  const key = translated(event.settings, { displayName: "DisplayName", kmsMasterKeyId: "KmsMasterKeyId" });
  return implicitResource(target, {
    address,
    type: "AWS::SNS::Topic",
    nativeType: "topic made by the framework",
    at: event.at,
    properties: map([entry("TopicName", name), ...key], event.at),
  });
}

/** `deadLetterTargetArn`, or a logical id, or an import. */
function deadLetters(redrive: MapEntry): Value {
  const named = textOf(entryOf(redrive.value, "deadLetterTargetRef")?.value);
  const value = named === undefined ? entryOf(redrive.value, "deadLetterTargetArn")?.value : reference(named, redrive.at, "Arn");
  const imported = entryOf(entryOf(redrive.value, "deadLetterTargetImport")?.value, "arn")?.value;
  return mapOf({ deadLetterTargetArn: value ?? imported }, redrive.value.at);
}

/** A bucket notification; a bucket that is only named is made by the framework, unless it is said to exist. */
export function expandS3Event(event: ServiceEvent, { target, service }: EventContext): EventExpansion {
  const bucket = sourceOf(event, "bucket");
  const text = textOf(bucket);
  const isMade = text !== undefined && !isTrue(entryOf(event.settings, "existing")?.value);
  const provided = text === undefined ? undefined : entryOf(entryOf(service.provider, "s3")?.value, text);
  const address = `S3Bucket${alphanumericName(text ?? "")}`;
  const events = entryOf(event.settings, "event");
  const types = events === undefined ? scalar("s3:ObjectCreated:*", event.at) : events.value;
  const rules = entryOf(event.settings, "rules");
  const entries: MapEntry[] = [
    entry("Bucket", isMade ? reference(address, event.at) : (bucket ?? scalar(null, event.at)), { at: event.at }),
    entry("Function", target.arn(event.at), { at: event.at }),
    entry("Events", list([types], types.at), events),
    ...(rules === undefined
      ? []
      : [{ ...rules, name: "Filter", value: mapOf({ S3Key: mapOf({ Rules: filterRules(rules.value) }, rules.at) }, rules.at) }]),
  ];
  const notification = implicitResource(target, {
    address: event.address,
    name: event.name,
    type: "AWS::S3::BucketNotification",
    nativeType: "s3 event",
    at: event.at,
    properties: map(entries, event.at),
    nativeNames: (path) => (path.startsWith("Filter") ? "rules" : path === "Events" ? "event" : undefined),
  });
  const declared = service.scope.section("Resources").has(address);
  return {
    resources: [
      ...(isMade && !declared ? [madeBucket(target, address, provided ?? entry("bucket", scalar(text, event.at)), event)] : []),
      notification,
    ],
  };
}

function filterRules(rules: Value): Value {
  const items = itemsOf(rules).flatMap(entriesOf);
  return list(
    items.map((rule) => mapOf({ Name: scalar(rule.name, rule.key), Value: rule.value }, rule.at)),
    rules.at,
  );
}

function madeBucket(target: EventContext["target"], address: string, named: MapEntry, event: ServiceEvent): NativeResource {
  const isConfigured = named.value.kind === "map";
  const at = isConfigured ? named.at : event.at;
  const name = isConfigured ? (entryOf(named.value, "name")?.value ?? scalar(named.name, at)) : named.value;
  const properties = isConfigured ? translated(named.value, bucketProperties) : [];
  return implicitResource(target, {
    address,
    type: "AWS::S3::Bucket",
    nativeType: "bucket made by the framework",
    at,
    properties: map([entry("BucketName", name), ...properties], at),
  });
}

const bucketProperties = {
  bucketEncryption: "BucketEncryption",
  lifecycleConfiguration: "LifecycleConfiguration",
  publicAccessBlockConfiguration: "PublicAccessBlockConfiguration",
  versioningConfiguration: "VersioningConfiguration",
  accessControl: "AccessControl",
};
