import type { Link } from "../../link.ts";
import type { Resource } from "../../resource.ts";
import type { Stack } from "../../stack.ts";
import { type MapEntry, type Value, textOf, valueAt } from "../../value.ts";
import { secondsOf } from "./durations.ts";
import { entryNamed } from "./kinds/function-app.ts";

/** Function apps that a template deploys; those of which only the code is known have no site to judge. */
export function deployedApps(stack: Stack): readonly Resource[] {
  return stack.resourcesOf("function-app", "azure").filter(isDeployed);
}

export function isDeployed(app: Resource): boolean {
  return app.nativeShape.toLowerCase() === "microsoft.web/sites";
}

export function functionsOf(stack: Stack, app: Resource): readonly Resource[] {
  return stack.linksFrom(app, "contains").flatMap((link) => (link.to.resource?.kind === "function" ? [link.to.resource] : []));
}

/** The app that a function belongs to. */
export function appOf(stack: Stack, handler: Resource): Resource | undefined {
  return stack.linksTo(handler, "contains").find((link) => link.from.resource?.kind === "function-app")?.from.resource ?? undefined;
}

export function planOf(stack: Stack, app: Resource): Resource | undefined {
  return stack.linksFrom(app, "uses").find((link) => link.to.resource?.kind === "plan")?.to.resource ?? undefined;
}

/** consumption, flex, premium, dedicated …; undefined where the stack does not tell. */
export function tierOf(stack: Stack, app: Resource): string | undefined {
  const tier = planOf(stack, app)?.string("tier");
  return tier?.known === true ? tier.value : undefined;
}

/** The triggers of all functions of an app, without those that are switched off. */
export function triggersIn(stack: Stack, app: Resource): readonly Link[] {
  return functionsOf(stack, app).flatMap((handler) => {
    const disabled = handler.boolean("disabled");
    return disabled.known && disabled.value ? [] : stack.triggersOf(handler);
  });
}

/** `service-bus`, `timer`, `http` …; "" where the link does not tell. */
export function serviceOf(link: Link): string {
  const service = link.string("service");
  return service.known ? service.value : "";
}

/** A value of the app's host.json. */
export function hostValue(app: Resource | undefined, ...path: readonly string[]): Value | undefined {
  return valueAt(app?.value("hostSettings"), ...path);
}

/** A duration of host.json in seconds, -1 for no limit; undefined where it is absent or no duration. */
export function hostSeconds(app: Resource | undefined, ...path: readonly string[]): number | undefined {
  const text = textOf(hostValue(app, ...path));
  return text === undefined ? undefined : secondsOf(text);
}

/** An application setting, whatever the case of its name. */
export function appSettingOf(app: Resource, name: string): MapEntry | undefined {
  const settings = app.value("appSettings");
  return settings?.kind === "map" ? entryNamed(settings, name) : undefined;
}

/** Whether every application setting is known, so that absence proves something. */
export function knowsAllSettings(app: Resource): boolean {
  const complete = app.boolean("appSettingsComplete");
  return complete.known && complete.value && app.value("appSettings")?.kind === "map";
}

/** Whether settings of the app override host.json, which changes what the file says. */
export function overridesHost(app: Resource): boolean {
  const settings = app.value("appSettings");
  const names = settings?.kind === "map" ? [...settings.entries.keys()] : [];
  return names.some((name) => name.toLowerCase().startsWith("azurefunctionsjobhost"));
}
