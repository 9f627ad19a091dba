import type { NativeResource } from "../../../native.ts";
import type { RawSetting } from "../../../setting.ts";
import { type MapValue, type Value, entryOf, itemsOf, textOf, valueAt } from "../../../value.ts";
import { list, scalar, unknown } from "../../../value-builders.ts";
import { unlistedEntry } from "../../../readers/arm/partial-map.ts";
import { type AppContext, hostSetting, resolvedText } from "./app-context.ts";
import type { BindingService } from "./binding-services.ts";
import { authorizationLevel, bindingType } from "./function-resource.ts";

/** Settings of a link, by the property of the binding that gives each; the first that is there counts. */
const fromBinding: readonly (readonly [setting: string, ...properties: readonly string[]])[] = [
  ["connection", "connection", "connectionStringSetting"],
  ["path", "path", "blobPath", "queueName", "topicName", "eventHubName", "containerName", "collectionName", "tableName", "route"],
  ["sessionsEnabled", "isSessionsEnabled"],
  ["cardinality", "cardinality"],
  ["consumerGroup", "consumerGroup"],
  ["scheduleExpression", "schedule"],
  ["runOnStartup", "runOnStartup"],
  ["leaseCollection", "leaseContainerName", "leaseCollectionName"],
  ["source", "source"],
  ["autoComplete", "autoCompleteMessages", "autoComplete"],
];

/** The binding's property that gives a setting, where they differ: `isSessionsEnabled` for sessionsEnabled. */
export function propertyOf(setting: string): string {
  return fromBinding.find(([name]) => name === setting)?.[1] ?? setting;
}

/** The settings of the link that a binding makes. */
export function bindingSettings(
  native: NativeResource,
  binding: MapValue,
  found: { service: BindingService; context: AppContext },
): ReadonlyMap<string, RawSetting> {
  const { service, context } = found;
  const settings = new Map<string, RawSetting>([["service", { value: scalar(service.service, binding.at), at: binding.at, nativeName: "type" }]]);
  const open = entryOf(binding, unlistedEntry);
  for (const [setting, ...properties] of fromBinding) {
    const written = properties
      .map((name) => entryOf(binding, name))
      .find((one) => one !== undefined && !(one.value.kind === "scalar" && one.value.value === null));
    if (written === undefined) {
      if (open !== undefined)
        settings.set(setting, {
          value: unknown("the binding's options are not all known", open.at),
          at: open.at,
          nativeName: properties[0] ?? setting,
        });
      continue;
    }
    const value = setting === "connection" ? written.value : inCommonWords(setting, resolvedText(written.value, context) ?? written.value);
    settings.set(setting, { value, at: written.at, nativeName: native.nativeNames?.(written.name) ?? written.name });
  }
  if (bindingType(binding) === "httptrigger") addHttp(native, binding, settings);
  if (bindingType(binding).endsWith("trigger")) addDelivery(native, { service, context }, settings);
  return settings;
}

/** Enumerations differ between languages: `MANY`, `Many`, `many`; `EVENT_GRID`, `EventGrid`. */
function inCommonWords(setting: string, value: Value): Value {
  const text = textOf(value);
  if (text === undefined) return value;
  if (setting === "cardinality") return scalar(text.toLowerCase(), value.at);
  if (setting !== "source") return value;
  return scalar(text.replaceAll("_", "").toLowerCase() === "eventgrid" ? "EventGrid" : "LogsAndContainerScan", value.at);
}

function addHttp(native: NativeResource, binding: MapValue, settings: Map<string, RawSetting>): void {
  const level = authorizationLevel(native, binding);
  settings.set("authorizationLevel", { ...level, nativeName: native.nativeNames?.("authLevel") ?? "authLevel" });
  const methods = methodsOf(native, binding);
  settings.set("methods", { value: methods.list, at: methods.at, nativeName: native.nativeNames?.("methods") ?? "methods" });
  settings.set("method", { value: methods.single, at: methods.at, nativeName: native.nativeNames?.("methods") ?? "methods" });
}

/** The methods in capitals. Without any, the fourth Node.js model takes GET and POST, every other takes all. `single` is the method where there is one, else ANY. */
export function methodsOf(native: NativeResource, binding: MapValue): { readonly list: Value; readonly single: Value; readonly at: Value["at"] } {
  const written = entryOf(binding, "methods");
  if (written?.value.kind === "unknown") return { list: written.value, single: written.value, at: written.at };
  const open = written === undefined ? entryOf(binding, unlistedEntry) : undefined;
  if (open !== undefined) {
    const value = unknown("the binding's options are not all known", open.at);
    return { list: value, single: value, at: open.at };
  }
  const given = itemsOf(written?.value).map((item) => ({ text: textOf(item)?.toUpperCase(), at: item.at }));
  const isNode = textOf(valueAt(native.properties, "programmingModel")) === "node-4";
  const at = written?.at ?? binding.at;
  const names =
    given.length > 0
      ? given.flatMap(({ text, at }) => (text === undefined ? [] : [scalar(text, at)]))
      : isNode
        ? [scalar("GET", at), scalar("POST", at)]
        : [];
  const [first] = names;
  return { list: list(names, written?.value.at ?? at), single: names.length === 1 && first !== undefined ? first : scalar("ANY", at), at };
}

/** Where host.json tunes a trigger for all functions of the app. */
const hostPaths: ReadonlyMap<string, readonly (readonly [string, readonly string[]])[]> = new Map([
  ["storage-queue", [["batchSize", ["extensions", "queues", "batchSize"]]]],
  ["service-bus", [["maximumConcurrency", ["extensions", "serviceBus", "maxConcurrentCalls"]]]],
  ["event-hubs", [["batchSize", ["extensions", "eventHubs", "maxEventBatchSize"]]]],
]);

function addDelivery(native: NativeResource, found: { service: BindingService; context: AppContext }, settings: Map<string, RawSetting>): void {
  for (const [setting, path] of hostPaths.get(found.service.service) ?? []) {
    const value = hostSetting(found.context, ...path);
    if (value !== undefined) settings.set(setting, { value, at: value.at, nativeName: path.at(-1) ?? setting });
  }
  if (found.service.service === "service-bus" && !settings.has("autoComplete")) {
    const value =
      hostSetting(found.context, "extensions", "serviceBus", "autoCompleteMessages") ??
      hostSetting(found.context, "extensions", "serviceBus", "messageHandlerOptions", "autoComplete");
    if (value !== undefined) settings.set("autoComplete", { value, at: value.at, nativeName: "autoCompleteMessages" });
  }
  const retry = entryOf(native.properties, "retry");
  const count = entryOf(retry?.value, "maxRetryCount");
  if (count !== undefined) settings.set("maximumRetryAttempts", { value: count.value, at: count.at, nativeName: "maxRetryCount" });
}
