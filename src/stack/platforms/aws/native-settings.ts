import { headingOf } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import type { RawSetting } from "../../setting.ts";
import type { Value } from "../../value.ts";
import { scalar } from "../../value-builders.ts";
import type { SettingSource } from "./kinds/kind.ts";
import { firstProperty } from "./property-path.ts";

/** The part of a declaration that settings are read from: all of its properties, or one target of several. */
export interface SettingsPart {
  readonly native: NativeResource;
  readonly properties: Value;
  /** Where the part stands in the properties, for the dialect's names: "Targets". */
  readonly prefix?: string;
}

/** Reads common settings from native properties, each with its place and the dialect's name. Absent properties give no setting. */
export function readSettings(part: SettingsPart, sources: ReadonlyMap<string, SettingSource>): Map<string, RawSetting> {
  const settings = new Map<string, RawSetting>();
  for (const [name, source] of sources) {
    const paths = pathsOf(source);
    const found = firstProperty(part.properties, paths);
    if (found === undefined) continue;
    const convert = typeof source === "string" ? undefined : source.as;
    const value = convert === undefined ? found.value : convert(found.value);
    if (value === undefined) continue;
    const path = paths.find((one) => firstProperty(part.properties, [one]) !== undefined) ?? "";
    settings.set(name, { value, at: found.at, nativeName: nativeNameOf(part, path) });
  }
  return settings;
}

/** A setting that follows from something else than a property: it stands at the declaration's heading. */
export function impliedSetting(native: NativeResource, value: string | number | boolean): RawSetting {
  const at = headingOf(native.at);
  return { value: scalar(value, at), at, nativeName: "" };
}

/** How the dialect writes a setting that may be absent. */
export function nativeNames(part: SettingsPart, sources: ReadonlyMap<string, SettingSource>): (setting: string) => string | undefined {
  return (setting) => {
    const source = sources.get(setting);
    const [path] = source === undefined ? [] : pathsOf(source);
    return path === undefined ? undefined : nativeNameOf(part, path);
  };
}

function nativeNameOf(part: SettingsPart, path: string): string {
  const whole = part.prefix === undefined ? path : `${part.prefix}.${path}`;
  return part.native.nativeNames?.(whole) ?? lastWordOf(path);
}

function lastWordOf(path: string): string {
  return (
    path
      .split(".")
      .filter((step) => Number.isNaN(Number(step)))
      .at(-1) ?? path
  );
}

function pathsOf(source: SettingSource): readonly string[] {
  if (typeof source === "string") return [source];
  return typeof source.path === "string" ? [source.path] : source.path;
}
