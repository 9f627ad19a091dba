/** How a client library of Azure or Google is walked: from a client, by steps that name a target, to a method that does something. */
export interface Library {
  readonly service: string;
  /** Qualified names that make a client, or the start of them. */
  readonly makes: readonly string[];
  /** Steps that give a narrower client, in camel case; the value tells which argument names the target: a position, or null. */
  readonly steps: Readonly<Record<string, number | null>>;
  /** Names of the keyword argument, or option, that names the target of a step or call. */
  readonly targets: readonly string[];
}

/** Client libraries of Azure and Google for JavaScript, Python, Go, Java and C#. */
export const libraries: readonly Library[] = [
  {
    service: "servicebus",
    makes: ["@azure/service-bus:ServiceBusClient", "azure.servicebus.ServiceBusClient", "azure.servicebus.aio.ServiceBusClient", "Azure.Messaging.ServiceBus.ServiceBusClient", "com.azure.messaging.servicebus.ServiceBusClientBuilder"],
    steps: { createSender: 0, createReceiver: 0, acceptSession: 0, getQueueSender: 0, getTopicSender: 0, getQueueReceiver: 0, getSubscriptionReceiver: 0, fromConnectionString: null, connectionString: null, sender: null, queueName: 0, topicName: 0, buildClient: null },
    targets: ["queue_name", "topic_name"],
  },
  {
    service: "blob",
    makes: ["@azure/storage-blob:BlobServiceClient", "@azure/storage-blob:ContainerClient", "@azure/storage-blob:BlobClient", "@azure/storage-blob:BlockBlobClient", "azure.storage.blob.BlobServiceClient", "azure.storage.blob.ContainerClient", "azure.storage.blob.BlobClient", "azure.storage.blob.aio.BlobServiceClient", "Azure.Storage.Blobs.BlobServiceClient", "Azure.Storage.Blobs.BlobContainerClient", "Azure.Storage.Blobs.BlobClient", "com.azure.storage.blob.BlobServiceClientBuilder"],
    steps: { fromConnectionString: null, getContainerClient: 0, getBlobContainerClient: 0, getBlobClient: null, getBlockBlobClient: null, getAppendBlobClient: null, connectionString: null, buildClient: null },
    targets: ["container", "container_name"],
  },
  {
    service: "queue",
    makes: ["@azure/storage-queue:QueueServiceClient", "@azure/storage-queue:QueueClient", "azure.storage.queue.QueueClient", "azure.storage.queue.QueueServiceClient", "Azure.Storage.Queues.QueueClient", "Azure.Storage.Queues.QueueServiceClient"],
    steps: { fromConnectionString: null, getQueueClient: 0 },
    targets: ["queue_name", "queue"],
  },
  {
    service: "cosmos",
    makes: ["@azure/cosmos:CosmosClient", "azure.cosmos.CosmosClient", "azure.cosmos.aio.CosmosClient", "Microsoft.Azure.Cosmos.CosmosClient", "com.azure.cosmos.CosmosClientBuilder"],
    steps: { database: null, container: 0, item: null, items: null, scripts: null, getDatabaseClient: null, getContainerClient: 0, getDatabase: null, getContainer: 1, fromConnectionString: null, endpoint: null, key: null, buildClient: null },
    targets: ["container"],
  },
  { service: "tables", makes: ["@azure/data-tables:TableClient", "@azure/data-tables:TableServiceClient", "azure.data.tables.TableClient", "azure.data.tables.TableServiceClient", "Azure.Data.Tables.TableClient", "Azure.Data.Tables.TableServiceClient"], steps: { fromConnectionString: null, getTableClient: 0 }, targets: ["table_name"] },
  { service: "eventhubs", makes: ["@azure/event-hubs:EventHubProducerClient", "azure.eventhub.EventHubProducerClient", "azure.eventhub.aio.EventHubProducerClient", "Azure.Messaging.EventHubs.Producer.EventHubProducerClient"], steps: { fromConnectionString: null, createBatch: null }, targets: ["eventhub_name"] },
  { service: "eventgrid", makes: ["@azure/eventgrid:EventGridPublisherClient", "azure.eventgrid.EventGridPublisherClient", "Azure.Messaging.EventGrid.EventGridPublisherClient"], steps: {}, targets: [] },
  { service: "keyvault", makes: ["@azure/keyvault-secrets:SecretClient", "azure.keyvault.secrets.SecretClient", "Azure.Security.KeyVault.Secrets.SecretClient"], steps: {}, targets: [] },
  { service: "appconfiguration", makes: ["@azure/app-configuration:AppConfigurationClient", "azure.appconfiguration.AzureAppConfigurationClient"], steps: { fromConnectionString: null }, targets: [] },
  {
    service: "pubsub",
    makes: ["@google-cloud/pubsub:PubSub", "google.cloud.pubsub_v1.PublisherClient", "google.cloud.pubsub.PublisherClient", "cloud.google.com/go/pubsub:NewClient", "cloud.google.com/go/pubsub/v2:NewClient", "Google.Cloud.PubSub.V1.PublisherClient", "com.google.cloud.pubsub.v1.Publisher"],
    steps: { topic: 0, subscription: 0, publisher: 0, newBuilder: 0, build: null },
    targets: ["topic"],
  },
  {
    service: "storage",
    makes: ["@google-cloud/storage:Storage", "google.cloud.storage.Client", "cloud.google.com/go/storage:NewClient", "firebase-admin/storage:getStorage", "firebase-admin:storage", "firebase_admin.storage.bucket", "Google.Cloud.Storage.V1.StorageClient"],
    steps: { bucket: 0, getBucket: 0, file: null, blob: null, getBlob: null, object: null },
    targets: ["bucket_name"],
  },
  {
    service: "firestore",
    makes: ["@google-cloud/firestore:Firestore", "google.cloud.firestore.Client", "google.cloud.firestore.AsyncClient", "google.cloud.firestore_v1.Client", "firebase_admin.firestore.client", "cloud.google.com/go/firestore:NewClient", "firebase-admin/firestore:getFirestore", "firebase-admin:firestore", "Google.Cloud.Firestore.FirestoreDb.Create"],
    steps: { collection: 0, collectionGroup: 0, doc: null, document: null, where: null, orderBy: null, limit: null, select: null, startAfter: null, startAt: null, endBefore: null, endAt: null, offset: null, limitToLast: null, withConverter: null },
    targets: [],
  },
  { service: "cloudtasks", makes: ["@google-cloud/tasks:CloudTasksClient", "@google-cloud/tasks:v2.CloudTasksClient", "google.cloud.tasks_v2.CloudTasksClient", "google.cloud.tasks.CloudTasksClient", "cloud.google.com/go/cloudtasks/apiv2:NewClient", "com.google.cloud.tasks.v2.CloudTasksClient.create"], steps: {}, targets: ["parent", "Parent"] },
  { service: "secretmanager", makes: ["@google-cloud/secret-manager:SecretManagerServiceClient", "google.cloud.secretmanager.SecretManagerServiceClient", "google.cloud.secretmanager_v1.SecretManagerServiceClient", "cloud.google.com/go/secretmanager/apiv1:NewClient", "com.google.cloud.secretmanager.v1.SecretManagerServiceClient.create"], steps: {}, targets: ["name", "Name"] },
  { service: "bigquery", makes: ["@google-cloud/bigquery:BigQuery", "google.cloud.bigquery.Client", "cloud.google.com/go/bigquery:NewClient"], steps: { dataset: null, table: 0, inserter: null }, targets: ["table"] },
  { service: "workflowexecutions", makes: ["@google-cloud/workflows:ExecutionsClient", "google.cloud.workflows.executions_v1.ExecutionsClient", "google.cloud.workflows.executions.ExecutionsClient"], steps: {}, targets: ["parent"] },
];

