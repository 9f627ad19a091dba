import type { TypeTable } from "../conversion/type-table.ts";
import { asDocument, asWord, not } from "../conversion/conversions.ts";

const access = { to: "properties.publicNetworkAccess", as: asWord("Enabled", "Disabled") } as const;

const alert = { name: "name", scopes: "properties.scopes", enabled: "properties.enabled", severity: "properties.severity" } as const;
const dimension = { to: "dimensions", blocks: { name: "name", operator: "operator", values: "values" } } as const;

/** Storage, Cosmos DB, Key Vault, monitoring, identities. */
export const dataTypes: TypeTable = {
  azurerm_storage_account: {
    type: "Microsoft.Storage/storageAccounts",
    arguments: {
      name: "name",
      location: "location",
      account_tier: "sku.tier",
      account_replication_type: "sku.replication",
      account_kind: "kind",
      min_tls_version: "properties.minimumTlsVersion",
      shared_access_key_enabled: "properties.allowSharedKeyAccess",
      allow_nested_items_to_be_public: "properties.allowBlobPublicAccess",
      https_traffic_only_enabled: "properties.supportsHttpsTrafficOnly",
      public_network_access_enabled: access,
    },
  },
  azurerm_storage_container: {
    type: "Microsoft.Storage/storageAccounts/blobServices/containers",
    arguments: { name: "name", storage_account_id: "parent", storage_account_name: "parent", container_access_type: "properties.publicAccess" },
  },
  azurerm_storage_queue: {
    type: "Microsoft.Storage/storageAccounts/queueServices/queues",
    arguments: { name: "name", storage_account_id: "parent", storage_account_name: "parent" },
  },
  azurerm_storage_table: {
    type: "Microsoft.Storage/storageAccounts/tableServices/tables",
    arguments: { name: "name", storage_account_id: "parent", storage_account_name: "parent" },
  },
  azurerm_cosmosdb_account: {
    type: "Microsoft.DocumentDB/databaseAccounts",
    arguments: {
      name: "name",
      location: "location",
      kind: "kind",
      local_authentication_disabled: "properties.disableLocalAuth",
      public_network_access_enabled: access,
      capabilities: { to: "properties.capabilities", blocks: { name: "name" } },
    },
  },
  azurerm_cosmosdb_sql_database: {
    type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
    arguments: { name: "name", account_name: "parent", throughput: "properties.options.throughput" },
  },
  azurerm_cosmosdb_sql_container: {
    type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
    arguments: {
      name: "name",
      database_name: "parent",
      account_name: "accountName",
      partition_key_paths: "properties.resource.partitionKey.paths",
      partition_key_path: "properties.resource.partitionKey.paths",
      default_ttl: "properties.resource.defaultTtl",
      throughput: "properties.options.throughput",
    },
  },
  azurerm_key_vault: {
    type: "Microsoft.KeyVault/vaults",
    arguments: {
      name: "name",
      location: "location",
      purge_protection_enabled: "properties.enablePurgeProtection",
      soft_delete_retention_days: "properties.softDeleteRetentionInDays",
      enable_rbac_authorization: "properties.enableRbacAuthorization",
      rbac_authorization_enabled: "properties.enableRbacAuthorization",
      public_network_access_enabled: access,
    },
  },
  azurerm_key_vault_secret: {
    type: "Microsoft.KeyVault/vaults/secrets",
    arguments: { name: "name", key_vault_id: "parent", value: "properties.value" },
  },
  azurerm_application_insights: {
    type: "Microsoft.Insights/components",
    arguments: {
      name: "name",
      location: "location",
      workspace_id: "properties.WorkspaceResourceId",
      sampling_percentage: "properties.SamplingPercentage",
      local_authentication_disabled: "properties.DisableLocalAuth",
      retention_in_days: "properties.RetentionInDays",
    },
  },
  azurerm_log_analytics_workspace: {
    type: "Microsoft.OperationalInsights/workspaces",
    arguments: {
      name: "name",
      location: "location",
      retention_in_days: "properties.retentionInDays",
      daily_quota_gb: "properties.workspaceCapping.dailyQuotaGb",
    },
  },
  azurerm_monitor_metric_alert: {
    type: "Microsoft.Insights/metricAlerts",
    arguments: {
      ...alert,
      window_size: "properties.windowSize",
      frequency: "properties.evaluationFrequency",
      criteria: {
        to: "properties.criteria.allOf",
        blocks: {
          metric_namespace: "metricNamespace",
          metric_name: "metricName",
          aggregation: "timeAggregation",
          operator: "operator",
          threshold: "threshold",
          dimension,
        },
      },
      action: { to: "properties.actions", blocks: { action_group_id: "actionGroupId" } },
    },
  },
  azurerm_monitor_scheduled_query_rules_alert_v2: {
    type: "Microsoft.Insights/scheduledQueryRules",
    arguments: {
      ...alert,
      window_duration: "properties.windowSize",
      evaluation_frequency: "properties.evaluationFrequency",
      criteria: {
        to: "properties.criteria.allOf",
        blocks: {
          query: "query",
          metric_measure_column: "metricMeasureColumn",
          time_aggregation_method: "timeAggregation",
          operator: "operator",
          threshold: "threshold",
          dimension,
        },
      },
      action: { to: "properties.actions", block: { action_groups: "actionGroups" } },
    },
  },
  azurerm_monitor_activity_log_alert: {
    type: "Microsoft.Insights/activityLogAlerts",
    arguments: { ...alert, action: { to: "properties.actions.actionGroups", blocks: { action_group_id: "actionGroupId" } } },
  },
  azurerm_user_assigned_identity: { type: "Microsoft.ManagedIdentity/userAssignedIdentities", arguments: { name: "name", location: "location" } },
  azurerm_role_assignment: {
    type: "Microsoft.Authorization/roleAssignments",
    arguments: {
      scope: "scope",
      role_definition_name: "properties.roleDefinitionId",
      role_definition_id: "properties.roleDefinitionId",
      principal_id: "properties.principalId",
      principal_type: "properties.principalType",
    },
  },
  azurerm_private_endpoint: {
    type: "Microsoft.Network/privateEndpoints",
    arguments: {
      name: "name",
      subnet_id: "properties.subnet.id",
      private_service_connection: {
        to: "properties.privateLinkServiceConnections",
        blocks: { name: "name", private_connection_resource_id: "properties.privateLinkServiceId", subresource_names: "properties.groupIds" },
      },
    },
  },
  azurerm_api_management: { type: "Microsoft.ApiManagement/service", arguments: { name: "name", location: "location", sku_name: "sku.name" } },
  azurerm_api_management_api: {
    type: "Microsoft.ApiManagement/service/apis",
    arguments: {
      name: "name",
      api_management_name: "parent",
      subscription_required: "properties.subscriptionRequired",
      service_url: "properties.serviceUrl",
      import: { to: "properties", block: { content_value: { to: "value", as: asDocument } } },
    },
  },
  azurerm_mssql_server: {
    type: "Microsoft.Sql/servers",
    arguments: { name: "name", location: "location", minimum_tls_version: "properties.minimalTlsVersion", public_network_access_enabled: access },
  },
  azurerm_app_configuration: {
    type: "Microsoft.AppConfiguration/configurationStores",
    arguments: { name: "name", local_auth_enabled: { to: "properties.disableLocalAuth", as: not } },
  },
};
