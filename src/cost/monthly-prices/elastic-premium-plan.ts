import { elasticPremium } from "../../facts/azure-numbers.ts";
import { prices } from "../../facts/prices.ts";
import type { Resource } from "../../stack/resource.ts";
import { valueAt } from "../../stack/value.ts";
import { shown } from "../amounts.ts";
import { type MonthlyPrice, monthly, unknownPrice } from "../monthly-price.ts";

/** vCPUs of one instance. */
const cpus: ReadonlyMap<string, number> = new Map([
  ["EP1", elasticPremium.EP1.value],
  ["EP2", elasticPremium.EP2.value],
  ["EP3", elasticPremium.EP3.value],
]);
const gigabytesOfCpu = elasticPremium.memoryOfCpu.value;

/** An Elastic Premium plan with the instances that it always keeps. */
export function elasticPremiumPlan(plan: Resource): MonthlyPrice | null {
  const sku = plan.string("sku");
  const cpu = sku.known ? cpus.get(sku.value.toUpperCase()) : undefined;
  if (cpu === undefined) return null;
  const capacity = valueAt(plan.properties, "sku", "capacity");
  if (capacity !== undefined && (capacity.kind !== "scalar" || typeof capacity.value !== "number"))
    return unknownPrice("its number of instances is not known");
  const instances = capacity?.kind === "scalar" && typeof capacity.value === "number" ? Math.max(1, capacity.value) : 1;
  const memory = cpu * gigabytesOfCpu;
  const [forCpu, forMemory] = [prices.elasticPremiumCpu.usd, prices.elasticPremiumMemory.usd];
  return monthly(
    instances * (cpu * forCpu + memory * forMemory),
    `${shown(instances)} × (${shown(cpu)} vCPU × ${shown(forCpu)} + ${shown(memory)} GB × ${shown(forMemory)})`,
  );
}
