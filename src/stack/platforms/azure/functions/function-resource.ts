import type { NativeResource } from "../../../native.ts";
import type { Resource } from "../../../resource.ts";
import { type MapValue, type Value, entryOf, itemsOf, textOf, valueAt } from "../../../value.ts";
import { unlistedEntry } from "../../../readers/arm/partial-map.ts";
import { scalar, unknown } from "../../../value-builders.ts";
import { durationValue } from "../durations.ts";
import { resourceOf } from "../resource-of.ts";
import { Settings } from "../settings.ts";
import { type AppContext, environmentOf } from "./app-context.ts";

const runtimes: ReadonlyMap<string, string> = new Map([
  ["node-4", "node"],
  ["python-2", "python"],
  ["dotnet-isolated", "dotnet-isolated"],
  ["dotnet-in-process", "dotnet"],
  ["java", "java"],
]);
const runtimesByExtension: ReadonlyMap<string, string> = new Map([
  ["js", "node"],
  ["mjs", "node"],
  ["cjs", "node"],
  ["ts", "node"],
  ["mts", "node"],
  ["py", "python"],
  ["ps1", "powershell"],
  ["csx", "dotnet"],
]);

/** One function of an app. */
export function functionResource(native: NativeResource, context: AppContext): Resource {
  const settings = new Settings(native)
    .take("scriptFile", "scriptFile")
    .take("scriptFileExists", "scriptFileExists")
    .take("handler", "entryPoint")
    .take("disabled", "disabled");
  settings.put("name", scalar(native.name, native.at));
  const folder = entryOf(context.host.properties, "folder");
  if (folder !== undefined) settings.put("codePath", folder.value, { at: folder.at, nativeName: "folder" });
  settings.put("runtime", runtimeOf(native));
  const timeout = entryOf(valueAt(context.host.properties, "host"), "functionTimeout");
  if (timeout !== undefined) settings.put("timeoutSeconds", durationValue(timeout.value), { at: timeout.at, nativeName: "functionTimeout" });
  const trigger = triggerOf(native);
  const type = bindingType(trigger);
  if (type === "httptrigger" && trigger !== undefined) {
    const level = authorizationLevel(native, trigger);
    settings.put("authorizationLevel", level.value, { at: level.at, nativeName: native.nativeNames?.("authLevel") ?? "authLevel" });
  }
  settings.put("isOrchestrator", scalar(type === "orchestrationtrigger", (trigger ?? native).at));
  const environment = environmentOf(context);
  if (environment !== undefined) settings.put("environment", environment, { at: context.app.placeOf("appSettings"), nativeName: "appSettings" });
  return resourceOf(native, "function", { settings: settings.raw });
}

/** The binding that starts the function. */
function triggerOf(native: NativeResource): MapValue | undefined {
  return bindingsOf(native).find((binding) => bindingType(binding).endsWith("trigger"));
}

export function bindingsOf(native: NativeResource): readonly MapValue[] {
  return itemsOf(valueAt(native.properties, "bindings")).filter((binding) => binding.kind === "map");
}

/** The type in lower case: function.json does not tell case. */
export function bindingType(binding: MapValue | undefined): string {
  return textOf(entryOf(binding, "type")?.value)?.toLowerCase() ?? "";
}

/** The level of an HTTP trigger. Without one, the fourth Node.js model takes "anonymous", every other "function". */
export function authorizationLevel(native: NativeResource, trigger: MapValue): { readonly value: Value; readonly at: Value["at"] } {
  const written = entryOf(trigger, "authLevel");
  const text = textOf(written?.value);
  if (written !== undefined) return { value: text === undefined ? written.value : scalar(text.toLowerCase(), written.value.at), at: written.at };
  const open = entryOf(trigger, unlistedEntry);
  if (open !== undefined) return { value: unknown("the trigger's options are not all known", open.at), at: open.at };
  const model = textOf(valueAt(native.properties, "programmingModel"));
  return { value: scalar(model === "node-4" ? "anonymous" : "function", trigger.at), at: trigger.at };
}

function runtimeOf(native: NativeResource): Value | undefined {
  const model = textOf(valueAt(native.properties, "programmingModel")) ?? "";
  const file = textOf(valueAt(native.properties, "scriptFile"));
  const runtime = runtimes.get(model) ?? (file === undefined ? undefined : runtimesByExtension.get(file.slice(file.lastIndexOf(".") + 1)));
  return runtime === undefined ? undefined : scalar(runtime, native.at);
}
