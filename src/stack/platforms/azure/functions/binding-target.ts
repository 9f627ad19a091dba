import type { LinkEnd } from "../../../link.ts";
import type { NativeResource } from "../../../native.ts";
import { type MapValue, type Value, entryOf, textOf } from "../../../value.ts";
import { scalar, unknown } from "../../../value-builders.ts";
import { accountBehind, settingsOfConnection } from "../connections.ts";
import { isExisting } from "../native-index.ts";
import { nameKey } from "../../../readers/arm/name-key.ts";
import { type AppContext, resolvedText, settingBehind, settingsScope } from "./app-context.ts";
import type { BindingService } from "./binding-services.ts";

/** The end of a binding's link: the queue, container, hub … that it names, or its name where the stack declares none. */
export function targetOf(binding: MapValue, service: BindingService, context: AppContext): LinkEnd {
  for (const [property, type] of service.targets) {
    const written = entryOf(binding, property)?.value;
    if (written === undefined) continue;
    const value = resolvedText(written, context) ?? written;
    const name = targetName(value, service.service);
    const pointed = context.index.resolve(settingBehind(written, context), settingsScope(context));
    const native = pointed?.type.toLowerCase() === type ? pointed : name === undefined ? undefined : named(name, type, { binding, service, context });
    const resource = native === undefined ? undefined : resourceFor(native, binding, context);
    return resource === undefined ? { resource: null, value } : { resource, value };
  }
  return { resource: null, value: unknown(`the ${service.service} binding names no target`, binding.at) };
}

/** A blob's path begins with its container. */
function targetName(value: Value, service: string): string | undefined {
  const text = textOf(value);
  if (text === undefined) return value.kind === "joined" && service !== "blob" ? nameKey(value) : undefined;
  const name = service === "blob" ? (text.split("/")[0] ?? "") : text;
  return name === "" || name.includes("{") || name.includes("%") ? undefined : name.toLowerCase();
}

function named(name: string, type: string, of: { binding: MapValue; service: BindingService; context: AppContext }): NativeResource | undefined {
  const { index } = of.context;
  const candidates = index.ofType(type).filter((one) => !isExisting(one) && index.keyOf(one) === name);
  const account = accountOf(of);
  const inside = account === undefined ? candidates : candidates.filter((one) => index.ancestorOf(one, account.type) === account);
  return inside.length === 1 ? inside[0] : undefined;
}

/** The account or namespace behind the binding's connection; undefined where the settings do not tell. */
function accountOf({ binding, service, context }: { binding: MapValue; service: BindingService; context: AppContext }): NativeResource | undefined {
  const connection =
    textOf(entryOf(binding, "connection")?.value) ?? textOf(entryOf(binding, "connectionStringSetting")?.value) ?? service.defaultConnection;
  if (connection === undefined || context.settings === undefined || context.site === undefined) return undefined;
  const scope = settingsScope(context);
  return accountBehind(settingsOfConnection(connection, { settings: context.settings, scope }), service.accounts, { index: context.index, scope });
}

/** A topic trigger listens on its subscription. */
function resourceFor(native: NativeResource, binding: MapValue, context: AppContext) {
  const wanted = textOf(resolvedText(entryOf(binding, "subscriptionName")?.value, context))?.toLowerCase();
  if (wanted === undefined) return context.resources.get(native);
  const subscriptions = context.index
    .ofType(`${native.type}/subscriptions`)
    .filter((one) => context.index.parentOf(one) === native && context.index.keyOf(one) === wanted);
  return context.resources.get(subscriptions[0] ?? native);
}

/** What stands for a source outside the stack. */
export function externalSource(text: string, at: Value["at"]): LinkEnd {
  return { resource: null, value: scalar(text, at) };
}
