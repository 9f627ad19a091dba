import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, list, map, mapOf, scalar } from "../../value-builders.ts";
import type { EventExpansion } from "../sam/event.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import { allow, inlinePolicy } from "../sam/policy-documents.ts";
import { type EventContext, type ServiceEvent, sourceOf } from "./event.ts";
import { type Translations, dialectNames, entriesOf, joinedEntries, translated } from "./settings.ts";
import { targetArn } from "./target-arn.ts";

const oneOfList = (value: Value): Value => (value.kind === "list" ? value : list([value], value.at));

const translations: Translations = {
  batchSize: "BatchSize",
  batchWindow: "MaximumBatchingWindowInSeconds",
  maximumBatchingWindow: "MaximumBatchingWindowInSeconds",
  enabled: "Enabled",
  startingPosition: "StartingPosition",
  startingPositionTimestamp: "StartingPositionTimestamp",
  maximumRetryAttempts: "MaximumRetryAttempts",
  maximumRecordAgeInSeconds: "MaximumRecordAgeInSeconds",
  bisectBatchOnFunctionError: "BisectBatchOnFunctionError",
  parallelizationFactor: "ParallelizationFactor",
  tumblingWindowInSeconds: "TumblingWindowInSeconds",
  functionResponseType: { to: "FunctionResponseTypes", as: oneOfList },
  maximumConcurrency: "ScalingConfig.MaximumConcurrency",
  provisionedPollerConfig: { to: "ProvisionedPollerConfig", as: pollers },
  filterPatterns: { to: "FilterCriteria.Filters", as: filters },
  destinations: { to: "DestinationConfig", as: failureDestination },
  topic: { to: "Topics", as: oneOfList },
  queue: { to: "Queues", as: oneOfList },
};

const dialect = dialectNames({ ...translations, arn: "EventSourceArn", bootstrapServers: "SelfManagedEventSource" });

/** What the framework writes where the author does not. */
const defaults = new Map<string, Readonly<Record<string, string | number>>>([
  ["sqs", { BatchSize: 10 }],
  ["stream", { BatchSize: 10, StartingPosition: "TRIM_HORIZON" }],
  ["msk", { StartingPosition: "TRIM_HORIZON" }],
  ["kafka", { StartingPosition: "TRIM_HORIZON" }],
]);

export function isMappingEvent(type: string): boolean {
  return ["sqs", "stream", "msk", "kafka", "activemq", "rabbitmq"].includes(type);
}

/** sqs, stream, msk, kafka, activemq and rabbitmq: event source mappings, and what the role may poll. */
export function expandMappingEvent(event: ServiceEvent, { target }: EventContext): EventExpansion {
  const source = sourceOf(event, "arn");
  const written = entryOf(event.settings, "arn");
  const servers = entryOf(event.settings, "bootstrapServers");
  const entries: MapEntry[] = [
    ...Object.entries(defaults.get(event.type) ?? {}).map(([name, value]) => entry(name, scalar(value, event.at))),
    ...translated(event.settings, translations),
    entry("FunctionName", target.ref(event.at), { at: event.at }),
  ];
  if (source !== undefined) entries.push(entry("EventSourceArn", source, written ?? { at: event.at }));
  if (servers !== undefined)
    entries.push({
      ...servers,
      name: "SelfManagedEventSource",
      value: mapOf({ Endpoints: mapOf({ KafkaBootstrapServers: servers.value }, servers.at) }, servers.at),
    });
  const resource = implicitResource(target, {
    address: event.address,
    name: event.name,
    type: "AWS::Lambda::EventSourceMapping",
    nativeType: `${event.type} event`,
    at: event.at,
    properties: joinedEntries(entries, event.settings.kind === "map" ? event.settings.at : event.at),
    nativeNames: dialect,
  });
  return { resources: [resource], role: { managed: [], inline: pollerPolicies(event, source) } };
}

function pollers(value: Value): Value {
  return map(translated(value, { minimumPollers: "MinimumPollers", maximumPollers: "MaximumPollers" }), value.at);
}

function filters(value: Value): Value {
  return list(
    itemsOf(value).map((pattern) => mapOf({ Pattern: pattern }, pattern.at)),
    value.at,
  );
}

function failureDestination(value: Value): Value {
  const failure = entryOf(value, "onFailure");
  if (failure === undefined) return value;
  const destination = { ...failure, name: "Destination", value: targetArn(failure.value) };
  return map([{ ...failure, name: "OnFailure", value: map([destination], failure.at) }], value.at);
}

/** What the framework adds to the role. */
function pollerPolicies(event: ServiceEvent, source: Value | undefined): readonly Value[] {
  const statements = pollerStatements(event, source);
  return statements.length === 0 ? [] : [inlinePolicy(`added by the framework for ${event.name}`, statements, event.at)];
}

function pollerStatements(event: ServiceEvent, source: Value | undefined): readonly Value[] {
  const at = event.at;
  const failure = entriesOf(entryOf(event.settings, "destinations")?.value).map((end) =>
    allow(
      [/sns/.test(textOf(entryOf(end.value, "type")?.value) ?? textOf(end.value) ?? "") ? "sns:Publish" : "sqs:SendMessage"],
      [targetArn(end.value)],
      end.at,
    ),
  );
  if (source === undefined) return failure;
  const actions = event.type === "stream" ? streamActions(event, source) : (pollerActions.get(event.type) ?? []);
  return [allow(actions, [source], at), ...failure];
}

const pollerActions = new Map([
  ["sqs", ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]],
  ["msk", ["kafka:DescribeCluster", "kafka:GetBootstrapBrokers"]],
  ["activemq", ["mq:DescribeBroker"]],
  ["rabbitmq", ["mq:DescribeBroker"]],
]);

function streamActions(event: ServiceEvent, source: Value): readonly string[] {
  const type = textOf(entryOf(event.settings, "type")?.value) ?? textOf(source) ?? "";
  const isTable = type.includes("dynamodb") || (source.kind === "reference" && source.attribute === "StreamArn");
  const service = isTable ? "dynamodb" : "kinesis";
  const stream = isTable ? "ListStreams" : "ListShards";
  return ["GetRecords", "GetShardIterator", "DescribeStream", stream].map((action) => `${service}:${action}`);
}
