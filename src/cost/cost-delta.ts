import { priceList } from "../facts/prices.ts";
import type { Platform } from "../stack/vocabulary.ts";
import { apiCosts } from "./api-costs.ts";
import type { CostInput, CostItem, CostPart } from "./cost-part.ts";
import { fixedCosts } from "./fixed-costs.ts";
import { functionCosts } from "./function-costs.ts";
import { logCosts } from "./log-costs.ts";
import { queueCosts } from "./queue-costs.ts";
import { scheduleCosts } from "./schedule-costs.ts";
import { tableCosts } from "./table-costs.ts";
import { workflowCosts } from "./workflow-costs.ts";

/** What a change may cost a month at list prices, for those items that can be computed. */
export interface CostDelta {
  readonly currency: string;
  readonly region: string;
  /** Date of the list prices, ISO 8601. */
  readonly priceDate: string;
  readonly items: readonly CostItem[];
  /** What the amounts rest on, and what was left out because it is not known. */
  readonly assumptions: readonly string[];
}

const concerns: readonly ((input: CostInput) => Iterable<CostPart>)[] = [
  fixedCosts,
  functionCosts,
  scheduleCosts,
  apiCosts,
  workflowCosts,
  queueCosts,
  tableCosts,
  logCosts,
];

/** Less than this a month is not worth a line. */
const smallestDifference = 0.005;
const longestAssumptions = 12;

/** The cost delta of a change; null where nothing of it can be computed or the amounts stay the same. */
export function costDelta(input: CostInput): CostDelta | null {
  const parts = concerns.flatMap((concern) => [...concern(input)]).filter(isWorthSaying);
  const priced = parts.flatMap((part) => (part.item === null ? [] : [part.item]));
  if (priced.length === 0) return null;
  const platforms = new Set<Platform>(parts.flatMap((part) => (part.item === null ? [] : [part.platform])));
  const region = [platforms.has("aws") ? [priceList.regions.aws] : [], platforms.has("azure") ? [priceList.regions.azure] : []].flat().join(" and ");
  const assumptions = new Set([
    `the prices of ${region}, without free tier and discounts, wherever it is deployed`,
    ...parts.flatMap((part) => part.assumes),
  ]);
  return {
    currency: priceList.currency,
    region,
    priceDate: priceList.date,
    items: priced,
    assumptions: [...assumptions].slice(0, longestAssumptions),
  };
}

function isWorthSaying({ item }: CostPart): boolean {
  return item === null || Math.abs(item.after - item.before) >= smallestDifference;
}
