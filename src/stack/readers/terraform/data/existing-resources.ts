import type { Location } from "../../../../change/location.ts";
import { type Value, textOf } from "../../../value.ts";
import { azureTypeOf } from "../azure/azure-types.ts";
import { argumentOf } from "../instance-arguments.ts";
import { type ResourceInstance, pointerTo } from "../resource-instance.ts";
import { attributeOf } from "../syntax.ts";
import { type PathStep, namesOf } from "../walk.ts";

/**
 * Whether a data source names a resource of Azure that exists already, as `existing` does in Bicep: the declaration of that name and type, where some file of
 * the repository has it, is what it stands for.
 */
export function isExistingResource(instance: ResourceInstance): boolean {
  if (instance.mode !== "data" || azureTypeOf(instance.type) === undefined) return false;
  // Another provider is another subscription.
  return attributeOf(instance.block.body, "provider") === undefined && textOf(argumentOf(instance, "name")) !== undefined;
}

/** An attribute of such a resource; undefined for other data sources. */
export function existingAttribute(instance: ResourceInstance, path: readonly PathStep[], at: Location): Value | undefined {
  return isExistingResource(instance) ? pointerTo(instance, at, namesOf(path).join(".")) : undefined;
}
