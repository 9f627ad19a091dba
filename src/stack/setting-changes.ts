import { sameValue } from "./compare-values.ts";
import type { SettingChange } from "./delta.ts";
import type { Resource } from "./resource.ts";
import type { Value } from "./value.ts";

/** Everything that differs between two resources: common settings first, then native properties. */
export function settingChanges(before: Resource, after: Resource): readonly SettingChange[] {
  return [...commonChanges(before, after), ...nativeChanges(before, after)];
}

interface Holder {
  readonly settingNames: readonly string[];
  value(name: string): Value | undefined;
}

/** The common settings that differ, of resources or links. */
export function commonChanges(before: Holder, after: Holder): SettingChange[] {
  const names = new Set([...before.settingNames, ...after.settingNames]);
  return [...names].flatMap((name) => {
    const [one, other] = [before.value(name), after.value(name)];
    return sameValue(one, other) ? [] : [{ name, common: true, before: one, after: other }];
  });
}

function nativeChanges(before: Resource, after: Resource): SettingChange[] {
  const names = new Set([...before.properties.entries.keys(), ...after.properties.entries.keys()]);
  return [...names].flatMap((name) => {
    const [one, other] = [before.properties.entries.get(name)?.value, after.properties.entries.get(name)?.value];
    return sameValue(one, other) ? [] : [{ name, common: false, before: one, after: other }];
  });
}
