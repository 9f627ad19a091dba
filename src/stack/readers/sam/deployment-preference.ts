import type { NativeResource } from "../../native.ts";
import { type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, list, map, mapOf } from "../../value-builders.ts";
import type { Declaration } from "../cloudformation/declaration.ts";
import type { EventTarget } from "./event.ts";
import { implicitResource } from "./implicit-resource.ts";

/** DeploymentPreference: the group of CodeDeploy that shifts traffic to a new version, and goes back where one of its alarms rings. */
export function deploymentGroup(declaration: Declaration, target: EventTarget): readonly NativeResource[] {
  const preference = entryOf(declaration.properties, "DeploymentPreference");
  if (preference?.value.kind !== "map" || textOf(entryOf(preference.value, "Enabled")?.value) === "false") return [];
  const { value, at } = preference;
  const alarms = entryOf(value, "Alarms");
  const type = entryOf(value, "Type");
  const watched = alarms?.value.kind === "unknown" ? alarms.value : alarms && mapOf({ Alarms: alarmsOf(alarms.value) }, alarms.value.at);
  const properties = [
    ...(type === undefined ? [] : [{ ...type, name: "DeploymentConfigName" }]),
    ...(alarms === undefined || watched === undefined ? [] : [{ ...alarms, name: "AlarmConfiguration", value: watched }]),
    ...["Hooks", "Role", "TriggerConfigurations"].flatMap((name) => entryOf(value, name) ?? []),
    entry("Function", target.ref(at), { at }),
  ];
  return [
    implicitResource(target, {
      address: `${declaration.logicalId}DeploymentGroup`,
      type: "AWS::CodeDeploy::DeploymentGroup",
      nativeType: "DeploymentPreference",
      at,
      properties: map(properties, at),
      nativeNames: (path) => `DeploymentPreference.${path === "DeploymentConfigName" ? "Type" : path}`,
    }),
  ];
}

/** CodeDeploy lists alarms by name. */
function alarmsOf(value: Value): Value {
  return list(
    itemsOf(value).map((alarm) => mapOf({ Name: alarm }, alarm.at)),
    value.at,
  );
}
