import type { Location } from "../../../../change/location.ts";
import type { Link } from "../../../link.ts";
import { type Value, itemsOf, textOf } from "../../../value.ts";
import { list, map, unknown } from "../../../value-builders.ts";
import { partsAt, propertyAt, valueAtPath } from "../property-path.ts";
import { type Declaration, endOf, linkSources, makeLink, makeTrigger } from "./declaration.ts";

const subscriptionSources = linkSources({
  rawDelivery: "RawMessageDelivery",
  filter: "FilterPolicy",
  filterScope: "FilterPolicyScope",
  deadLetterTarget: "RedrivePolicy.deadLetterTargetArn",
});

/** SNS tries a queue or function 100,015 times over 23 days (https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html). */
const subscriptionDefaults = { rawDelivery: false, filterScope: "MessageAttributes" };

/** A queue's dead-letter queue. */
export function* queueLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const target = propertyAt(native.properties, "RedrivePolicy.deadLetterTargetArn");
  if (target === undefined) return;
  const queue = valueAtPath(native.properties, "Queue") ?? valueAtPath(native.properties, "QueueUrl");
  const from = native.type === "AWS::SQS::Queue" || queue === undefined ? { resource } : endOf(queue, declaration);
  yield makeLink(declaration, { kind: "dead-letters", name: "RedrivePolicy", from, to: endOf(target.value, declaration), at: target.at });
}

/** A subscription that is declared apart from its topic. */
export function* subscriptionLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const topic = valueAtPath(native.properties, "TopicArn") ?? unknown("the topic is not named", native.at);
  yield* linksOfSubscription(declaration, { topic: endOf(topic, declaration), properties: native.properties, name: native.name });
}

/** Subscriptions written into the topic. */
export function* topicLinks(declaration: Declaration): Iterable<Link> {
  for (const [position, part] of partsAt(declaration.native.properties, "Subscription").entries()) {
    const name = `Subscription${position + 1}`;
    yield* linksOfSubscription(declaration, { topic: { resource: declaration.resource }, properties: part, name });
  }
}

interface SubscriptionPart {
  readonly topic: ReturnType<typeof endOf>;
  readonly properties: Value;
  readonly name: string;
}

function* linksOfSubscription(declaration: Declaration, part: SubscriptionPart): Iterable<Link> {
  const { properties, topic: from, name } = part;
  const endpoint = valueAtPath(properties, "Endpoint");
  if (endpoint === undefined) return;
  const draft = { name, from, at: properties.at, properties, sources: subscriptionSources, defaults: subscriptionDefaults, service: "sns" };
  if (textOf(valueAtPath(properties, "Protocol"))?.toLowerCase() === "lambda") yield makeTrigger(declaration, endpoint, draft);
  else yield makeLink(declaration, { ...draft, kind: "subscribes", to: endOf(endpoint, declaration) });
  const deadLetters = propertyAt(properties, "RedrivePolicy.deadLetterTargetArn");
  if (deadLetters === undefined) return;
  const holder = declaration.native.type === "AWS::SNS::Topic" ? from : { resource: declaration.resource };
  yield makeLink(declaration, { kind: "dead-letters", name, from: holder, to: endOf(deadLetters.value, declaration), at: deadLetters.at });
}

const bucketTargets = [
  { list: "LambdaConfigurations", property: "Function" },
  { list: "QueueConfigurations", property: "Queue" },
  { list: "TopicConfigurations", property: "Topic" },
];

/** Notifications written into the bucket. */
export function* bucketLinks(declaration: Declaration): Iterable<Link> {
  for (const { list: path, property } of bucketTargets) {
    for (const [position, part] of partsAt(declaration.native.properties, `NotificationConfiguration.${path}`).entries()) {
      const target = valueAtPath(part, property);
      if (target === undefined) continue;
      const event = propertyAt(part, "Event") ?? propertyAt(part, "Events");
      const notification = { target, part, name: `${path}${position + 1}`, event };
      yield notificationLink(declaration, { bucket: { resource: declaration.resource }, ...notification });
    }
  }
}

/** A notification that is declared apart from its bucket. */
export function* bucketNotificationLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const bucket = endOf(valueAtPath(native.properties, "Bucket") ?? unknown("the bucket is not named", native.at), declaration);
  for (const property of ["Function", "Queue", "Topic"]) {
    const target = valueAtPath(native.properties, property);
    const event = propertyAt(native.properties, "Events") ?? propertyAt(native.properties, "Event");
    if (target !== undefined)
      yield notificationLink(declaration, { bucket, target, part: native.properties, name: native.name, event, at: native.at });
  }
}

interface Notification {
  readonly bucket: ReturnType<typeof endOf>;
  readonly target: Value;
  readonly part: Value;
  readonly name: string;
  readonly event: ReturnType<typeof propertyAt>;
  /** The declaration's own place, where the properties' place is the bucket's. */
  readonly at?: Location;
}

function notificationLink(declaration: Declaration, notification: Notification): Link {
  const { bucket: from, target, part, name, event } = notification;
  const settings = new Map(keyFilters(part).map(({ word, value }) => [word, { value, at: value.at, nativeName: word }] as const));
  if (event !== undefined) settings.set("events", { value: list(itemsOf(event.value), event.value.at), at: event.at, nativeName: "Events" });
  const draft = { name, from, at: notification.at ?? part.at, settings, service: "s3" };
  const isFunction = valueAtPath(part, "Function") !== undefined;
  return isFunction
    ? makeTrigger(declaration, target, draft)
    : makeLink(declaration, { ...draft, kind: "subscribes", to: endOf(target, declaration) });
}

/** Prefix and suffix, as CloudFormation writes them (rules by name) or as plain properties. */
function keyFilters(part: Value): readonly { word: string; value: Value }[] {
  const filter = valueAtPath(part, "Filter") ?? map([], part.at);
  if (filter.kind !== "map") return ["prefix", "suffix"].map((word) => ({ word, value: unknown("the filter is not known", filter.at) }));
  const rules = [...partsAt(filter, "S3Key.Rules"), ...partsAt(filter, "Key.FilterRules")].flatMap((rule) => {
    const word = textOf(valueAtPath(rule, "Name"))?.toLowerCase();
    const value = valueAtPath(rule, "Value");
    return word !== undefined && value !== undefined ? [{ word, value }] : [];
  });
  const plain = ["Prefix", "Suffix"].flatMap((property) => {
    const value = valueAtPath(filter, property);
    return value === undefined ? [] : [{ word: property.toLowerCase(), value }];
  });
  return [...rules, ...plain];
}
