import type { Location } from "../change/location.ts";
import { type Value, isFullyKnown } from "./value.ts";

/**
 * A resource's value with its provenance. Absent settings that have a platform default are read as `known` with `isDefault`; `at` is then the
 * resource's heading, the place where the setting would be written.
 */
export type Setting<T> = KnownSetting<T> | UnknownSetting | AbsentSetting;

export interface KnownSetting<T> {
  readonly known: true;
  readonly state: "known";
  readonly value: T;
  readonly at: Location;
  /** True when nobody wrote the value and the platform's default holds. */
  readonly isDefault: boolean;
  /** Place of the value alone, without its key, for edits; absent for defaults and computed values. */
  readonly valueAt?: Location;
  /** How the reader's own dialect writes the setting's name: `VisibilityTimeout`, `visibility_timeout_seconds`. */
  readonly nativeName: string;
}

export interface UnknownSetting {
  readonly known: false;
  readonly state: "unknown";
  readonly reason: string;
  readonly at: Location;
  readonly nativeName: string;
}

export interface AbsentSetting {
  readonly known: false;
  readonly state: "absent";
  readonly at: Location;
  readonly nativeName: string;
}

/** A common setting as a reader gives it: the resolved value, the place of key and value, and the dialect's name. */
export interface RawSetting {
  readonly value: Value;
  readonly at: Location;
  readonly nativeName: string;
}

/** Turns a plain value of a template into a JavaScript value; undefined where a part of it is not known. */
export function plainOf(value: Value): unknown {
  if (!isFullyKnown(value)) return undefined;
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "list":
      return value.items.map(plainOf);
    case "map":
      return Object.fromEntries([...value.entries.values()].map((entry) => [entry.name, plainOf(entry.value)]));
    default:
      return undefined;
  }
}
