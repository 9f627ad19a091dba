import { headingOf } from "../../../../change/location.ts";
import { unlisted } from "../../../readers/arm/partial-map.ts";
import type { NativeResource } from "../../../native.ts";
import { type MapEntry, type MapValue, type Value, textOf } from "../../../value.ts";
import { entry, joined, map, scalar } from "../../../value-builders.ts";
import type { Conversion } from "./conversions.ts";
import { argumentAt } from "./place-entry.ts";

const site: Conversion["arguments"] = [
  ["name", "name"],
  ["tags", "tags"],
  ["identity.type", "identity.type"],
  ["identity.userAssignedIdentities", "identity.identity_ids"],
  ["properties.serverFarmId", "app_service_plan_id"],
  ["properties.serverFarmId", "service_plan_id"],
  ["properties.httpsOnly", "https_only"],
  ["properties.publicNetworkAccess", "public_network_access_enabled", enabledWord],
  ["properties.clientCertMode", "client_certificate_mode"],
  ["properties.virtualNetworkSubnetId", "virtual_network_subnet_id"],
  ["properties.siteConfig.minTlsVersion", "site_config.min_tls_version"],
  ["properties.siteConfig.minTlsVersion", "site_config.minimum_tls_version"],
  ["properties.siteConfig.ftpsState", "site_config.ftps_state"],
  ["properties.siteConfig.alwaysOn", "site_config.always_on"],
  ["properties.siteConfig.http20Enabled", "site_config.http2_enabled"],
  ["properties.siteConfig.remoteDebuggingEnabled", "site_config.remote_debugging_enabled"],
  ["properties.siteConfig.cors.allowedOrigins", "site_config.cors.allowed_origins"],
  ["properties.siteConfig.linuxFxVersion", "site_config.linux_fx_version"],
  ["properties.siteConfig.authsettingsv2.platform.enabled", "auth_settings_v2.auth_enabled"],
  ["properties.siteConfig.authsettings.enabled", "auth_settings.enabled"],
  ["properties.siteConfig.minimumElasticInstanceCount", "site_config.elastic_instance_minimum"],
];

const flex: Conversion["arguments"] = [
  ["properties.functionAppConfig.runtime.name", "runtime_name"],
  ["properties.functionAppConfig.runtime.version", "runtime_version"],
  ["properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount", "maximum_instance_count"],
  ["properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB", "instance_memory_in_mb"],
  ["properties.functionAppConfig.scaleAndConcurrency.alwaysReady", "always_ready"],
];

/** Function apps of the azurerm provider. Its own defaults differ from ARM's in FTP. */
export const functionAppConversions: ReadonlyMap<string, Conversion> = new Map<string, Conversion>([
  [
    "azurerm_linux_function_app",
    { type: "Microsoft.Web/sites", arguments: site, fixed: { kind: "functionapp,linux", "properties.siteConfig.ftpsState": "Disabled" } },
  ],
  [
    "azurerm_windows_function_app",
    { type: "Microsoft.Web/sites", arguments: site, fixed: { kind: "functionapp", "properties.siteConfig.ftpsState": "Disabled" } },
  ],
  [
    "azurerm_function_app_flex_consumption",
    {
      type: "Microsoft.Web/sites",
      arguments: [...site, ...flex],
      fixed: { kind: "functionapp,linux", "properties.siteConfig.ftpsState": "Disabled" },
    },
  ],
  ["azurerm_function_app", { type: "Microsoft.Web/sites", arguments: site, fixed: { kind: "functionapp" } }],
]);

/** Application settings as the provider makes them: the ones written out, and those that stand for other arguments. */
export function appSettingsOf(native: NativeResource): MapEntry {
  const { properties } = native;
  const written = argumentAt(properties, "app_settings");
  const listed = written === undefined ? [] : written.value.kind === "map" ? [...written.value.entries.values()] : [unlisted(written.value)];
  const implied: readonly (readonly [string, string])[] = [
    ["FUNCTIONS_EXTENSION_VERSION", "version"],
    ["FUNCTIONS_EXTENSION_VERSION", "functions_extension_version"],
    ["AzureWebJobsStorage", "storage_connection_string"],
    ["AzureWebJobsStorage", "storage_account_name"],
    ["APPLICATIONINSIGHTS_CONNECTION_STRING", "site_config.application_insights_connection_string"],
    ["APPINSIGHTS_INSTRUMENTATIONKEY", "site_config.application_insights_key"],
  ];
  const own = implied.flatMap(([name, from]) => {
    const found = argumentAt(properties, from);
    return found === undefined ? [] : [{ ...found, name }];
  });
  const isModern = native.type !== "azurerm_function_app" && native.type !== "azurerm_function_app_flex_consumption";
  const hasVersion = own.some((one) => one.name === "FUNCTIONS_EXTENSION_VERSION");
  const at = headingOf(native.at);
  const version = isModern && !hasVersion ? [entry("FUNCTIONS_EXTENSION_VERSION", scalar("~4", at))] : [];
  const place = written ?? { key: at, at };
  return entry(
    "appSettings",
    map([...version, ...own, ...languageSettings(native), ...connectionStrings(properties), ...listed], written?.value.at ?? at),
    place,
  );
}

function connectionStrings(properties: MapValue): readonly MapEntry[] {
  const blocks = argumentAt(properties, "connection_string")?.value;
  return (blocks?.kind === "list" ? blocks.items : []).flatMap((block) => {
    const [name, value] = block.kind === "map" ? [textOf(block.entries.get("name")?.value), block.entries.get("value")] : [undefined, undefined];
    return name === undefined || value === undefined ? [] : [{ ...value, name: `ConnectionStrings:${name}` }];
  });
}

const stacks: readonly (readonly [string, string, string])[] = [
  ["node_version", "node", "Node"],
  ["python_version", "python", "Python"],
  ["java_version", "java", "Java"],
  ["powershell_core_version", "powershell", "PowerShell"],
  ["dotnet_version", "dotnet", "DOTNET"],
];

/** `application_stack` decides the worker. */
function languageSettings(native: NativeResource): readonly MapEntry[] {
  const found = stackOf(native);
  return found === undefined ? [] : [entry("FUNCTIONS_WORKER_RUNTIME", scalar(found.worker, found.version.at), { at: found.version.at })];
}

/** `Node|20` from `application_stack { node_version = "20" }`. */
export function languageVersionOf(native: NativeResource): MapEntry | undefined {
  const found = stackOf(native);
  if (found === undefined) return undefined;
  const value: Value = joined([scalar(`${found.label}|`, found.version.at), found.version.value], found.version.value.at);
  return entry("linuxFxVersion", value, found.version);
}

function stackOf(native: NativeResource): { readonly worker: string; readonly label: string; readonly version: MapEntry } | undefined {
  for (const [argument, worker, label] of stacks) {
    const version = argumentAt(native.properties, `site_config.application_stack.${argument}`);
    if (version === undefined) continue;
    const isolated = argumentAt(native.properties, "site_config.application_stack.use_dotnet_isolated_runtime");
    const isIsolated = worker === "dotnet" && textOf(isolated?.value) === "true";
    return { worker: isIsolated ? "dotnet-isolated" : worker, label: isIsolated ? "DOTNET-ISOLATED" : label, version };
  }
  return undefined;
}

function enabledWord(value: Value): Value {
  return value.kind === "scalar" && typeof value.value === "boolean" ? scalar(value.value ? "Enabled" : "Disabled", value.at) : value;
}
