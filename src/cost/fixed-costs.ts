import { hoursOfMonth } from "../facts/prices.ts";
import type { Resource } from "../stack/resource.ts";
import type { Stack } from "../stack/stack.ts";
import type { Platform, ResourceKind } from "../stack/vocabulary.ts";
import { rounded } from "./amounts.ts";
import { type CostInput, type CostPart, type Sides, monthAssumption, notCounted, sidesOf } from "./cost-part.ts";
import type { MonthlyPrice } from "./monthly-price.ts";
import { elasticPremiumPlan } from "./monthly-prices/elastic-premium-plan.ts";
import { alarmPrice, endpointPrice, natGatewayPrice, secretPrice, streamPrice } from "./monthly-prices/aws-resources.ts";
import { provisionedConcurrency } from "./monthly-prices/provisioned-concurrency.ts";

/** What costs the same every month, used or not. */
interface FixedPrice {
  readonly platform: Platform;
  readonly kinds: readonly ResourceKind[];
  /** What the items of this price are called. */
  readonly label: string;
  readonly priceOf: (resource: Resource, stack: Stack) => MonthlyPrice | null;
}

const fixedPrices: readonly FixedPrice[] = [
  { platform: "aws", kinds: ["function", "alias", "version"], label: "Provisioned concurrency", priceOf: provisionedConcurrency },
  { platform: "aws", kinds: ["gateway"], label: "NAT gateways", priceOf: natGatewayPrice },
  { platform: "aws", kinds: ["vpc-endpoint"], label: "Interface endpoints", priceOf: endpointPrice },
  { platform: "aws", kinds: ["stream"], label: "Kinesis streams", priceOf: streamPrice },
  { platform: "aws", kinds: ["secret"], label: "Secrets", priceOf: secretPrice },
  { platform: "aws", kinds: ["alarm"], label: "Alarms", priceOf: alarmPrice },
  { platform: "azure", kinds: ["plan"], label: "Elastic Premium plans", priceOf: elasticPremiumPlan },
];

/** One item for each price whose monthly sum differs: what is added, removed or changed. */
export function* fixedCosts(input: CostInput): Iterable<CostPart> {
  for (const fixed of fixedPrices) {
    const changes: PricedChange[] = [];
    for (const kind of fixed.kinds) {
      for (const sides of sidesOf(input, kind, fixed.platform)) {
        const priced = priceBoth(sides, fixed, input);
        if (priced === null) continue;
        if ("unknown" in priced) yield notCounted(fixed.platform, priced.unknown);
        else changes.push(priced);
      }
    }
    if (changes.length > 0) yield itemOf(fixed, changes);
  }
}

interface PricedChange {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly formula: string;
}

function priceBoth(sides: Sides, { priceOf }: FixedPrice, { base, head }: CostInput): PricedChange | { readonly unknown: string } | null {
  const before = sides.before && priceOf(sides.before, base);
  const after = sides.after && priceOf(sides.after, head);
  const resource = sides.after ?? sides.before;
  if (resource === undefined || sameFormula(before, after)) return null;
  const unknown = [before, after].find((price) => price?.state === "unknown");
  if (unknown?.state === "unknown") return { unknown: `\`${resource.name}\`: ${unknown.reason}` };
  // What stands under a condition may or may not be there.
  if (resource.conditional && (sides.before === undefined || sides.after === undefined))
    return { unknown: `\`${resource.name}\`, which is there under a condition only` };
  const [one, other] = [amountOf(before), amountOf(after)];
  if (one === other) return null;
  const formulas = [before, after].flatMap((price) => (price?.state === "known" ? [price.formula] : []));
  return { name: resource.name, before: one, after: other, formula: formulas.join(" → ") };
}

function sameFormula(before: MonthlyPrice | null | undefined, after: MonthlyPrice | null | undefined): boolean {
  if (before?.state === "unknown" && after?.state === "unknown") return before.reason === after.reason;
  return before?.state === "known" && after?.state === "known" && before.formula === after.formula;
}

function amountOf(price: MonthlyPrice | null | undefined): number {
  return price?.state === "known" ? price.usd : 0;
}

const longestNames = 5;
const longestFormulas = 3;

function itemOf(fixed: FixedPrice, changes: readonly PricedChange[]): CostPart {
  const formulas = [...Map.groupBy(changes, (one) => one.formula)].map(([formula, same]) =>
    same.length === 1 ? formula : `${same.length} × (${formula})`,
  );
  const rest = formulas.length > longestFormulas ? ` + ${formulas.length - longestFormulas} more` : "";
  const total = (side: "before" | "after") => changes.reduce((sum, one) => sum + one[side], 0);
  return {
    platform: fixed.platform,
    item: {
      name: `${fixed.label}: ${namesOf(changes)}`,
      before: total("before"),
      after: total("after"),
      formula: formulas.slice(0, longestFormulas).join(" + ") + rest,
    },
    assumes: formulas.some((formula) => formula.includes(`${rounded(hoursOfMonth)} h`)) ? [monthAssumption] : [],
  };
}

function namesOf(changes: readonly PricedChange[]): string {
  const groups = Map.groupBy(changes, ({ before, after }) => (before === 0 ? "added" : after === 0 ? "removed" : "changed"));
  return [...groups]
    .map(([what, same]) => {
      const names = same.slice(0, longestNames).map(({ name }) => `\`${name}\``);
      const more = same.length > longestNames ? ` and ${same.length - longestNames} more` : "";
      return `${names.join(", ")}${more} ${what}`;
    })
    .join("; ");
}
