import { type Value, textOf } from "../../../value.ts";
import { scalar } from "../../../value-builders.ts";

/** How an azurerm resource is written in ARM's shape. */
export interface Conversion {
  readonly type: string;
  /** Path in ARM's body, path in azurerm, and what is done to the value. */
  readonly arguments: readonly (readonly [to: string, from: string, convert?: (value: Value) => Value])[];
  /** What the type itself says, and the provider's own defaults. */
  readonly fixed?: Readonly<Record<string, string | boolean | number>>;
}

function isLinux(value: Value): Value {
  const text = textOf(value)?.toLowerCase();
  return text === undefined ? value : scalar(text === "linux", value.at);
}

function negated(value: Value): Value {
  return value.kind === "scalar" && typeof value.value === "boolean" ? scalar(!value.value, value.at) : value;
}

const delivery: Conversion["arguments"] = [
  ["name", "name"],
  ["properties.lockDuration", "lock_duration"],
  ["properties.maxDeliveryCount", "max_delivery_count"],
  ["properties.requiresSession", "requires_session"],
  ["properties.deadLetteringOnMessageExpiration", "dead_lettering_on_message_expiration"],
  ["properties.defaultMessageTimeToLive", "default_message_ttl"],
  ["properties.forwardDeadLetteredMessagesTo", "forward_dead_lettered_messages_to"],
];

