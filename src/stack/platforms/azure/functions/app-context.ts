import type { NativeResource } from "../../../native.ts";
import type { Resource } from "../../../resource.ts";
import type { MapValue, Value } from "../../../value.ts";
import { textOf, valueAt } from "../../../value.ts";
import { relocated, unknown } from "../../../value-builders.ts";
import { isListedWhole } from "../../../readers/arm/partial-map.ts";
import { entryNamed } from "../kinds/function-app.ts";
import type { NativeIndex } from "../native-index.ts";

/** A function app with what its functions need to find their resources. */
export interface AppContext {
  readonly app: Resource;
  readonly host: NativeResource;
  /** The site that runs the code, where one was matched. */
  readonly site: NativeResource | undefined;
  readonly settings: MapValue | undefined;
  readonly isComplete: boolean;
  readonly index: NativeIndex;
  readonly resources: ReadonlyMap<NativeResource, Resource>;
}

/** The scope in which the references of the app's settings resolve. */
export function settingsScope(context: AppContext): string {
  return context.site?.scope ?? context.host.scope;
}

/** A binding's text after `%Setting%` is replaced; unknown where the setting is not known. */
export function resolvedText(value: Value | undefined, context: AppContext): Value | undefined {
  const text = textOf(value);
  if (value === undefined || text === undefined || !text.includes("%")) return value;
  const whole = settingBehind(value, context);
  if (whole !== undefined) return relocated(context.index.named(whole, settingsScope(context)) ?? whole, value.at);
  const start = text.indexOf("%");
  const end = text.indexOf("%", start + 1);
  if (end === -1) return value;
  const name = text.slice(start + 1, end);
  const setting = entryNamed(context.settings, name)?.value;
  const known = setting === undefined ? undefined : context.index.named(setting, settingsScope(context));
  const content = textOf(known);
  if (content === undefined) return unknown(`application setting ${name} is not known`, value.at);
  return { kind: "scalar", value: text.slice(0, start) + content + text.slice(end + 1), at: value.at };
}

/** The value of the setting that a text is made of whole: `%Queue%`. */
export function settingBehind(value: Value, context: AppContext): Value | undefined {
  const text = textOf(value);
  const isOne = text !== undefined && text.length > 2 && text.startsWith("%") && text.indexOf("%", 1) === text.length - 1;
  return isOne ? entryNamed(context.settings, text.slice(1, -1))?.value : undefined;
}

/** The environment of the app's functions: its settings where all are known. */
export function environmentOf(context: AppContext): Value | undefined {
  const { settings, isComplete, app } = context;
  if (settings === undefined) return undefined;
  return isComplete && isListedWhole(settings) ? settings : unknown("not every application setting is known", app.placeOf("appSettings"));
}

/** A value of host.json. */
export function hostSetting(context: AppContext, ...path: readonly string[]): Value | undefined {
  return valueAt(context.host.properties, "host", ...path);
}
