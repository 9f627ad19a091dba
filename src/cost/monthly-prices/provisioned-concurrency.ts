import { hoursOfMonth } from "../../facts/prices.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { shown } from "../amounts.ts";
import { lambdaShape } from "../lambda-rates.ts";
import { type MonthlyPrice, monthly, unknownPrice } from "../monthly-price.ts";

/** Instances that are kept warm, whether they run or not. Counted at the alias or version that keeps them; at the function where none is declared. */
export function provisionedConcurrency(resource: Resource, stack: Stack): MonthlyPrice | null {
  if (!resource.has("provisionedConcurrency")) return null;
  if (resource.kind === "function" && stack.linksTo(resource, "versions").some((link) => link.from.resource?.has("provisionedConcurrency")))
    return null;
  const instances = resource.number("provisionedConcurrency");
  if (!instances.known) return unknownPrice("its provisioned concurrency is not known");
  const owner = resource.kind === "function" ? resource : stack.linksFrom(resource, "versions")[0]?.to.resource;
  const shape = owner ? lambdaShape(owner) : null;
  if (shape === null) return unknownPrice("the memory of what is provisioned is not known");
  const { gigabytes, provisioned } = shape;
  return monthly(
    instances.value * gigabytes * hoursOfMonth * 3600 * provisioned.usd,
    `${shown(instances.value)} × ${shown(gigabytes)} GB × ${hoursOfMonth} h × 3,600 s × ${shown(provisioned.usd)}`,
  );
}
