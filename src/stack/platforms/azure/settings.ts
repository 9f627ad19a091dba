import type { Location } from "../../../change/location.ts";
import { unlistedEntry } from "../../readers/arm/partial-map.ts";
import type { NativeResource } from "../../native.ts";
import type { RawSetting } from "../../setting.ts";
import { type MapEntry, type Value, entryOf } from "../../value.ts";
import { unknown } from "../../value-builders.ts";

/** Gathers common settings from a declaration's properties. */
export class Settings {
  readonly raw = new Map<string, RawSetting>();
  private readonly native: NativeResource;

  constructor(native: NativeResource) {
    this.native = native;
  }

  /** Takes the property at a path, where it is written; what stands below something unknown is unknown. */
  take(name: string, path: string, convert: (value: Value) => Value = (value) => value): this {
    const steps = path.split(".");
    let current: Value = this.native.properties;
    let found: MapEntry | undefined;
    for (const step of steps) {
      if (current.kind === "unknown" || current.kind === "reference") {
        this.put(name, unknown(current.kind === "unknown" ? current.reason : "computed at deployment", current.at), {
          at: found?.at ?? current.at,
          nativeName: this.nameOf(path),
        });
        return this;
      }
      found = entryOf(current, step) ?? unlistedIn(current);
      if (found === undefined) return this;
      current = found.name === unlistedEntry ? unknown("it may be set by an object that is not known", found.at) : found.value;
    }
    if (found !== undefined) this.put(name, convert(current), { at: found.at, nativeName: this.nameOf(path) });
    return this;
  }

  put(name: string, value: Value | undefined, how: { readonly at?: Location; readonly nativeName?: string } = {}): this {
    if (value !== undefined) this.raw.set(name, { value, at: how.at ?? value.at, nativeName: how.nativeName ?? name });
    return this;
  }

  private nameOf(path: string): string {
    return this.native.nativeNames?.(path) ?? path.split(".").at(-1) ?? path;
  }
}

/** The mark of an object whose properties could not all be listed. */
function unlistedIn(value: Value): MapEntry | undefined {
  return entryOf(value, unlistedEntry);
}
