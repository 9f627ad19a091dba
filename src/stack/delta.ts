import type { Link } from "./link.ts";
import type { Resource } from "./resource.ts";
import type { Value } from "./value.ts";

/** One setting or native property that differs. `before` or `after` is undefined where it is absent on that side. */
export interface SettingChange {
  /** Common name, or the native property path where no common setting exists ("Properties.KeySchema"). */
  readonly name: string;
  readonly common: boolean;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

export interface ResourceChange {
  readonly before: Resource;
  readonly after: Resource;
  readonly settings: readonly SettingChange[];
  /** Set where the platform makes a new resource instead of updating: the properties that force it. */
  readonly replacedBecauseOf: readonly string[];
}

export interface LinkChange {
  readonly before: Link;
  readonly after: Link;
  readonly settings: readonly SettingChange[];
}

/** What a pull request does to the system: head minus base. */
export interface Delta {
  readonly addedResources: readonly Resource[];
  readonly removedResources: readonly Resource[];
  readonly changedResources: readonly ResourceChange[];
  readonly addedLinks: readonly Link[];
  readonly removedLinks: readonly Link[];
  readonly changedLinks: readonly LinkChange[];
  /** Functions whose code changed: in the entry file or a local module. */
  readonly functionsWithChangedCode: readonly Resource[];
}
