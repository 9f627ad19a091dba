import { headingOf } from "../../../../change/location.ts";
import { isListedWhole } from "../../../readers/arm/partial-map.ts";
import type { NativeResource } from "../../../native.ts";
import type { RawSetting } from "../../../setting.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf, valueAt } from "../../../value.ts";
import { joined, scalar, unknown } from "../../../value-builders.ts";
import { durationValue } from "../durations.ts";
import { Settings } from "../settings.ts";

/** Properties of a site that become settings of the function app. */
const siteSettings: readonly (readonly [string, string, ((value: Value) => Value)?])[] = [
  ["name", "name"],
  ["plan", "properties.serverFarmId"],
  ["httpsOnly", "properties.httpsOnly"],
  ["identity", "identity.type"],
  ["clientCertificateMode", "properties.clientCertMode"],
  ["publicNetworkAccess", "properties.publicNetworkAccess"],
  ["minimumTlsVersion", "properties.siteConfig.minTlsVersion"],
  ["ftpsState", "properties.siteConfig.ftpsState"],
  ["corsOrigins", "properties.siteConfig.cors.allowedOrigins"],
  ["alwaysOn", "properties.siteConfig.alwaysOn"],
  ["remoteDebugging", "properties.siteConfig.remoteDebuggingEnabled"],
  ["http20", "properties.siteConfig.http20Enabled"],
  ["authEnabled", "properties.siteConfig.authsettings.enabled"],
  ["authEnabled", "properties.siteConfig.authsettingsv2.platform.enabled"],
  ["languageVersion", "properties.siteConfig.netFrameworkVersion"],
  ["languageVersion", "properties.siteConfig.nodeVersion"],
  ["languageVersion", "properties.siteConfig.pythonVersion"],
  ["languageVersion", "properties.siteConfig.javaVersion"],
  ["languageVersion", "properties.siteConfig.powerShellVersion"],
  ["languageVersion", "properties.siteConfig.linuxFxVersion"],
];

/** Names of a site's settings in ARM, for settings that nobody wrote. */
export const siteSettingNames: ReadonlyMap<string, string> = new Map(siteSettings.map(([setting, path]) => [setting, path]));

/** Whether a site is a function app; a logic app is none. A kind that is not known is decided by what only function apps have. */
export function isFunctionApp(site: NativeResource): boolean {
  const kind = valueAt(site.properties, "kind");
  const text = textOf(kind)?.toLowerCase();
  if (text !== undefined) return text.includes("functionapp") && !text.includes("workflowapp");
  const names = [...(appSettingsOf(site)?.entries.keys() ?? [])];
  const runs = names.some((name) => name.toUpperCase().startsWith("FUNCTIONS_"));
  return runs || valueAt(site.properties, "properties", "functionAppConfig")?.kind === "map";
}

export function appSettingsOf(site: NativeResource): MapValue | undefined {
  const settings = valueAt(site.properties, "properties", "siteConfig", "appSettings");
  return settings?.kind === "map" ? settings : undefined;
}

/** The common settings of a site whose `config` children were taken in. */
export function settingsOfSite(site: NativeResource): Settings {
  const settings = new Settings(site);
  for (const [name, path, convert] of siteSettings) settings.take(name, path, convert);
  // The azurerm provider turns FTP off where nobody says otherwise; ARM leaves it on.
  if (site.format === "terraform" && !settings.raw.has("ftpsState"))
    settings.put("ftpsState", scalar("Disabled", headingOf(site.at)), { nativeName: "ftps_state" });
  const written = entryOf(valueAt(site.properties, "properties", "siteConfig"), "appSettings");
  const known = appSettingsOf(site);
  if (written !== undefined) settings.put("appSettings", written.value, { at: written.at, nativeName: "appSettings" });
  settings.put("appSettingsComplete", scalar(isComplete(site, known), written?.at ?? headingOf(site.at)));
  fromAppSetting(settings, known, "extensionVersion", "FUNCTIONS_EXTENSION_VERSION");
  fromAppSetting(settings, known, "workerRuntime", "FUNCTIONS_WORKER_RUNTIME");
  if (!settings.raw.has("languageVersion")) fromAppSetting(settings, known, "languageVersion", "WEBSITE_NODE_DEFAULT_VERSION");
  fromRuntime(site, settings);
  const storage = storageOf(known);
  if (storage !== undefined) settings.put("storageAccount", storage.value, { at: storage.at, nativeName: storage.name });
  settings.put("operatingSystem", operatingSystemOf(site));
  return settings;
}

