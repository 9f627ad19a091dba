/** What a type of binding works with. */
export interface BindingService {
  readonly service: string;
  /** ARM types of the account or namespace that its connection leads to, in lower case. */
  readonly accounts: readonly string[];
  /** ARM type of the resource that it reads or writes, with the property that names it, in lower case; the first property that is there counts. */
  readonly targets: readonly (readonly [property: string, type: string])[];
  /** The connection that is taken where none is named. */
  readonly defaultConnection?: string;
}

const storage = ["microsoft.storage/storageaccounts"];

const services: readonly (readonly [types: readonly string[], service: BindingService])[] = [
  [
    ["queuetrigger", "queue"],
    {
      service: "storage-queue",
      accounts: storage,
      targets: [["queueName", "microsoft.storage/storageaccounts/queueservices/queues"]],
      defaultConnection: "AzureWebJobsStorage",
    },
  ],
  [
    ["blobtrigger", "blob"],
    {
      service: "blob",
      accounts: storage,
      targets: [["path", "microsoft.storage/storageaccounts/blobservices/containers"]],
      defaultConnection: "AzureWebJobsStorage",
    },
  ],
  [
    ["table"],
    {
      service: "table-storage",
      accounts: storage,
      targets: [["tableName", "microsoft.storage/storageaccounts/tableservices/tables"]],
      defaultConnection: "AzureWebJobsStorage",
    },
  ],
  [
    ["servicebustrigger", "servicebus"],
    {
      service: "service-bus",
      accounts: ["microsoft.servicebus/namespaces"],
      targets: [
        ["queueName", "microsoft.servicebus/namespaces/queues"],
        ["topicName", "microsoft.servicebus/namespaces/topics"],
      ],
      defaultConnection: "AzureWebJobsServiceBus",
    },
  ],
  [
    ["eventhubtrigger", "eventhub"],
    {
      service: "event-hubs",
      accounts: ["microsoft.eventhub/namespaces"],
      targets: [
        ["eventHubName", "microsoft.eventhub/namespaces/eventhubs"],
        ["path", "microsoft.eventhub/namespaces/eventhubs"],
      ],
    },
  ],
  [
    ["cosmosdbtrigger", "cosmosdb"],
    {
      service: "cosmos-db",
      accounts: ["microsoft.documentdb/databaseaccounts"],
      targets: [
        ["containerName", "microsoft.documentdb/databaseaccounts/sqldatabases/containers"],
        ["collectionName", "microsoft.documentdb/databaseaccounts/sqldatabases/containers"],
      ],
    },
  ],
  [["eventgridtrigger", "eventgrid"], { service: "event-grid", accounts: ["microsoft.eventgrid/topics"], targets: [] }],
  [["httptrigger", "http"], { service: "http", accounts: [], targets: [] }],
  [["timertrigger"], { service: "timer", accounts: [], targets: [] }],
  [
    ["orchestrationtrigger", "activitytrigger", "entitytrigger", "durableclient", "orchestrationclient"],
    { service: "durable", accounts: [], targets: [] },
  ],
];

const byType: ReadonlyMap<string, BindingService> = new Map(services.flatMap(([types, service]) => types.map((type) => [type, service] as const)));

/** The service of a binding type (in lower case); for other types a service without resources that we know. */
export function serviceOfBinding(type: string): BindingService {
  return byType.get(type) ?? { service: type.endsWith("trigger") ? type.slice(0, -"trigger".length) : type, accounts: [], targets: [] };
}
