import { headingOf } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import type { RawSetting } from "../../setting.ts";
import type { Value } from "../../value.ts";
import { scalar } from "../../value-builders.ts";
import type { GoogleKind, SettingSource } from "./kinds/kind.ts";
import { propertyAt } from "./property-path.ts";

/** How a dialect other than the provider's writes a property; undefined = as the provider does. */
export type DialectNames = (propertyPath: string) => string | undefined;

/** Reads common settings from properties, each with its place and the argument's name. */
export function readSettings(properties: Value, sources: ReadonlyMap<string, SettingSource>, dialect?: DialectNames): Map<string, RawSetting> {
  const settings = new Map<string, RawSetting>();
  for (const [name, source] of sources) {
    const path = pathOf(source);
    const found = propertyAt(properties, path);
    const value = found && (typeof source === "string" ? found.value : source.as(found.value));
    if (found !== undefined && value !== undefined) settings.set(name, { value, at: found.at, nativeName: dialect?.(path) ?? lastWord(path) });
  }
  return settings;
}

/** The settings of a resource with what its type says. */
export function settingsOf(native: NativeResource, kind: GoogleKind): Map<string, RawSetting> {
  const settings = readSettings(native.properties, kind.settings, native.nativeNames);
  for (const [name, value] of kind.constants) settings.set(name, implied(native, value));
  return settings;
}

/** A setting that nobody wrote: it stands at the declaration's heading. */
export function implied(native: NativeResource, value: string | number | boolean): RawSetting {
  const at = headingOf(native.at);
  return { value: scalar(value, at), at, nativeName: "" };
}

/** How the dialect writes a setting that may be absent. */
export function nativeNameIn(sources: ReadonlyMap<string, SettingSource>, dialect?: DialectNames): (setting: string) => string | undefined {
  return (setting) => {
    const source = sources.get(setting);
    if (source === undefined) return undefined;
    const path = pathOf(source);
    return dialect?.(path) ?? lastWord(path);
  };
}

function pathOf(source: SettingSource): string {
  return typeof source === "string" ? source : source.path;
}

function lastWord(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
