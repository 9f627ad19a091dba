import type { ResourceKind } from "../../../vocabulary.ts";
import { durationValue } from "../durations.ts";
import type { Value } from "../../../value.ts";
import { fromPlain, scalar } from "../../../value-builders.ts";
import { textOf } from "../../../value.ts";

/** How the properties of an ARM type become common settings. */
interface KindMapping {
  readonly kind: ResourceKind;
  /** Common setting, path in ARM's body, and what is done to the value. */
  readonly settings: readonly (readonly [setting: string, path: string, convert?: (value: Value) => Value])[];
  /** Settings that the type itself decides. */
  readonly fixed?: Readonly<Record<string, string | boolean | number>>;
}

/** `TLS1_2` as `1.2`. */
function tlsVersion(value: Value): Value {
  const text = textOf(value);
  return text === undefined || !text.toUpperCase().startsWith("TLS") ? value : scalar(text.slice(3).replace("_", "."), value.at);
}

function daysAsHours(value: Value): Value {
  return value.kind === "scalar" && typeof value.value === "number" ? scalar(value.value * 24, value.at) : value;
}

/** The first metric of an alert stands for it. */
function firstCriterion(name: string): (value: Value) => Value {
  return (value) => {
    const item = value.kind === "list" ? value.items[0] : undefined;
    const found = item?.kind === "map" ? item.entries.get(name)?.value : undefined;
    return found ?? fromPlain(null, value.at);
  };
}

const deliverySettings: KindMapping["settings"] = [
  ["lockSeconds", "properties.lockDuration", durationValue],
  ["maximumReceiveCount", "properties.maxDeliveryCount"],
  ["requiresSession", "properties.requiresSession"],
  ["deadLetterOnExpiration", "properties.deadLetteringOnMessageExpiration"],
  ["retentionSeconds", "properties.defaultMessageTimeToLive", durationValue],
  ["deadLetterTarget", "properties.forwardDeadLetteredMessagesTo"],
];

const alarmSettings: KindMapping["settings"] = [
  ["actions", "properties.actions"],
  ["actionsEnabled", "properties.enabled"],
  ["period", "properties.windowSize", durationValue],
];

