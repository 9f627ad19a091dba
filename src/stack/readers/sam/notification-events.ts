import { type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { entry, map, mapOf, reference, scalar } from "../../value-builders.ts";
import { madeQueue, sendPolicy } from "./dead-letter-queue.ts";
import { type EventExpansion, type EventTarget, type SamEvent, namesBefore, renamedEntries } from "./event.ts";
import { implicitResource } from "./implicit-resource.ts";
import { managedPolicyArn } from "./policy-documents.ts";

/** An object event: our own type, since CloudFormation writes it into the bucket. */
export function expandS3Event(event: SamEvent, target: EventTarget): EventExpansion {
  const entries = [...event.properties.entries.values(), entry("Function", target.arn(event.at), { at: event.at })];
  const properties = map(entries, event.properties.at);
  return {
    resources: [
      implicitResource(target, {
        address: event.logicalId,
        name: event.name,
        type: "AWS::S3::BucketNotification",
        nativeType: "S3 event",
        at: event.at,
        properties,
      }),
    ],
  };
}

/** A subscription to a topic, direct or through a queue that SAM makes or the author names. */
export function expandSnsEvent(event: SamEvent, target: EventTarget): EventExpansion {
  const through = entryOf(event.properties, "SqsSubscription");
  const isThrough = through !== undefined && textOf(through.value) !== "false";
  if (!isThrough) return { resources: [subscription(event, target, { protocol: "lambda", endpoint: target.arn(event.at) })] };
  const made = `${event.logicalId}Queue`;
  const settings = through.value.kind === "map" ? through.value : undefined;
  const queueArn = entryOf(settings, "QueueArn")?.value ?? reference(made, through.at, "Arn");
  const queueUrl = entryOf(settings, "QueueUrl")?.value ?? reference(made, through.at);
  const topic = entryOf(event.properties, "Topic")?.value;
  const policy =
    topic === undefined
      ? []
      : [
          sendPolicy(target, {
            address: `${event.logicalId}QueuePolicy`,
            queue: queueUrl.kind === "reference" ? queueUrl.address : made,
            service: "sns.amazonaws.com",
            source: topic,
            at: through.at,
          }),
        ];
  return {
    resources: [
      ...(settings?.entries.has("QueueArn") === true ? [] : [madeQueue(target, made, through.at)]),
      ...policy,
      subscription(event, target, { protocol: "sqs", endpoint: queueArn }),
      mappingOf(event, target, { queueArn, settings }),
    ],
    role: { managed: [managedPolicyArn("service-role/AWSLambdaSQSQueueExecutionRole", through.at)], inline: [] },
  };
}

function subscription(event: SamEvent, target: EventTarget, to: { protocol: string; endpoint: Value }) {
  const renames = { Topic: "TopicArn" };
  const entries = renamedEntries(event.properties, renames, ["SqsSubscription"]);
  const properties = map(
    [...entries, entry("Protocol", scalar(to.protocol, event.at)), entry("Endpoint", to.endpoint, { at: event.at })],
    event.properties.at,
  );
  return implicitResource(target, {
    address: event.logicalId,
    name: event.name,
    type: "AWS::SNS::Subscription",
    nativeType: "SNS event",
    at: event.at,
    properties,
    nativeNames: namesBefore(renames),
  });
}

function mappingOf(event: SamEvent, target: EventTarget, from: { queueArn: Value; settings: MapValue | undefined }) {
  const { settings, queueArn } = from;
  const own =
    settings === undefined
      ? []
      : [...settings.entries.values()].filter((one) => one.name === "BatchSize" || one.name === "Enabled" || one.name === "FilterCriteria");
  const made = mapOf({ EventSourceArn: queueArn, FunctionName: target.ref(event.at) }, event.at);
  return implicitResource(target, {
    address: `${event.logicalId}EventSourceMapping`,
    name: event.name,
    type: "AWS::Lambda::EventSourceMapping",
    nativeType: "SNS event through a queue",
    at: event.at,
    properties: map([...made.entries.values(), ...own], event.at),
  });
}
