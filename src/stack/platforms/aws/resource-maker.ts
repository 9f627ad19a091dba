import type { NativeResource } from "../../native.ts";
import { Resource } from "../../resource.ts";
import type { RawSetting } from "../../setting.ts";
import type { Statement } from "../../statement.ts";
import { computedSettings } from "./computed-settings.ts";
import { functionOf } from "./function-of.ts";
import { contributionOf, kindOf } from "./kinds/kind-of.ts";
import type { NativeIndex } from "./native-index.ts";
import { impliedSetting, nativeNames, readSettings } from "./native-settings.ts";
import { roleStatements } from "./policies/role-statements.ts";
import { valueAtPath } from "./property-path.ts";
import { resolveNative } from "./resolve-target.ts";

/** What resources are made with: all declarations, and the resource policies found among them. */
export interface Workshop {
  readonly index: NativeIndex;
  readonly resourcePolicies: ReadonlyMap<NativeResource, readonly Statement[]>;
  readonly contributors: ReadonlyMap<NativeResource, readonly NativeResource[]>;
}

/**
 * The resource that a declaration describes. What has no kind of its own or was made by a framework is told by its address: names of attachments and events
 * repeat within a scope.
 */
export function makeResource(native: NativeResource, workshop: Workshop): Resource {
  const known = kindOf(native.type);
  const sources = known?.settings ?? new Map();
  const role = native.type === "AWS::IAM::Role" ? roleStatements(native, workshop.index) : undefined;
  const part = { native, properties: native.properties };
  const settings = new Map<string, RawSetting>([
    ...[...(known?.constants ?? [])].map(([name, value]) => [name, impliedSetting(native, value)] as const),
    ...(workshop.contributors.get(native) ?? []).toReversed().flatMap(contributedSettings),
    ...readSettings(part, sources),
    ...computedSettings(native, workshop.index),
    ...(role === undefined ? [] : [["complete", impliedSetting(native, role.isComplete)] as const]),
  ]);
  const resource = new Resource({
    platform: "aws",
    kind: known?.kind ?? "other",
    name: native.name,
    scope: native.scope,
    address: native.address,
    nativeType: native.nativeType,
    nativeShape: native.type,
    format: native.format,
    at: native.at,
    properties: native.properties,
    settings,
    statements: role?.statements ?? workshop.resourcePolicies.get(native) ?? [],
    nativeNames: nativeNames(part, sources),
    attributes: native.attributes,
    conditional: native.conditional,
  });
  if (resource.kind === "other" || native.implicit) resource.id = `aws:${resource.kind}:${native.address}`;
  return resource;
}

/** Which declarations say something about which others: a bucket's versioning, a function's URL. */
export function contributorsOf(index: NativeIndex): ReadonlyMap<NativeResource, readonly NativeResource[]> {
  const found = new Map<NativeResource, NativeResource[]>();
  for (const native of index.natives) {
    const row = contributionOf(native.type);
    const value = row && valueAtPath(native.properties, row.target);
    if (row === undefined || value === undefined) continue;
    const around = { index, scope: native.scope };
    const target = row.to === "function" ? functionOf(value, around)?.native : resolveNative(value, around)?.native;
    if (target !== undefined) found.set(target, [...(found.get(target) ?? []), native]);
  }
  return found;
}

function contributedSettings(native: NativeResource): readonly (readonly [string, RawSetting])[] {
  const row = contributionOf(native.type);
  return row === undefined ? [] : [...readSettings({ native, properties: native.properties }, row.settings)];
}
