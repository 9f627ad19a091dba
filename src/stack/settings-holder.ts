import { type Location, headingOf } from "../change/location.ts";
import { type KnownSetting, type RawSetting, type Setting, plainOf } from "./setting.ts";
import type { Value } from "./value.ts";
import type { Platform, SettingDefinition } from "./vocabulary.ts";

/** Common settings with typed access: what resources and links share. */
export abstract class SettingsHolder<Name extends string> {
  abstract readonly platform: Platform;
  /** The whole declaration in its file. */
  abstract readonly at: Location;
  protected readonly raw: ReadonlyMap<string, RawSetting>;

  constructor(raw: ReadonlyMap<string, RawSetting>) {
    this.raw = raw;
  }

  protected abstract define(name: Name): SettingDefinition | undefined;
  /** How this resource's dialect would write a setting that is absent. */
  protected abstract nameInDialect(name: Name): string;

  /** The names of the settings that somebody wrote. */
  get settingNames(): readonly string[] {
    return [...this.raw.keys()];
  }

  /** Whether somebody wrote the setting, known or not. */
  has(name: Name): boolean {
    return this.raw.has(name);
  }

  /** The resolved value with its parts and places, for settings with structure; undefined where absent. */
  value(name: Name): Value | undefined {
    return this.raw.get(name)?.value;
  }

  /** Place of the setting (key and value); the heading of the declaration where it is absent. */
  placeOf(name: Name): Location {
    return this.raw.get(name)?.at ?? headingOf(this.at);
  }

  number(name: Name): Setting<number> {
    return this.read(name, (plain) => {
      if (typeof plain === "number") return plain;
      return typeof plain === "string" && plain.trim() !== "" && Number.isFinite(Number(plain)) ? Number(plain) : undefined;
    });
  }

  string(name: Name): Setting<string> {
    return this.read(name, (plain) => (typeof plain === "string" ? plain : typeof plain === "number" ? String(plain) : undefined));
  }

  boolean(name: Name): Setting<boolean> {
    return this.read(name, (plain) => {
      if (typeof plain === "boolean") return plain;
      if (plain === "true" || plain === "false") return plain === "true";
      return undefined;
    });
  }

  private read<T>(name: Name, convert: (plain: unknown) => T | undefined): Setting<T> {
    const raw = this.raw.get(name);
    if (raw === undefined || (raw.value.kind === "scalar" && raw.value.value === null)) return this.defaultOf(name, convert);
    const nativeName = raw.nativeName;
    const plain = plainOf(raw.value);
    const value = plain === undefined ? undefined : convert(plain);
    if (value === undefined) {
      const reason = raw.value.kind === "unknown" ? raw.value.reason : "the value is computed at deployment";
      return { known: false, state: "unknown", reason, at: raw.at, nativeName };
    }
    const from = raw.value.kind === "scalar" ? (raw.value.from ?? raw.value.at.from) : undefined;
    const at = from === undefined ? raw.at : { ...raw.at, from };
    return { known: true, state: "known", value, at, isDefault: false, valueAt: raw.value.at, nativeName } satisfies KnownSetting<T>;
  }

  private defaultOf<T>(name: Name, convert: (plain: unknown) => T | undefined): Setting<T> {
    const nativeName = this.nameInDialect(name);
    const at = headingOf(this.at);
    const value = convert(this.define(name)?.defaults?.[this.platform]);
    if (value === undefined) return { known: false, state: "absent", at, nativeName };
    return { known: true, state: "known", value, at, isDefault: true, nativeName };
  }
}
