import { awsDefaults } from "../../../../facts/aws-numbers.ts";
import type { Link } from "../../../link.ts";
import type { NativeResource } from "../../../native.ts";
import { type Value, textOf } from "../../../value.ts";
import { unknown } from "../../../value-builders.ts";
import { arnOf } from "../arn.ts";
import { listHas } from "../conversions.ts";
import { piecesOf } from "../pieces.ts";
import { propertyAt, valueAtPath } from "../property-path.ts";
import { type Declaration, endOf, linkSources, makeLink, makeTrigger } from "./declaration.ts";

const sources = linkSources({
  enabled: "Enabled",
  batchSize: "BatchSize",
  batchWindowSeconds: "MaximumBatchingWindowInSeconds",
  reportsItemFailures: { path: "FunctionResponseTypes", as: listHas("ReportBatchItemFailures") },
  maximumConcurrency: "ScalingConfig.MaximumConcurrency",
  provisionedPollers: "ProvisionedPollerConfig",
  maximumRetryAttempts: "MaximumRetryAttempts",
  maximumRecordAgeSeconds: "MaximumRecordAgeInSeconds",
  bisectOnError: "BisectBatchOnFunctionError",
  startingPosition: "StartingPosition",
  parallelizationFactor: "ParallelizationFactor",
  tumblingWindowSeconds: "TumblingWindowInSeconds",
  filter: { path: ["FilterCriteria.Filters", "FilterCriteria"] },
  failureDestination: "DestinationConfig.OnFailure.Destination",
  consumerGroup: { path: ["AmazonManagedKafkaEventSourceConfig.ConsumerGroupId", "SelfManagedKafkaEventSourceConfig.ConsumerGroupId"] },
});

const everyMapping = { enabled: true, reportsItemFailures: false, batchWindowSeconds: 0 };
const queueMapping = { ...everyMapping, batchSize: awsDefaults.queueBatch.value };
const brokerMapping = { ...everyMapping, batchSize: awsDefaults.streamBatch.value, batchWindowSeconds: awsDefaults.brokerBatchWindow.value };
const streamMapping = {
  ...everyMapping,
  batchSize: awsDefaults.streamBatch.value,
  maximumRetryAttempts: -1,
  maximumRecordAgeSeconds: -1,
  bisectOnError: false,
  parallelizationFactor: 1,
};

type MappingDefaults = Readonly<Record<string, string | number | boolean>>;

/** What Lambda takes where nobody says. */
const defaultsOf: ReadonlyMap<string, MappingDefaults> = new Map<string, MappingDefaults>([
  ["sqs", queueMapping],
  ["kinesis", streamMapping],
  ["dynamodb", streamMapping],
  ["msk", brokerMapping],
  ["kafka", brokerMapping],
  ["mq", brokerMapping],
  ["documentdb", brokerMapping],
]);

const serviceOfType: ReadonlyMap<string, string> = new Map([
  ["AWS::SQS::Queue", "sqs"],
  ["AWS::Kinesis::Stream", "kinesis"],
  ["AWS::Kinesis::StreamConsumer", "kinesis"],
  ["AWS::DynamoDB::Table", "dynamodb"],
  ["AWS::DynamoDB::GlobalTable", "dynamodb"],
  ["AWS::MSK::Cluster", "msk"],
  ["AWS::MSK::ServerlessCluster", "msk"],
  ["AWS::AmazonMQ::Broker", "mq"],
  ["AWS::DocDB::DBCluster", "documentdb"],
]);

const serviceOfArn: ReadonlyMap<string, string> = new Map([
  ["sqs", "sqs"],
  ["kinesis", "kinesis"],
  ["dynamodb", "dynamodb"],
  ["kafka", "msk"],
  ["mq", "mq"],
  ["rds", "documentdb"],
]);

/** The trigger that an event source mapping is, and where it puts what failed. */
export function* eventSourceMappingLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const target = valueAtPath(native.properties, "FunctionName");
  if (target === undefined) return;
  const written = valueAtPath(native.properties, "EventSourceArn") ?? valueAtPath(native.properties, "SelfManagedEventSource");
  const source = written ?? unknown("the event source is not named", native.at);
  const from = endOf(source, declaration);
  const service = serviceOf(from.resource?.nativeShape, source, native);
  yield makeTrigger(declaration, target, {
    name: native.name,
    from,
    sources,
    defaults: defaultsOf.get(service ?? "") ?? everyMapping,
    ...(service === undefined ? {} : { service }),
  });
  const failure = propertyAt(native.properties, "DestinationConfig.OnFailure.Destination");
  if (failure === undefined) return;
  yield makeLink(declaration, { kind: "on-failure", name: native.name, from, to: endOf(failure.value, declaration), at: failure.at });
}

/** By the resource, else by the ARN, else by what the format calls the event. */
function serviceOf(type: string | undefined, source: Value, native: NativeResource): string | undefined {
  const known = serviceOfType.get(type ?? "") ?? serviceOfArn.get(arnOf(piecesOf(source) ?? [])?.service ?? "");
  if (known !== undefined) return known;
  const service = textOf(valueAtPath(native.properties, "Service"))?.toLowerCase();
  if (service !== undefined) return service;
  if (native.properties.entries.has("SelfManagedEventSource")) return "kafka";
  const word = /sqs|kinesis|dynamodb|msk|kafka|(?:^|[^a-z])mq/i.exec(native.nativeType)?.[0].toLowerCase();
  return word === undefined || native.nativeType.startsWith("AWS::") ? undefined : word.replace(/[^a-z]/g, "");
}