/** What host.json and the code say about the app. */
export function settingsOfCode(app: NativeResource): ReadonlyMap<string, RawSetting> {
  const settings = new Settings(app)
    .take("timeoutSeconds", "host.functionTimeout", durationValue)
    .take("hostSettings", "host")
    .take("codePath", "folder")
    .take("extensionProject", "extensionProject")
    .take("programmingModels", "programmingModels");
  return settings.raw;
}

/** Every setting can be listed, and among them are some without which no function app starts: others are not set elsewhere. */
function isComplete(site: NativeResource, settings: MapValue | undefined): boolean {
  const config = valueAt(site.properties, "properties", "siteConfig");
  if (settings === undefined || !isListedWhole(settings) || (config?.kind === "map" && !isListedWhole(config))) return false;
  const names = [...settings.entries.keys()].map((name) => name.toLowerCase());
  const isHost = names.some((name) => name.startsWith("functions_") || name.startsWith("azurewebjobsstorage"));
  return isHost || (names.length > 0 && valueAt(site.properties, "properties", "functionAppConfig")?.kind === "map");
}

function fromAppSetting(settings: Settings, known: MapValue | undefined, name: string, appSetting: string): void {
  const found = entryNamed(known, appSetting);
  if (found !== undefined) settings.put(name, found.value, { at: found.at, nativeName: appSetting });
}

export function entryNamed(settings: MapValue | undefined, name: string): MapEntry | undefined {
  if (settings === undefined) return undefined;
  return settings.entries.get(name) ?? [...settings.entries.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
}

/** Flex Consumption names language and version in `functionAppConfig.runtime`. */
function fromRuntime(site: NativeResource, settings: Settings): void {
  const runtime = entryOf(valueAt(site.properties, "properties", "functionAppConfig"), "runtime");
  const [name, version] = [entryOf(runtime?.value, "name"), entryOf(runtime?.value, "version")];
  if (runtime === undefined || name === undefined) return;
  if (!settings.raw.has("workerRuntime")) settings.put("workerRuntime", name.value, { at: name.at, nativeName: "functionAppConfig.runtime.name" });
  if (version === undefined) return;
  settings.put("languageVersion", joined([name.value, scalar("|", version.at), version.value], version.value.at), {
    at: version.at,
    nativeName: "functionAppConfig.runtime.version",
  });
}

/** The setting that tells the host its storage account, as a connection string or split for an identity. */
function storageOf(settings: MapValue | undefined): MapEntry | undefined {
  const names = [
    "AzureWebJobsStorage",
    "AzureWebJobsStorage__accountName",
    "AzureWebJobsStorage__blobServiceUri",
    "AzureWebJobsStorage__queueServiceUri",
  ];
  return names.map((name) => entryNamed(settings, name)).find((one) => one !== undefined);
}

function operatingSystemOf(site: NativeResource): Value | undefined {
  const reserved = valueAt(site.properties, "properties", "reserved");
  if (reserved?.kind === "scalar" && reserved.value === true) return scalar("linux", reserved.at);
  const kind = valueAt(site.properties, "kind");
  const text = textOf(kind)?.toLowerCase();
  if (kind === undefined) return undefined;
  if (text === undefined) return unknown("the kind is computed at deployment", kind.at);
  if (text.includes("linux")) return scalar("linux", kind.at);
  const isFlex = valueAt(site.properties, "properties", "functionAppConfig") !== undefined;
  return isFlex ? undefined : scalar("windows", kind.at);
}
