import { Allowance } from "../../deployments/allowance.ts";
import type { Value } from "../../value.ts";

/**
 * Values that are resolved of one template, and of all, each as often as something asks for it. CloudFormation takes 500 resources of at most 1 MB, which is some
 * 20,000 values, and a repository of a thousand templates comes to 35,000: what is far beyond comes of fragments, outputs and parameters that use one another.
 */
const mostOfTemplate = 100_000;
const mostOfAll = 500_000;

export function allowanceOfTemplates(): Allowance {
  return new Allowance(mostOfAll);
}

/** What may be resolved of one of the templates. */
export function allowanceOfTemplate(all?: Allowance): Allowance {
  return new Allowance(mostOfTemplate, all);
}

/** Characters of a text, and parts of a list, that weigh as much as one value. */
const charactersOfValue = 100;
const partsOfValue = 10;

/** How much a result weighs that the next one may be made of. */
export function extentOf(value: Value | undefined): number {
  if (value?.kind === "scalar") return typeof value.value === "string" ? value.value.length / charactersOfValue : 0;
  if (value?.kind === "list") return value.items.length / partsOfValue;
  return value?.kind === "joined" ? value.parts.length / partsOfValue : 0;
}
