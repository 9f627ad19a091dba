import { Link, type LinkEnd } from "../../../link.ts";
import type { NativeResource } from "../../../native.ts";
import type { Resource } from "../../../resource.ts";
import { type MapValue, entryOf, textOf } from "../../../value.ts";
import { joined, scalar } from "../../../value-builders.ts";
import { resourceOf } from "../resource-of.ts";
import { type AppContext, hostSetting, settingsScope } from "./app-context.ts";
import { type BindingService, serviceOfBinding } from "./binding-services.ts";
import { bindingSettings, methodsOf, propertyOf } from "./binding-settings.ts";
import { externalSource, targetOf } from "./binding-target.ts";
import { authorizationLevel, bindingType, bindingsOf } from "./function-resource.ts";

/** What a function's bindings add to the stack: routes and schedules, and the links of triggers, inputs and outputs. */
interface BindingParts {
  readonly resources: readonly Resource[];
  readonly links: readonly Link[];
}

export function bindingParts(native: NativeResource, target: Resource, context: AppContext): BindingParts {
  const resources: Resource[] = [];
  const links: Link[] = [];
  const taken = new Map<string, number>();
  for (const binding of bindingsOf(native)) {
    const type = bindingType(binding);
    const service = serviceOfBinding(type);
    const isTrigger = type.endsWith("trigger");
    if (!isTrigger && (service.service === "http" || service.service === "durable")) continue;
    const other = isTrigger ? sourceOf(native, binding, { service, context }) : targetOf(binding, service, context);
    if (isTrigger && other.resource !== null && (other.resource.kind === "route" || other.resource.kind === "schedule"))
      resources.push(other.resource);
    const isOutput = textOf(entryOf(binding, "direction")?.value) === "out";
    const end: LinkEnd = { resource: target };
    links.push(
      new Link({
        kind: isTrigger ? "triggers" : isOutput ? "writes" : "reads",
        platform: "azure",
        name: uniqueName(textOf(entryOf(binding, "name")?.value) ?? type, taken),
        from: isTrigger ? other : end,
        to: isTrigger ? end : other,
        at: binding.at,
        settings: bindingSettings(native, binding, { service, context }),
        defaults: defaultsOf(service, isTrigger),
        declaredBy: target,
        nativeNames: (setting) => native.nativeNames?.(propertyOf(setting)) ?? propertyOf(setting),
      }),
    );
  }
  return { resources, links };
}

function defaultsOf(service: BindingService, isTrigger: boolean): ReadonlyMap<string, string | number | boolean> {
  const defaults = new Map<string, string | number | boolean>();
  if (service.defaultConnection !== undefined) defaults.set("connection", service.defaultConnection);
  if (!isTrigger) return defaults;
  if (service.service === "service-bus") defaults.set("sessionsEnabled", false).set("autoComplete", true);
  if (service.service === "blob") defaults.set("source", "LogsAndContainerScan");
  if (service.service === "timer") defaults.set("runOnStartup", false);
  if (service.service === "event-hubs") defaults.set("consumerGroup", "$Default");
  return defaults;
}

function uniqueName(name: string, taken: Map<string, number>): string {
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  return count === 1 ? name : `${name}#${count}`;
}

/** Where a trigger's events come from. HTTP and timers have no resource of their own in Azure: they get a route and a schedule. */
function sourceOf(native: NativeResource, binding: MapValue, found: { service: BindingService; context: AppContext }): LinkEnd {
  switch (found.service.service) {
    case "http":
      return { resource: routeOf(native, binding, found.context) };
    case "timer":
      return { resource: scheduleOf(native, binding) };
    case "event-grid":
      return eventGridSource(native, binding, found.context);
    case "durable":
      return externalSource("durable", binding.at);
    default:
      return found.service.targets.length === 0 ? externalSource(found.service.service, binding.at) : targetOf(binding, found.service, found.context);
  }
}

function routeOf(native: NativeResource, binding: MapValue, context: AppContext): Resource {
  const level = authorizationLevel(native, binding);
  const methods = methodsOf(native, binding);
  const route = entryOf(binding, "route");
  const hasRoute = route !== undefined && !(route.value.kind === "scalar" && route.value.value === null);
  const prefix = hostSetting(context, "extensions", "http", "routePrefix") ?? scalar("api", binding.at);
  const head = textOf(prefix) === "" ? scalar("/", binding.at) : joined([scalar("/", binding.at), prefix, scalar("/", binding.at)], binding.at);
  const path = joined([head, hasRoute ? route.value : scalar(native.name, binding.at)], (route ?? binding).at);
  const settings = new Map([
    ["path", { value: path, at: route?.at ?? binding.at, nativeName: native.nativeNames?.("route") ?? "route" }],
    ["method", { value: methods.single, at: methods.at, nativeName: "methods" }],
    ["methods", { value: methods.list, at: methods.at, nativeName: "methods" }],
    ["authorization", { ...level, nativeName: native.nativeNames?.("authLevel") ?? "authLevel" }],
  ]);
  return resourceOf(
    { ...native, address: `${native.address}:route`, type: "AzureFunctions/route", nativeType: "httpTrigger", at: binding.at, properties: binding },
    "route",
    { settings },
  );
}

function scheduleOf(native: NativeResource, binding: MapValue): Resource {
  const schedule = entryOf(binding, "schedule");
  const settings = new Map([["enabled", { value: scalar(true, binding.at), at: binding.at, nativeName: "enabled" }]]);
  const withExpression =
    schedule === undefined
      ? settings
      : new Map([
          ...settings,
          ["expression", { value: schedule.value, at: schedule.at, nativeName: native.nativeNames?.("schedule") ?? "schedule" }],
        ]);
  const own = {
    ...native,
    address: `${native.address}:schedule`,
    type: "AzureFunctions/schedule",
    nativeType: "timerTrigger",
    at: binding.at,
    properties: binding,
  };
  return resourceOf(own, "schedule", { settings: withExpression });
}

/** The event subscription whose destination is this function. */
function eventGridSource(native: NativeResource, binding: MapValue, context: AppContext): LinkEnd {
  const suffix = `/functions/${native.name.toLowerCase()}`;
  const types = [
    "microsoft.eventgrid/systemtopics/eventsubscriptions",
    "microsoft.eventgrid/topics/eventsubscriptions",
    "microsoft.eventgrid/eventsubscriptions",
  ];
  const found = types.flatMap((type) => context.index.ofType(type)).filter((subscription) => leadsTo(subscription, suffix, context));
  const resource = found.length === 1 && found[0] !== undefined ? context.resources.get(found[0]) : undefined;
  return resource === undefined ? externalSource("event-grid", binding.at) : { resource };
}

function leadsTo(subscription: NativeResource, suffix: string, context: AppContext): boolean {
  const body = entryOf(subscription.properties, "properties")?.value;
  const destination = entryOf(entryOf(body, "destination")?.value, "properties")?.value;
  const id = entryOf(destination, "resourceId")?.value;
  const parts = id?.kind === "joined" ? id.parts : id === undefined ? [] : [id];
  const last = parts.at(-1);
  const ends = last?.kind === "scalar" && String(last.value).toLowerCase().endsWith(suffix);
  const mentioned = context.index.mentioned(id, subscription.scope);
  return (
    ends &&
    (mentioned.length === 0 ||
      context.site === undefined ||
      mentioned.some((one) => one === context.site || (one.address === context.site?.address && one.scope === settingsScope(context))))
  );
}
