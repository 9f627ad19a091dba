import type { Value } from "../../../../value.ts";
import { entry, list, map, mapOf, unknown } from "../../../../value-builders.ts";
import type { ConstructNode, MethodCall } from "../../evaluate/construct-node.ts";
import { type Datum, nodeOf } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { listItems, propertyOf } from "../property.ts";
import type { Translation } from "../translation.ts";

export interface NotificationDraft {
  readonly bucket: Datum;
  readonly events: Datum | undefined;
  readonly filters: Datum | undefined;
  readonly target: Datum;
  readonly node: ConstructNode;
  readonly call: Pick<MethodCall, "at" | "conditional">;
  readonly name: string;
}

/** Which property names what a destination is, and its attribute. */
const targets: ReadonlyMap<string, { readonly property: "Function" | "Queue" | "Topic"; readonly arn: string; readonly action?: string }> = new Map([
  ["LambdaDestination", { property: "Function", arn: "functionArn" }],
  ["S3EventSource", { property: "Function", arn: "functionArn" }],
  ["SqsDestination", { property: "Queue", arn: "queueArn", action: "sqs:SendMessage" }],
  ["SnsDestination", { property: "Topic", arn: "topicArn", action: "sns:Publish" }],
]);

/** Objects of a bucket that a function, queue or topic hears of; the CDK lets the bucket deliver. */
export function addBucketNotification(translation: Translation, draft: NotificationDraft): void {
  const { node, bucket, call, name } = draft;
  const kind = targets.get(name);
  if (kind === undefined) return;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node);
  const at = call.at;
  properties.put("Bucket", placed(conversion, bucket, at));
  const events = listItems(draft.events).map((event) => conversion.value(event));
  properties.put("Events", list(events, draft.events?.at ?? at), undefined, "events");
  properties.put(kind.property, { ...conversion.value({ kind: "attribute", of: draft.target, name: kind.arn, at }), at });
  const filter = filterValue(conversion, draft.filters);
  if (filter !== undefined) properties.put("Filter", filter);
  const address = translation.add(node, {
    type: "AWS::S3::BucketNotification",
    suffix: `${name}:${nodeOf(draft.target) === node ? (nodeOf(bucket)?.path ?? "") : (nodeOf(draft.target)?.path ?? "")}`,
    nativeType: name,
    implicit: true,
    at,
    conditional: node.conditional || call.conditional,
    properties,
  });
  if (kind.action !== undefined && address !== "")
    translation.policies.deliver(draft.target, {
      service: "s3.amazonaws.com",
      action: kind.action,
      source: (from) => ({ ...from.value({ kind: "attribute", of: bucket, name: "bucketArn", at }), at }),
      at,
    });
}

function placed(conversion: Conversion, datum: Datum, at: MethodCall["at"]): Value {
  return { ...conversion.value(datum), at };
}

/** `{ prefix: "in/", suffix: ".csv" }`. */
function filterValue(conversion: Conversion, filters: Datum | undefined): Value | undefined {
  const items = listItems(filters);
  const [first] = items;
  if (first === undefined) return undefined;
  if (first.kind === "unknown") return unknown(first.reason, first.at);
  const rules = items.flatMap((item) =>
    ["prefix", "suffix"].flatMap((name) => {
      const field = propertyOf(item, name);
      const rule = field && mapOf({ Name: { kind: "scalar", value: name, at: field.at }, Value: conversion.value(field.value) }, field.at);
      return rule === undefined ? [] : [rule];
    }),
  );
  return rules.length === 0 ? undefined : map([entry("S3Key", map([entry("Rules", list(rules, first.at))], first.at))], first.at);
}

const createdEvents: ReadonlyMap<string, string> = new Map([
  ["addObjectCreatedNotification", "OBJECT_CREATED"],
  ["addObjectRemovedNotification", "OBJECT_REMOVED"],
]);

/** `bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(fn), { prefix })`. */
export function addBucketNotifications(translation: Translation, node: ConstructNode): void {
  for (const call of translation.callsOn(node, "addEventNotification", ...createdEvents.keys())) {
    const member = createdEvents.get(call.name);
    const [event, destination, ...filters] =
      member === undefined
        ? call.arguments
        : [{ kind: "library", package: "aws-s3", path: ["EventType", member], at: call.at } satisfies Datum, ...call.arguments];
    const target = destination?.kind === "term" ? destination.arguments[0] : undefined;
    if (destination?.kind !== "term" || target === undefined || event === undefined) continue;
    addBucketNotification(translation, {
      bucket: call.receiver,
      events: event,
      filters: filters.length === 0 ? undefined : { kind: "list", items: filters, open: undefined, at: filters[0]?.at ?? call.at },
      target,
      node,
      call,
      name: destination.name.split(".").at(-1) ?? "",
    });
  }
}