/** Types of the azurerm provider in ARM's shape. https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs */
export const conversions: ReadonlyMap<string, Conversion> = new Map<string, Conversion>([
  [
    "azurerm_service_plan",
    {
      type: "Microsoft.Web/serverfarms",
      arguments: [
        ["name", "name"],
        ["sku.name", "sku_name"],
        ["properties.reserved", "os_type", isLinux],
      ],
    },
  ],
  [
    "azurerm_app_service_plan",
    {
      type: "Microsoft.Web/serverfarms",
      arguments: [
        ["name", "name"],
        ["sku.name", "sku.size"],
        ["sku.tier", "sku.tier"],
        ["properties.reserved", "reserved"],
        ["kind", "kind"],
      ],
    },
  ],
  [
    "azurerm_storage_account",
    {
      type: "Microsoft.Storage/storageAccounts",
      arguments: [
        ["name", "name"],
        ["properties.minimumTlsVersion", "min_tls_version"],
        ["properties.allowSharedKeyAccess", "shared_access_key_enabled"],
        ["properties.allowBlobPublicAccess", "allow_nested_items_to_be_public"],
      ],
    },
  ],
  [
    "azurerm_storage_container",
    {
      type: "Microsoft.Storage/storageAccounts/blobServices/containers",
      arguments: [
        ["name", "name"],
        ["parent", "storage_account_name"],
        ["parent", "storage_account_id"],
        ["properties.publicAccess", "container_access_type"],
      ],
    },
  ],
  [
    "azurerm_storage_queue",
    {
      type: "Microsoft.Storage/storageAccounts/queueServices/queues",
      arguments: [
        ["name", "name"],
        ["parent", "storage_account_name"],
        ["parent", "storage_account_id"],
      ],
    },
  ],
  [
    "azurerm_storage_table",
    {
      type: "Microsoft.Storage/storageAccounts/tableServices/tables",
      arguments: [
        ["name", "name"],
        ["parent", "storage_account_name"],
        ["parent", "storage_account_id"],
      ],
    },
  ],
  [
    "azurerm_servicebus_namespace",
    {
      type: "Microsoft.ServiceBus/namespaces",
      arguments: [
        ["name", "name"],
        ["sku.name", "sku"],
        ["properties.disableLocalAuth", "local_auth_enabled", negated],
      ],
    },
  ],
  ["azurerm_servicebus_queue", { type: "Microsoft.ServiceBus/namespaces/queues", arguments: [["parent", "namespace_id"], ...delivery] }],
  [
    "azurerm_servicebus_topic",
    {
      type: "Microsoft.ServiceBus/namespaces/topics",
      arguments: [
        ["name", "name"],
        ["parent", "namespace_id"],
      ],
    },
  ],
  [
    "azurerm_servicebus_subscription",
    { type: "Microsoft.ServiceBus/namespaces/topics/subscriptions", arguments: [["parent", "topic_id"], ...delivery] },
  ],
  [
    "azurerm_eventhub_namespace",
    {
      type: "Microsoft.EventHub/namespaces",
      arguments: [
        ["name", "name"],
        ["sku.name", "sku"],
        ["properties.disableLocalAuth", "local_authentication_enabled", negated],
      ],
    },
  ],
  [
    "azurerm_eventhub",
    {
      type: "Microsoft.EventHub/namespaces/eventhubs",
      arguments: [
        ["name", "name"],
        ["parent", "namespace_name"],
        ["parent", "namespace_id"],
        ["properties.partitionCount", "partition_count"],
        ["properties.messageRetentionInDays", "message_retention"],
      ],
    },
  ],
  [
    "azurerm_cosmosdb_account",
    {
      type: "Microsoft.DocumentDB/databaseAccounts",
      arguments: [
        ["name", "name"],
        ["properties.disableLocalAuth", "local_authentication_disabled"],
      ],
    },
  ],
  [
    "azurerm_cosmosdb_sql_database",
    {
      type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
      arguments: [
        ["name", "name"],
        ["parent", "account_name"],
      ],
    },
  ],
  [
    "azurerm_cosmosdb_sql_container",
    {
      type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
      arguments: [
        ["name", "name"],
        ["parent", "database_name"],
        ["properties.resource.defaultTtl", "default_ttl"],
        ["properties.resource.partitionKey", "partition_key_path"],
        ["properties.resource.partitionKey", "partition_key_paths"],
      ],
    },
  ],
  [
    "azurerm_monitor_metric_alert",
    {
      type: "Microsoft.Insights/metricAlerts",
      arguments: [
        ["name", "name"],
        ["properties.scopes", "scopes"],
        ["properties.enabled", "enabled"],
        ["properties.windowSize", "window_size"],
        ["properties.criteria.allOf", "criteria", inArmWords],
        ["properties.actions", "action"],
      ],
    },
  ],
  [
    "azurerm_monitor_scheduled_query_rules_alert_v2",
    {
      type: "Microsoft.Insights/scheduledQueryRules",
      arguments: [
        ["name", "name"],
        ["properties.scopes", "scopes"],
        ["properties.enabled", "enabled"],
        ["properties.windowSize", "window_duration"],
        ["properties.criteria.allOf", "criteria", inArmWords],
        ["properties.actions", "action"],
      ],
    },
  ],
  ["azurerm_key_vault", { type: "Microsoft.KeyVault/vaults", arguments: [["name", "name"]] }],
  [
    "azurerm_key_vault_secret",
    {
      type: "Microsoft.KeyVault/vaults/secrets",
      arguments: [
        ["name", "name"],
        ["parent", "key_vault_id"],
      ],
    },
  ],
  ["azurerm_user_assigned_identity", { type: "Microsoft.ManagedIdentity/userAssignedIdentities", arguments: [["name", "name"]] }],
  [
    "azurerm_role_assignment",
    {
      type: "Microsoft.Authorization/roleAssignments",
      arguments: [
        ["scope", "scope"],
        ["properties.principalId", "principal_id"],
        ["properties.roleDefinitionId", "role_definition_id"],
        ["properties.roleDefinitionName", "role_definition_name"],
      ],
    },
  ],
  ["azurerm_eventgrid_topic", { type: "Microsoft.EventGrid/topics", arguments: [["name", "name"]] }],
  ["azurerm_eventgrid_system_topic", { type: "Microsoft.EventGrid/systemTopics", arguments: [["name", "name"]] }],
  [
    "azurerm_linux_function_app_slot",
    {
      type: "Microsoft.Web/sites/slots",
      arguments: [
        ["name", "name"],
        ["parent", "function_app_id"],
      ],
      fixed: { kind: "functionapp,linux" },
    },
  ],
  [
    "azurerm_windows_function_app_slot",
    {
      type: "Microsoft.Web/sites/slots",
      arguments: [
        ["name", "name"],
        ["parent", "function_app_id"],
      ],
      fixed: { kind: "functionapp" },
    },
  ],
  ["azurerm_virtual_network", { type: "Microsoft.Network/virtualNetworks", arguments: [["name", "name"]] }],
  [
    "azurerm_subnet",
    {
      type: "Microsoft.Network/virtualNetworks/subnets",
      arguments: [
        ["name", "name"],
        ["parent", "virtual_network_name"],
      ],
    },
  ],
  [
    "azurerm_log_analytics_workspace",
    {
      type: "Microsoft.OperationalInsights/workspaces",
      arguments: [
        ["name", "name"],
        ["properties.retentionInDays", "retention_in_days"],
      ],
    },
  ],
  ["azurerm_application_insights", { type: "Microsoft.Insights/components", arguments: [["name", "name"]] }],
  ["azurerm_api_management", { type: "Microsoft.ApiManagement/service", arguments: [["name", "name"]] }],
]);

/** Criteria of an alert with the keys of ARM: `metric_name` as `metricName`. */
function inArmWords(value: Value): Value {
  if (value.kind === "list") return { ...value, items: value.items.map(inArmWords) };
  if (value.kind !== "map") return value;
  const entries = [...value.entries.values()].map((one) => ({ ...one, name: camel(one.name) }));
  return { ...value, entries: new Map(entries.map((one) => [one.name, one])) };
}

function camel(name: string): string {
  return name
    .split("_")
    .map((word, position) => (position === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}
