import { entry, joined, list, map, scalar, unknown } from "../../../value-builders.ts";
import { type MapEntry, type MapValue, type Value, entryOf, itemsOf, valueAt } from "../../../value.ts";
import { inBlocks } from "../conversion/in-blocks.ts";

const runtimes = new Map([
  ["node_version", "node"],
  ["python_version", "python"],
  ["java_version", "java"],
  ["powershell_core_version", "powershell"],
  ["use_custom_runtime", "custom"],
]);

const linuxImages = new Map([
  ["node_version", "NODE"],
  ["python_version", "PYTHON"],
  ["java_version", "JAVA"],
  ["powershell_core_version", "POWERSHELL"],
]);

/**
 * The application settings that a function app has: those that are written, and those that the provider adds for arguments of their own
 * (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/linux_function_app).
 */
export function functionAppSettings(raw: MapValue, plan: "classic" | "flex" = "classic"): readonly MapEntry[] {
  const written = entryOf(raw, "app_settings");
  const at = written?.at ?? { path: raw.at.path, startLine: raw.at.startLine, endLine: raw.at.startLine };
  const places = written ?? { key: at, at };
  if (written !== undefined && written.value.kind !== "map") {
    const reason = written.value.kind === "unknown" ? written.value.reason : "the application settings are known at deployment";
    return [entry("properties.siteConfig.appSettings", unknown(reason, written.at), places), ...connectionStrings(raw), ...authentication(raw)];
  }
  const own = written?.value.kind === "map" ? [...written.value.entries.values()] : [];
  const added = (plan === "flex" ? flexSettings(raw) : addedSettings(raw)).filter((one) => !own.some((other) => other.name === one.name));
  const items = [...own, ...added].map((one) => map([entry("name", scalar(one.name, one.key), { at: one.key }), entry("value", one.value)], one.at));
  return [entry("properties.siteConfig.appSettings", list(items, at), places), ...language(raw), ...connectionStrings(raw), ...authentication(raw)];
}

/** Blocks `connection_string { name, type, value }`. */
function connectionStrings(raw: MapValue): readonly MapEntry[] {
  const written = entryOf(raw, "connection_string");
  if (written === undefined) return [];
  const items = itemsOf(written.value).map((item) => {
    const [name, value] = [entryOf(item, "name"), entryOf(item, "value")];
    if (item.kind !== "map" || name === undefined) return item;
    return map([name, ...(value === undefined ? [] : [{ ...value, name: "connectionString" }])], item.at);
  });
  return [entry("properties.siteConfig.connectionStrings", list(items, written.value.at), written)];
}

/** Easy Auth, in the words of the first and of the second version of the service. A block that does not say so leaves it off. */
function authentication(raw: MapValue): readonly MapEntry[] {
  const versions = [
    { type: "auth_settings_v2", argument: "auth_enabled", path: "properties.siteConfig.authsettingsv2.platform.enabled" },
    { type: "auth_settings", argument: "enabled", path: "properties.siteConfig.authsettings.enabled" },
  ];
  return versions.flatMap(({ type, argument, path }) => {
    const written = entryOf(raw, type);
    if (written === undefined) return [];
    const inside = inBlocks(raw, type);
    if (inside?.kind !== "map") return [entry(path, unknown("the block is known at deployment", written.at), written)];
    const found = entryOf(inside, argument);
    const block = { path: inside.at.path, startLine: inside.at.startLine, endLine: inside.at.endLine };
    return [entry(path, found?.value ?? scalar(false, block), found ?? { at: block })];
  });
}

/** A Flex Consumption app takes its language and version from the resource; settings that name them are refused. */
function flexSettings(raw: MapValue): readonly MapEntry[] {
  return insights(raw);
}

function insights(raw: MapValue): readonly MapEntry[] {
  const connection = entryOf(inBlocks(raw, "site_config"), "application_insights_connection_string");
  const key = entryOf(inBlocks(raw, "site_config"), "application_insights_key");
  return [
    ...(connection === undefined ? [] : [{ ...connection, name: "APPLICATIONINSIGHTS_CONNECTION_STRING" }]),
    ...(key === undefined ? [] : [{ ...key, name: "APPINSIGHTS_INSTRUMENTATIONKEY" }]),
  ];
}

function addedSettings(raw: MapValue): readonly MapEntry[] {
  const version = entryOf(raw, "functions_extension_version");
  const heading = { path: raw.at.path, startLine: raw.at.startLine, endLine: raw.at.startLine };
  const runtime = runtimeOf(raw);
  return [
    entry("FUNCTIONS_EXTENSION_VERSION", version?.value ?? scalar("~4", heading), version ?? { at: heading }),
    ...(runtime === undefined ? [] : [runtime]),
    ...insights(raw),
    ...storage(raw),
  ];
}

function storage(raw: MapValue): readonly MapEntry[] {
  const account = entryOf(raw, "storage_account_name");
  if (account === undefined) return [];
  const usesIdentity = valueAt(raw, "storage_uses_managed_identity");
  if (usesIdentity?.kind === "scalar" && usesIdentity.value === true) return [{ ...account, name: "AzureWebJobsStorage__accountName" }];
  const text = joined(
    [scalar("DefaultEndpointsProtocol=https;AccountName=", account.at), account.value, scalar(";AccountKey=", account.at), secret(account)],
    account.at,
  );
  return [{ ...account, name: "AzureWebJobsStorage", value: text }];
}

function secret(account: MapEntry): Value {
  return unknown("the key is known at deployment", account.at);
}

function runtimeOf(raw: MapValue): MapEntry | undefined {
  const stack = inBlocks(raw, "site_config", "application_stack");
  const isolated = valueAt(stack, "use_dotnet_isolated_runtime");
  const dotnet = entryOf(stack, "dotnet_version");
  if (dotnet !== undefined) {
    const word = isolated?.kind === "scalar" && isolated.value === true ? "dotnet-isolated" : "dotnet";
    return { ...dotnet, name: "FUNCTIONS_WORKER_RUNTIME", value: scalar(word, dotnet.at) };
  }
  for (const [argument, word] of runtimes) {
    const found = entryOf(stack, argument);
    if (found !== undefined) return { ...found, name: "FUNCTIONS_WORKER_RUNTIME", value: scalar(word, found.at) };
  }
  return undefined;
}

/** `linuxFxVersion` as ARM writes it: `NODE|20`. */
function language(raw: MapValue): readonly MapEntry[] {
  const stack = inBlocks(raw, "site_config", "application_stack");
  for (const [argument, word] of [...linuxImages, ["dotnet_version", "DOTNET"] as const]) {
    const found = entryOf(stack, argument);
    if (found === undefined) continue;
    const isolated = argument === "dotnet_version" && valueAt(stack, "use_dotnet_isolated_runtime");
    const image = isolated !== false && isolated?.kind === "scalar" && isolated.value === true ? "DOTNET-ISOLATED" : word;
    return [
      { ...found, name: "properties.siteConfig.linuxFxVersion", value: joined([scalar(`${image}|`, found.value.at), found.value], found.value.at) },
    ];
  }
  return [];
}
