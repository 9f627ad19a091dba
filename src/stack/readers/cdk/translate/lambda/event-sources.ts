import type { Value } from "../../../../value.ts";
import { scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode, MethodCall } from "../../evaluate/construct-node.ts";
import { type Datum, type TermDatum, nodeOf, textOfDatum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { addFunctionSubscription } from "../messaging/subscriptions.ts";
import { propertyOf, propertyValue } from "../property.ts";
import { allow } from "../statements.ts";
import { addBucketNotification } from "../storage/bucket-notifications.ts";
import type { Translation } from "../translation.ts";
import { addMapping } from "./event-source-mapping.ts";

/** What the function's role may do to its source, and which attribute of the source is polled. */
const polled: ReadonlyMap<string, { readonly arn: string; readonly actions: readonly string[]; readonly everywhere?: readonly string[] }> = new Map([
  [
    "SqsEventSource",
    {
      arn: "queueArn",
      actions: ["sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueUrl", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    },
  ],
  [
    "DynamoEventSource",
    {
      arn: "tableStreamArn",
      actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      everywhere: ["dynamodb:ListStreams"],
    },
  ],
  [
    "KinesisEventSource",
    {
      arn: "streamArn",
      actions: [
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:SubscribeToShard",
        "kinesis:DescribeStream",
        "kinesis:ListStreams",
        "kinesis:DescribeStreamConsumer",
      ],
    },
  ],
]);

/** `fn.addEventSource(new SqsEventSource(queue, {…}))`. */
export function addEventSources(translation: Translation, node: ConstructNode): void {
  for (const call of translation.callsOn(node, "addEventSource")) {
    for (const source of optionsOf(call.arguments[0])) addEventSource(translation, { node, target: call.receiver, source, call });
  }
}

/** Event sources given with the function: `events: [new SqsEventSource(queue)]`. */
export function addGivenEventSources(translation: Translation, node: ConstructNode): void {
  const events = propertyValue(node.arguments[0], "events");
  for (const source of events?.kind === "list" ? events.items : []) {
    const call = { at: source.at, conditional: node.conditional };
    addEventSource(translation, { node, target: node.instance, source, call });
  }
}

function optionsOf(datum: Datum | undefined): readonly Datum[] {
  return datum === undefined ? [] : datum.kind === "choice" ? datum.options : [datum];
}

interface SourceTask {
  readonly node: ConstructNode;
  readonly target: Datum;
  readonly source: Datum;
  readonly call: Pick<MethodCall, "at" | "conditional">;
}

function addEventSource(translation: Translation, task: SourceTask): void {
  const { node, source, call } = task;
  if (source.kind !== "term") {
    translation.roles.open(task.target, "an event source is made elsewhere", call.at);
    return;
  }
  const name = source.name.split(".").at(-1) ?? "";
  const [of, given] = source.arguments;
  if (polled.has(name)) addPolled(translation, task, source);
  else if (name === "SnsEventSource" && of !== undefined)
    addFunctionSubscription(translation, { topic: of, target: task.target, given, node, call, name });
  else if ((name === "S3EventSource" || name === "S3EventSourceV2") && of !== undefined)
    addBucketNotification(translation, {
      bucket: of,
      events: propertyValue(given, "events"),
      filters: propertyValue(given, "filters"),
      target: task.target,
      node,
      call,
      name: "S3EventSource",
    });
  else if (name === "ApiEventSource") addApiRoute(translation, task, source);
  else if (name.endsWith("KafkaEventSource")) addKafka(translation, task, source);
  else translation.roles.open(node.instance, `${name} was not read`, call.at);
}

function addPolled(translation: Translation, { node, target, call }: SourceTask, source: TermDatum): void {
  const name = source.name.split(".").at(-1) ?? "";
  const kind = polled.get(name);
  const [of, given] = source.arguments;
  if (kind === undefined || of === undefined) return;
  const arn = (conversion: Conversion): Value => {
    const value = conversion.value({ kind: "attribute", of, name: kind.arn, at: of.at });
    return { ...value, at: call.at };
  };
  addMapping(translation, node, {
    target,
    given,
    source: (properties) =>
      properties.put("EventSourceArn", arn(translation.conversion(node.scope))).put("Service", scalar(serviceOf(name), call.at)),
    suffix: `${name}:${nodeOf(of)?.path ?? ""}`,
    nativeType: name,
    at: call.at,
    conditional: node.conditional || call.conditional,
  });
  translation.roles.grant(target, `${name} of ${node.path}`, (conversion) => [
    allow(kind.actions, [arn(conversion)], call.at),
    ...(kind.everywhere === undefined ? [] : [allow(kind.everywhere, [scalar("*", call.at)], call.at)]),
  ]);
}

function serviceOf(name: string): string {
  return name === "SqsEventSource" ? "sqs" : name === "DynamoEventSource" ? "dynamodb" : "kinesis";
}

/** `new ApiEventSource("POST", "/orders")`: a method of an API that the CDK makes once for the stack. */
function addApiRoute(translation: Translation, { node, target, call }: SourceTask, source: TermDatum): void {
  const [method, path, options] = source.arguments;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node);
  const { at } = call;
  properties.put("Api", unknown("an API that the CDK makes for the stack", at)).put("ApiKind", scalar("rest", at));
  if (path !== undefined) properties.put("Path", conversion.value(path));
  if (method !== undefined) properties.put("Method", conversion.value(method));
  properties.put("Function", conversion.value({ kind: "attribute", of: target, name: "functionArn", at }));
  const type = propertyOf(options, "authorizationType");
  const isOpen = type === undefined && propertyOf(options, "authorizer") === undefined;
  properties.put(
    "Auth.Type",
    type !== undefined ? conversion.settingValue(type) : isOpen ? scalar("NONE", at) : unknown("the authorizer is made elsewhere", at),
  );
  translation.add(node, {
    type: "AWS::Serverless::Route",
    suffix: `${textOfDatum(method) ?? "{}"} ${textOfDatum(path) ?? "{}"}`,
    nativeType: "ApiEventSource",
    implicit: true,
    at,
    conditional: node.conditional || call.conditional,
    properties,
  });
}

function addKafka(translation: Translation, { node, target, call }: SourceTask, source: TermDatum): void {
  const name = source.name.split(".").at(-1) ?? "";
  const [given] = source.arguments;
  const topic = textOfDatum(propertyValue(given, "topic")) ?? "";
  addMapping(translation, node, {
    target,
    given,
    source: (properties) => {
      properties.take(given, {
        clusterArn: "EventSourceArn",
        bootstrapServers: "SelfManagedEventSource.Endpoints.KafkaBootstrapServers",
        topic: "Topics",
      });
      properties.put("Service", scalar(name.startsWith("Managed") ? "msk" : "kafka", call.at));
    },
    suffix: `${name}:${topic}`,
    nativeType: name,
    at: call.at,
    conditional: node.conditional || call.conditional,
  });
  translation.roles.open(target, "the permissions for a Kafka cluster were not read", call.at);
}
