import type { MapEntry } from "../../../value.ts";
import type { Binding } from "../declared-function.ts";

/** A binding that attributes (C#) and annotations (Java) declare: its type, and what the arguments without a name mean. */
export interface AnnotationBinding {
  readonly type: string;
  readonly direction: Binding["direction"];
  readonly positions: readonly string[];
}

const binding = (type: string, direction: Binding["direction"], ...positions: readonly string[]): AnnotationBinding => ({
  type,
  direction,
  positions,
});

/** Attributes of the isolated and the in-process model for C#, without the suffix "Attribute". */
export const csharpBindings: ReadonlyMap<string, AnnotationBinding> = new Map([
  ["HttpTrigger", binding("httpTrigger", "in", "authLevel")],
  ["TimerTrigger", binding("timerTrigger", "in", "schedule")],
  ["QueueTrigger", binding("queueTrigger", "in", "queueName")],
  ["ServiceBusTrigger", binding("serviceBusTrigger", "in", "queueName", "subscriptionName")],
  ["BlobTrigger", binding("blobTrigger", "in", "path")],
  ["EventHubTrigger", binding("eventHubTrigger", "in", "eventHubName")],
  ["EventGridTrigger", binding("eventGridTrigger", "in")],
  ["CosmosDBTrigger", binding("cosmosDBTrigger", "in", "databaseName", "containerName")],
  ["KafkaTrigger", binding("kafkaTrigger", "in", "brokerList", "topic")],
  ["RabbitMQTrigger", binding("rabbitMQTrigger", "in", "queueName")],
  ["SqlTrigger", binding("sqlTrigger", "in", "tableName", "connectionStringSetting")],
  ["SignalRTrigger", binding("signalRTrigger", "in", "hubName")],
  ["WarmupTrigger", binding("warmupTrigger", "in")],
  ["OrchestrationTrigger", binding("orchestrationTrigger", "in")],
  ["ActivityTrigger", binding("activityTrigger", "in")],
  ["EntityTrigger", binding("entityTrigger", "in")],
  ["DurableClient", binding("durableClient", "in")],
  ["BlobInput", binding("blob", "in", "path")],
  ["BlobOutput", binding("blob", "out", "path")],
  ["QueueOutput", binding("queue", "out", "queueName")],
  ["ServiceBusOutput", binding("serviceBus", "out", "queueName")],
  ["EventHubOutput", binding("eventHub", "out", "eventHubName")],
  ["EventGridOutput", binding("eventGrid", "out")],
  ["CosmosDBInput", binding("cosmosDB", "in", "databaseName", "containerName")],
  ["CosmosDBOutput", binding("cosmosDB", "out", "databaseName", "containerName")],
  ["TableInput", binding("table", "in", "tableName")],
  ["TableOutput", binding("table", "out", "tableName")],
  ["KafkaOutput", binding("kafka", "out", "brokerList", "topic")],
  ["SqlOutput", binding("sql", "out", "commandText", "connectionStringSetting")],
]);

/** Attributes that only the in-process model has; whether they read or write depends on the parameter. */
export const inProcessBindings: ReadonlyMap<string, AnnotationBinding> = new Map([
  ["Queue", binding("queue", "out", "queueName")],
  ["Blob", binding("blob", "out", "path", "access")],
  ["ServiceBus", binding("serviceBus", "out", "queueName")],
  ["EventHub", binding("eventHub", "out", "eventHubName")],
  ["CosmosDB", binding("cosmosDB", "out", "databaseName", "containerName")],
  ["Table", binding("table", "out", "tableName")],
]);

/** Annotations of the Java model; every argument has its name. */
export const javaBindings: ReadonlyMap<string, AnnotationBinding> = new Map([
  ["HttpTrigger", binding("httpTrigger", "in")],
  ["TimerTrigger", binding("timerTrigger", "in")],
  ["QueueTrigger", binding("queueTrigger", "in")],
  ["ServiceBusQueueTrigger", binding("serviceBusTrigger", "in")],
  ["ServiceBusTopicTrigger", binding("serviceBusTrigger", "in")],
  ["BlobTrigger", binding("blobTrigger", "in")],
  ["EventHubTrigger", binding("eventHubTrigger", "in")],
  ["EventGridTrigger", binding("eventGridTrigger", "in")],
  ["CosmosDBTrigger", binding("cosmosDBTrigger", "in")],
  ["KafkaTrigger", binding("kafkaTrigger", "in")],
  ["WarmupTrigger", binding("warmupTrigger", "in")],
  ["DurableOrchestrationTrigger", binding("orchestrationTrigger", "in")],
  ["DurableActivityTrigger", binding("activityTrigger", "in")],
  ["DurableEntityTrigger", binding("entityTrigger", "in")],
  ["DurableClientInput", binding("durableClient", "in")],
  ["BlobInput", binding("blob", "in")],
  ["BlobOutput", binding("blob", "out")],
  ["QueueOutput", binding("queue", "out")],
  ["ServiceBusQueueOutput", binding("serviceBus", "out")],
  ["ServiceBusTopicOutput", binding("serviceBus", "out")],
  ["EventHubOutput", binding("eventHub", "out")],
  ["CosmosDBInput", binding("cosmosDB", "in")],
  ["CosmosDBOutput", binding("cosmosDB", "out")],
  ["TableInput", binding("table", "in")],
  ["TableOutput", binding("table", "out")],
]);

/** The settings of a binding from its arguments: names in the words of function.json. */
export function settingsOf(
  known: AnnotationBinding,
  arguments_: readonly { readonly name: string | undefined; readonly entry: MapEntry }[],
): readonly MapEntry[] {
  let position = 0;
  return arguments_.flatMap(({ name, entry: given }) => {
    const own = name ?? known.positions[position];
    if (name === undefined) position += 1;
    if (own === undefined) return [];
    return [{ ...given, name: wordOf(own) }];
  });
}

/** C# names with a capital and older synonyms, in the words of function.json. */
function wordOf(name: string): string {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  const synonyms: Readonly<Record<string, string>> = {
    blobPath: "path",
    scheduleExpression: "schedule",
    collectionName: "containerName",
    connectionStringSetting: "connection",
    leaseCollectionName: "leaseContainerName",
    autoComplete: "autoCompleteMessages",
  };
  return synonyms[lower] ?? lower;
}
