import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, type MapValue, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, map, scalar, unknown } from "../../value-builders.ts";
import { unlisted } from "../arm/partial-map.ts";

/** A module of the public registry as a file uses it. */
interface RegistryModule {
  readonly module: string;
  readonly address: string;
  readonly scope: string;
  readonly at: Location;
  readonly params: MapValue;
}

/**
 * What well-known modules of the public registry (Azure Verified Modules) deploy, from their inputs; nothing for other modules.
 * https://azure.github.io/Azure-Verified-Modules/indexes/bicep/bicep-resource-modules/
 */
export function nativesOfRegistryModule(used: RegistryModule): readonly NativeResource[] {
  switch (registryName(used.module)) {
    case "web/site":
      return [site(used)];
    case "web/serverfarm":
      return [serverFarm(used)];
    case "web/static-site":
      return staticSite(used);
    case "storage/storage-account":
      return [
        native(used, "Microsoft.Storage/storageAccounts", [
          ...renamed(used.params, "name", "name"),
          entry("properties", map(storageProperties(used.params), used.at)),
        ]),
      ];
    default:
      return [];
  }
}

const modelled = new Set(["web/site", "web/serverfarm", "storage/storage-account"]);
const outputs: ReadonlyMap<string, string> = new Map([
  ["resourceId", "id"],
  ["name", "name"],
  ["systemAssignedMIPrincipalId", "identity.principalId"],
]);

/** What an output of a modelled module says of the resource that it deploys; undefined for other modules and outputs. */
export function attributeOfRegistryOutput(module: string, output: string): string | undefined {
  return modelled.has(registryName(module) ?? "") ? outputs.get(output) : undefined;
}

/** `web/site` of `br/public:avm/res/web/site:0.15.0`. */
function registryName(module: string): string | undefined {
  const name = module.split(":").find((part) => part.includes("avm/res/"));
  return name?.slice(name.indexOf("avm/res/") + "avm/res/".length);
}

function storageProperties(params: MapValue): readonly MapEntry[] {
  return ["minimumTlsVersion", "allowSharedKeyAccess", "allowBlobPublicAccess", "publicNetworkAccess"].flatMap((name) => renamed(params, name, name));
}

function native(used: RegistryModule, type: string, properties: readonly MapEntry[]): NativeResource {
  return {
    platform: "azure",
    format: "bicep",
    scope: used.scope,
    address: used.address,
    name: used.address,
    type,
    nativeType: used.module,
    at: used.at,
    properties: map(properties, used.at),
    attributes: new Map(),
    conditional: false,
    implicit: false,
  };
}

function site(used: RegistryModule): NativeResource {
  const { params } = used;
  const config = entryOf(params, "siteConfig");
  const settings = appSettings(params);
  const siteConfig = [
    ...(config?.value.kind === "map" ? config.value.entries.values() : config === undefined ? [] : [unlisted(config.value)]),
    ...(settings === undefined ? [] : [settings]),
  ];
  const properties = [
    ...renamed(params, "serverFarmResourceId", "serverFarmId"),
    ...(entryOf(params, "httpsOnly") === undefined ? [entry("httpsOnly", scalar(true, used.at))] : renamed(params, "httpsOnly", "httpsOnly")),
    ...renamed(params, "functionAppConfig", "functionAppConfig"),
    ...["publicNetworkAccess", "clientCertEnabled", "clientCertMode"].flatMap((name) => renamed(params, name, name)),
    entry("siteConfig", map(siteConfig, config?.at ?? used.at), config ?? { at: used.at }),
  ];
  const body = [...renamed(params, "name", "name"), ...renamed(params, "kind", "kind"), ...identity(params), ...renamed(params, "tags", "tags")];
  return native(used, "Microsoft.Web/sites", [...body, entry("properties", map(properties, used.at))]);
}

/** `managedIdentities` as ARM writes it: a type, and the identities that are assigned. */
function identity(params: MapValue): readonly MapEntry[] {
  const written = entryOf(params, "managedIdentities");
  if (written?.value.kind !== "map") return renamed(params, "managedIdentities", "identity");
  const [own, assigned] = [entryOf(written.value, "systemAssigned"), entryOf(written.value, "userAssignedResourceIds")];
  const isOpen = own !== undefined && own.value.kind !== "scalar";
  const has = { own: own?.value.kind === "scalar" && own.value.value === true, assigned: assigned !== undefined };
  const words = [...(has.own ? ["SystemAssigned"] : []), ...(has.assigned ? ["UserAssigned"] : [])];
  const type = isOpen ? unknown("known at deployment", own.at) : scalar(words.length === 0 ? "None" : words.join(", "), written.at);
  const ids = assigned === undefined ? [] : [{ ...assigned, name: "userAssignedIdentities" }];
  return [{ ...written, name: "identity", value: map([entry("type", type), ...ids], written.value.at) }];
}

/** Application settings, from either form that the module knows; the module adds the storage account's and the telemetry's own. */
function appSettings(params: MapValue): MapEntry | undefined {
  const direct = entryOf(params, "appSettingsKeyValuePairs");
  const configs = itemsOf(entryOf(params, "configs")?.value);
  const config = configs.find((one) => textOf(entryOf(one, "name")?.value) === "appsettings");
  const listed = direct ?? entryOf(config, "properties");
  const from = direct === undefined ? config : params;
  const added: [string, Value | undefined][] = [
    ["AzureWebJobsStorage__accountName", (entryOf(from, "storageAccountResourceId") ?? entryOf(params, "storageAccountResourceId"))?.value],
    ["APPLICATIONINSIGHTS_CONNECTION_STRING", (entryOf(from, "applicationInsightResourceId") ?? entryOf(params, "appInsightResourceId"))?.value],
  ];
  const extra = added.flatMap(([name, value]) => (value === undefined ? [] : [entry(name, value)]));
  if (listed === undefined && extra.length === 0) return undefined;
  const at = listed?.at ?? params.at;
  const own = listed === undefined ? [] : listed.value.kind === "map" ? [...listed.value.entries.values()] : [unlisted(listed.value)];
  return entry("appSettings", map([...extra, ...own], at), listed ?? { at });
}

function serverFarm(used: RegistryModule): NativeResource {
  const { params } = used;
  const sku = entryOf(params, "skuName");
  const body = [
    ...renamed(params, "name", "name"),
    ...renamed(params, "kind", "kind"),
    ...(sku === undefined ? [] : [entry("sku", map([{ ...sku, name: "name" }], sku.at), sku)]),
    entry("properties", map(renamed(params, "reserved", "reserved"), used.at)),
  ];
  return native(used, "Microsoft.Web/serverfarms", body);
}

/** A static web app; with a backend, where the module is given one or may be. */
function staticSite(used: RegistryModule): readonly NativeResource[] {
  const backend = entryOf(used.params, "linkedBackend");
  const isNone = backend === undefined || (backend.value.kind === "scalar" && backend.value.value === null);
  const app = native(used, "Microsoft.Web/staticSites", renamed(used.params, "name", "name"));
  const link = native({ ...used, address: `${used.address}.linkedBackend` }, "Microsoft.Web/staticSites/linkedBackends", [
    ...renamed(used.params, "linkedBackend", "properties"),
  ]);
  return isNone ? [app] : [app, link];
}

function renamed(params: MapValue, from: string, to: string): readonly MapEntry[] {
  const found = entryOf(params, from);
  return found === undefined ? [] : [{ ...found, name: to }];
}
