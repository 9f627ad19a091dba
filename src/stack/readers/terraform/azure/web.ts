import { entry, scalar } from "../../../value-builders.ts";
import { type MapEntry, type MapValue, entryOf, textOf, valueAt } from "../../../value.ts";
import { asWord } from "../conversion/conversions.ts";
import type { ArgumentTable, MappedType, TypeTable } from "../conversion/type-table.ts";
import { functionAppSettings } from "./function-app-settings.ts";

const enabled = asWord("Enabled", "Disabled");
const consumed = { to: "", as: () => undefined };

const identity = { to: "identity", block: { type: "type", identity_ids: "userAssignedIdentities" } } as const;

const siteConfig = {
  always_on: "alwaysOn",
  minimum_tls_version: "minTlsVersion",
  ftps_state: "ftpsState",
  http2_enabled: "http20Enabled",
  remote_debugging_enabled: "remoteDebuggingEnabled",
  app_scale_limit: "functionAppScaleLimit",
  elastic_instance_minimum: "minimumElasticInstanceCount",
  pre_warmed_instance_count: "preWarmedInstanceCount",
  vnet_route_all_enabled: "vnetRouteAllEnabled",
  health_check_path: "healthCheckPath",
  application_insights_connection_string: consumed,
  application_insights_key: consumed,
  ip_restriction_default_action: "ipSecurityRestrictionsDefaultAction",
  ip_restriction: {
    to: "ipSecurityRestrictions",
    blocks: { ip_address: "ipAddress", service_tag: "tag", virtual_network_subnet_id: "vnetSubnetResourceId", action: "action", name: "name" },
  },
  application_stack: consumed,
  cors: { to: "cors", block: { allowed_origins: "allowedOrigins", support_credentials: "supportCredentials" } },
} as const satisfies ArgumentTable;

const functionApp = {
  name: "name",
  location: "location",
  resource_group_name: "resourceGroup",
  identity,
  tags: "tags",
  service_plan_id: "properties.serverFarmId",
  https_only: "properties.httpsOnly",
  public_network_access_enabled: { to: "properties.publicNetworkAccess", as: enabled },
  client_certificate_enabled: "properties.clientCertEnabled",
  client_certificate_mode: "properties.clientCertMode",
  virtual_network_subnet_id: "properties.virtualNetworkSubnetId",
  key_vault_reference_identity_id: "properties.keyVaultReferenceIdentity",
  enabled: "properties.enabled",
  site_config: { to: "properties.siteConfig", block: siteConfig },
  app_settings: consumed,
  functions_extension_version: consumed,
  storage_account_name: consumed,
  storage_uses_managed_identity: consumed,
  storage_account_access_key: consumed,
  connection_string: consumed,
  auth_settings: consumed,
  auth_settings_v2: consumed,
} as const satisfies ArgumentTable;

const settingNames = {
  "properties.siteConfig.appSettings": "app_settings",
  "properties.siteConfig.connectionStrings": "connection_string",
  "properties.siteConfig.authsettings.enabled": "auth_settings.enabled",
  "properties.siteConfig.authsettingsv2.platform.enabled": "auth_settings_v2.auth_enabled",
  "properties.siteConfig.linuxFxVersion": "site_config.application_stack",
};

function app(kind: string): MappedType {
  return {
    type: "Microsoft.Web/sites",
    arguments: functionApp,
    computed: (raw) => [kindEntry(raw, kind), ...functionAppSettings(raw)],
    computedNames: settingNames,
  };
}

/** Function apps and their plans. */
export const webTypes: TypeTable = {
  azurerm_linux_function_app: app("functionapp,linux"),
  azurerm_windows_function_app: app("functionapp"),
  azurerm_function_app_flex_consumption: {
    type: "Microsoft.Web/sites",
    arguments: {
      ...functionApp,
      runtime_name: "properties.functionAppConfig.runtime.name",
      runtime_version: "properties.functionAppConfig.runtime.version",
      maximum_instance_count: "properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount",
      instance_memory_in_mb: "properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB",
      always_ready: { to: "properties.functionAppConfig.scaleAndConcurrency.alwaysReady", blocks: { name: "name", instance_count: "instanceCount" } },
      storage_container_type: "properties.functionAppConfig.deployment.storage.type",
      storage_container_endpoint: "properties.functionAppConfig.deployment.storage.value",
      storage_authentication_type: "properties.functionAppConfig.deployment.storage.authentication.type",
    },
    computed: (raw) => [kindEntry(raw, "functionapp,linux"), ...functionAppSettings(raw, "flex")],
    computedNames: settingNames,
  },
  azurerm_linux_function_app_slot: slot("functionapp,linux"),
  azurerm_windows_function_app_slot: slot("functionapp"),
  azurerm_service_plan: {
    type: "Microsoft.Web/serverfarms",
    arguments: {
      name: "name",
      location: "location",
      os_type: consumed,
      sku_name: "sku.name",
      worker_count: "sku.capacity",
      maximum_elastic_worker_count: "properties.maximumElasticWorkerCount",
    },
    computed: planKind,
    computedNames: { kind: "os_type", "properties.reserved": "os_type" },
  },
};

function slot(kind: string): MappedType {
  return { ...app(kind), type: "Microsoft.Web/sites/slots", arguments: { ...functionApp, function_app_id: "parent" } };
}

function kindEntry(raw: MapValue, kind: string): MapEntry {
  const at = { path: raw.at.path, startLine: raw.at.startLine, endLine: raw.at.startLine };
  return entry("kind", scalar(kind, at), { at });
}

function planKind(raw: MapValue): readonly MapEntry[] {
  const system = entryOf(raw, "os_type");
  if (system === undefined) return [];
  const word = textOf(valueAt(raw, "os_type"));
  if (word === undefined) return [{ ...system, name: "kind" }];
  return [
    { ...system, name: "kind", value: scalar(word.toLowerCase(), system.at) },
    { ...system, name: "properties.reserved", value: scalar(word === "Linux", system.at) },
  ];
}
