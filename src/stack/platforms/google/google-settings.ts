import { headingOf } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import type { RawSetting } from "../../setting.ts";
import type { Value } from "../../value.ts";
import { scalar } from "../../value-builders.ts";
import type { GoogleKind, SettingSource } from "./kinds/kind.ts";
import { propertyAt } from "./property-path.ts";

/** Reads common settings from properties, each with its place and the argument's name. */
export function readSettings(properties: Value, sources: ReadonlyMap<string, SettingSource>): Map<string, RawSetting> {
  const settings = new Map<string, RawSetting>();
  for (const [name, source] of sources) {
    const path = pathOf(source);
    const found = propertyAt(properties, path);
    const value = found && (typeof source === "string" ? found.value : source.as(found.value));
    if (found !== undefined && value !== undefined) settings.set(name, { value, at: found.at, nativeName: lastWord(path) });
  }
  return settings;
}

/** The settings of a resource with what its type says. */
export function settingsOf(native: NativeResource, kind: GoogleKind): Map<string, RawSetting> {
  const settings = readSettings(native.properties, kind.settings);
  for (const [name, value] of kind.constants) settings.set(name, implied(native, value));
  for (const [name, value] of kind.defaults) {
    if (!settings.has(name)) settings.set(name, { ...implied(native, value), nativeName: nativeNameIn(kind.settings)(name) ?? "" });
  }
  return settings;
}

/** A setting that nobody wrote: it stands at the declaration's heading. */
export function implied(native: NativeResource, value: string | number | boolean): RawSetting {
  const at = headingOf(native.at);
  return { value: scalar(value, at), at, nativeName: "" };
}

/** How the provider writes a setting that may be absent. */
export function nativeNameIn(sources: ReadonlyMap<string, SettingSource>): (setting: string) => string | undefined {
  return (setting) => {
    const source = sources.get(setting);
    return source === undefined ? undefined : lastWord(pathOf(source));
  };
}

function pathOf(source: SettingSource): string {
  return typeof source === "string" ? source : source.path;
}

function lastWord(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