/** ARM types that become resources of a common kind, by their lower-case name. https://learn.microsoft.com/azure/templates/ */
export const kindMappings: ReadonlyMap<string, KindMapping> = new Map<string, KindMapping>([
  [
    "microsoft.servicebus/namespaces",
    {
      kind: "namespace",
      fixed: { service: "service-bus" },
      settings: [
        ["name", "name"],
        ["sku", "sku.name"],
        ["localAuthDisabled", "properties.disableLocalAuth"],
      ],
    },
  ],
  ["microsoft.servicebus/namespaces/queues", { kind: "queue", fixed: { service: "service-bus" }, settings: [["name", "name"], ...deliverySettings] }],
  ["microsoft.servicebus/namespaces/topics", { kind: "topic", fixed: { service: "service-bus" }, settings: [["name", "name"]] }],
  [
    "microsoft.servicebus/namespaces/topics/subscriptions",
    { kind: "subscription", fixed: { service: "service-bus" }, settings: [["name", "name"], ["topic", "parent"], ...deliverySettings] },
  ],
  [
    "microsoft.eventhub/namespaces",
    {
      kind: "namespace",
      fixed: { service: "event-hubs" },
      settings: [
        ["name", "name"],
        ["sku", "sku.name"],
        ["localAuthDisabled", "properties.disableLocalAuth"],
      ],
    },
  ],
  [
    "microsoft.eventhub/namespaces/eventhubs",
    {
      kind: "stream",
      fixed: { service: "event-hubs", encrypted: true },
      settings: [
        ["name", "name"],
        ["shards", "properties.partitionCount"],
        ["retentionHours", "properties.messageRetentionInDays", daysAsHours],
        ["retentionHours", "properties.retentionDescription.retentionTimeInHours"],
      ],
    },
  ],
  [
    "microsoft.documentdb/databaseaccounts",
    {
      kind: "namespace",
      fixed: { service: "cosmos-db" },
      settings: [
        ["name", "name"],
        ["localAuthDisabled", "properties.disableLocalAuth"],
      ],
    },
  ],
  [
    "microsoft.documentdb/databaseaccounts/sqldatabases/containers",
    {
      kind: "table",
      fixed: { service: "cosmos-db" },
      settings: [
        ["name", "name"],
        ["name", "properties.resource.id"],
        ["defaultTtlSeconds", "properties.resource.defaultTtl"],
        ["partitionKey", "properties.resource.partitionKey"],
      ],
    },
  ],
  [
    "microsoft.storage/storageaccounts",
    {
      kind: "storage-account",
      settings: [
        ["name", "name"],
        ["minimumTlsVersion", "properties.minimumTlsVersion", tlsVersion],
        ["allowSharedKey", "properties.allowSharedKeyAccess"],
        ["publicAccess", "properties.allowBlobPublicAccess"],
      ],
    },
  ],
  [
    "microsoft.storage/storageaccounts/blobservices/containers",
    {
      kind: "bucket",
      settings: [
        ["name", "name"],
        ["publicAccess", "properties.publicAccess"],
      ],
    },
  ],
  ["microsoft.storage/storageaccounts/queueservices/queues", { kind: "queue", fixed: { service: "storage-queue" }, settings: [["name", "name"]] }],
  ["microsoft.storage/storageaccounts/tableservices/tables", { kind: "table", fixed: { service: "table-storage" }, settings: [["name", "name"]] }],
  [
    "microsoft.insights/metricalerts",
    {
      kind: "alarm",
      settings: [
        ...alarmSettings,
        ["metric", "properties.criteria.allOf", firstCriterion("metricName")],
        ["namespace", "properties.criteria.allOf", firstCriterion("metricNamespace")],
        ["dimensions", "properties.criteria.allOf", firstCriterion("dimensions")],
        ["threshold", "properties.criteria.allOf", firstCriterion("threshold")],
      ],
    },
  ],
  [
    "microsoft.insights/scheduledqueryrules",
    {
      kind: "alarm",
      settings: [
        ...alarmSettings,
        ["query", "properties.criteria.allOf", firstCriterion("query")],
        ["metric", "properties.criteria.allOf", firstCriterion("metricMeasureColumn")],
        ["threshold", "properties.criteria.allOf", firstCriterion("threshold")],
      ],
    },
  ],
  ["microsoft.insights/activitylogalerts", { kind: "alarm", settings: alarmSettings }],
  ["microsoft.keyvault/vaults", { kind: "other", settings: [] }],
  ["microsoft.keyvault/vaults/secrets", { kind: "secret", fixed: { service: "key-vault" }, settings: [["name", "name"]] }],
  ["microsoft.eventgrid/topics", { kind: "topic", fixed: { service: "event-grid" }, settings: [["name", "name"]] }],
  ["microsoft.eventgrid/domains", { kind: "topic", fixed: { service: "event-grid" }, settings: [["name", "name"]] }],
  ["microsoft.eventgrid/systemtopics", { kind: "topic", fixed: { service: "event-grid" }, settings: [["name", "name"]] }],
  [
    "microsoft.eventgrid/systemtopics/eventsubscriptions",
    { kind: "subscription", fixed: { service: "event-grid" }, settings: eventSubscription("parent") },
  ],
  [
    "microsoft.eventgrid/topics/eventsubscriptions",
    { kind: "subscription", fixed: { service: "event-grid" }, settings: eventSubscription("parent") },
  ],
  ["microsoft.eventgrid/eventsubscriptions", { kind: "subscription", fixed: { service: "event-grid" }, settings: eventSubscription("scope") }],
  [
    "microsoft.apimanagement/service/apis",
    {
      kind: "api",
      fixed: { type: "api-management" },
      settings: [
        ["name", "name"],
        ["definition", "properties.value"],
      ],
    },
  ],
  [
    "openapi/route",
    {
      kind: "route",
      settings: [
        ["method", "method"],
        ["path", "path"],
        ["api", "parent"],
        ["authorization", "authorization"],
        ["apiKeyRequired", "apiKeyRequired"],
      ],
    },
  ],
  ["microsoft.apimanagement/service", { kind: "api", fixed: { type: "api-management" }, settings: [["name", "name"]] }],
  [
    "microsoft.operationalinsights/workspaces",
    {
      kind: "log-group",
      settings: [
        ["name", "name"],
        ["retentionDays", "properties.retentionInDays"],
      ],
    },
  ],
  ["microsoft.network/virtualnetworks", { kind: "network", settings: [["name", "name"]] }],
  ["microsoft.network/virtualnetworks/subnets", { kind: "subnet", settings: [["network", "parent"]] }],
  [
    "microsoft.sql/servers/databases",
    { kind: "database", fixed: { engine: "sqlserver" }, settings: [["minimumCapacity", "properties.minCapacity"]] },
  ],
  ["microsoft.cache/redis", { kind: "cache", fixed: { engine: "redis" }, settings: [] }],
]);

function eventSubscription(topic: string): KindMapping["settings"] {
  return [
    ["name", "name"],
    ["topic", topic],
    ["filter", "properties.filter"],
    ["maximumReceiveCount", "properties.retryPolicy.maxDeliveryAttempts"],
    ["retentionSeconds", "properties.retryPolicy.eventTimeToLiveInMinutes", minutesAsSeconds],
    ["deadLetterTarget", "properties.deadLetterDestination"],
  ];
}

function minutesAsSeconds(value: Value): Value {
  return value.kind === "scalar" && typeof value.value === "number" ? scalar(value.value * 60, value.at) : value;
}