/** Methods of clients that are no call of the service. */
export const localMethods: ReadonlySet<string> = new Set([
  "close", "destroy", "dispose", "on", "off", "once", "then", "catch", "finally", "bind", "log", "toString", "valueOf", "topicPath", "secretVersionPath", "secretPath", "queuePath", "taskPath", "subscriptionPath", "locationPath", "publicUrl", "cloudStorageURI", "settings", "removeAllListeners",
]);

const makers = new Map<string, Library>(libraries.flatMap((library) => library.makes.map((name): [string, Library] => [name, library])));

/** .NET types are written without their namespace. */
const shortMakers = new Map<string, Library>([...makers].filter(([name]) => /^(?:Azure|Microsoft|Google)\./u.test(name)).map(([name, library]) => [`:${name.split(".").at(-1) ?? name}`, library]));

/** The library whose client a qualified name makes. */
export function libraryOf(name: string): Library | null {
  return makers.get(name) ?? shortMakers.get(name) ?? makers.get(name.replace(/\.(?:fromConnectionString|from_connection_string|create|Create|forNewClient)$/u, "")) ?? null;
}

/** A method's name as the JavaScript library would write it: `upload_from_string`, `UploadAsync` and `upload` alike are camel case. */
export function camelCase(method: string): string {
  const plain = method.replace(/Async$/u, "").replaceAll(/_+([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}
