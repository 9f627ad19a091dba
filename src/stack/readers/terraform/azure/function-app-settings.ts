import { entry, joined, list, map, scalar, unknown } from "../../../value-builders.ts";
import { type MapEntry, type MapValue, type Value, entryOf, valueAt } from "../../../value.ts";
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
export function functionAppSettings(raw: MapValue): readonly MapEntry[] {
  const written = entryOf(raw, "app_settings");
  const at = written?.at ?? { path: raw.at.path, startLine: raw.at.startLine, endLine: raw.at.startLine };
  const places = written ?? { key: at, at };
  if (written !== undefined && written.value.kind !== "map") {
    const reason = written.value.kind === "unknown" ? written.value.reason : "the application settings are known at deployment";
    return [entry("properties.siteConfig.appSettings", unknown(reason, written.at), places)];
  }
  const own = written?.value.kind === "map" ? [...written.value.entries.values()] : [];
  const added = addedSettings(raw).filter((one) => !own.some((other) => other.name === one.name));
  const items = [...own, ...added].map((one) => map([entry("name", scalar(one.name, one.key), { at: one.key }), entry("value", one.value)], one.at));
  return [entry("properties.siteConfig.appSettings", list(items, at), places), ...language(raw)];
}

function addedSettings(raw: MapValue): readonly MapEntry[] {
  const version = entryOf(raw, "functions_extension_version");
  const heading = { path: raw.at.path, startLine: raw.at.startLine, endLine: raw.at.startLine };
  const connection = entryOf(inBlocks(raw, "site_config"), "application_insights_connection_string");
  const runtime = runtimeOf(raw);
  return [
    entry("FUNCTIONS_EXTENSION_VERSION", version?.value ?? scalar("~4", heading), version ?? { at: heading }),
    ...(runtime === undefined ? [] : [runtime]),
    ...(connection === undefined ? [] : [{ ...connection, name: "APPLICATIONINSIGHTS_CONNECTION_STRING" }]),
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
    return [{ ...found, name: "properties.siteConfig.linuxFxVersion", value: joined([scalar(`${image}|`, found.at), found.value], found.at) }];
  }
  return [];
}
