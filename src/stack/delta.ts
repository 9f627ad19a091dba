import type { Location } from "../change/location.ts";
import type { Invocation } from "./invocations/invocation.ts";
import type { Link } from "./link.ts";
import type { Resource } from "./resource.ts";
import type { Statement } from "./statement.ts";
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

/** One resource under two names: gone under the old one, new under the other, and alike in most values. */
export interface RenamedResource {
  readonly before: Resource;
  readonly after: Resource;
  /** What differs besides the name. */
  readonly settings: readonly SettingChange[];
  /** Whether the platform deletes the old one and makes a new one; false where a `moved` block says that it stays, or where the physical name is the identity. */
  readonly isReplaced: boolean;
}

/** What a replacement takes with it. */
export interface ReplacementLoss {
  readonly before: Resource;
  readonly after: Resource;
  /** The properties that force it, or "name" for a rename. */
  readonly because: readonly string[];
  /** What is gone, for readers: "its items", "messages that wait". */
  readonly loses: string;
  /** The old one stays behind with its data (DeletionPolicy, UpdateReplacePolicy): not lost, but nothing reads it. */
  readonly isKept: boolean;
}

/** What a role, or the policy of a resource, allows or denies on one side only: actions × resources in words. */
export interface PermissionChange {
  readonly holder: Resource;
  readonly effect: Statement["effect"];
  /** "unknown actions" where they are not known; after "all but" for NotAction. */
  readonly actions: readonly string[];
  /** Names of the stack, ARNs with `{…}` for what is not known, "*". */
  readonly resources: readonly string[];
  /** Principals of a resource policy; empty for identity policies. */
  readonly principals: readonly string[];
  readonly isConditional: boolean;
  readonly origin: string;
  readonly at: Location;
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
  /** Also in `addedResources` and `removedResources`, which tell what the platform does. */
  readonly renamedResources: readonly RenamedResource[];
  /** Ways in which functions are invoked that only head, or only base, has. Renamed resources count as the same. */
  readonly gainedInvocations: readonly Invocation[];
  readonly lostInvocations: readonly Invocation[];
  readonly gainedPermissions: readonly PermissionChange[];
  readonly lostPermissions: readonly PermissionChange[];
  /** What replacements and renames take with them. */
  readonly losses: readonly ReplacementLoss[];
}
