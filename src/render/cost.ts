import { z } from "zod";
import { safeInline, tableCell } from "./markdown-escape.ts";
import { plainLine } from "./plain-text.ts";
import { visibleLine } from "./visible-text.ts";
import { groupDigits } from "./wording.ts";

const amount = z.number().nullable();

/** What the change may cost a month at list prices. Null amounts are not known; nothing is added up over an unknown. */
const costDelta = z.object({
  currency: z.string().default("USD"),
  region: z.string(),
  /** Date of the list prices, ISO 8601. */
  priceDate: z.string(),
  items: z.array(z.object({ name: z.string(), before: amount, after: amount, formula: z.string() })),
  assumptions: z.array(z.string()),
});

/** The shape of `Review.cost` that renderers can show. */
export type CostDelta = z.infer<typeof costDelta>;

const longestTable = 20;
const advice = "An estimate at list prices, not a quote: have the cost analysed by someone who knows your actual usage and contracts.";

/** Review.cost where it has the shape above and says something; null otherwise. */
export function readCost(cost: unknown): CostDelta | null {
  const read = costDelta.safeParse(cost);
  return read.success && read.data.items.length > 0 ? read.data : null;
}

/** "about 12.40 USD a month more"; says so where an amount is not known. */
export function costTotal(cost: CostDelta): string {
  let total = 0;
  for (const { before, after } of cost.items) {
    if (before === null || after === null) return "the difference is not known";
    total += after - before;
  }
  if (Math.abs(total) < 0.005) return "no difference worth a cent";
  return `about ${money(Math.abs(total))} ${visibleLine(cost.currency)} a month ${total < 0 ? "less" : "more"}`;
}

/** Cost delta as Markdown: a table, its region, price date and assumptions, and the advice to have it analysed. */
export function renderCost(cost: CostDelta): string {
  const rows = cost.items.slice(0, longestTable).map(({ name, before, after, formula }) => {
    return `| ${tableCell(name)} | ${money(before)} | ${money(after)} | ${tableCell(formula)} |`;
  });
  const more = cost.items.length - rows.length;
  return [
    `**Cost estimate:** ${safeInline(costTotal(cost))} (${safeInline(cost.region)}, list prices of ${safeInline(cost.priceDate)})`,
    [`| ${tableCell(cost.currency)} a month | Before | After | How it is computed |`, "| --- | ---: | ---: | --- |", ...rows].join("\n"),
    more > 0 ? `and ${more} more` : "",
    assumptionList(cost),
    advice,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function assumptionList({ assumptions }: CostDelta): string {
  const lines = assumptions.slice(0, longestTable).map((assumption) => `- ${safeInline(assumption)}`);
  return lines.length === 0 ? "" : ["It assumes", ...lines].join("\n");
}

/** The same as lines of plain text. */
export function costLines(cost: CostDelta): readonly string[] {
  const items = cost.items
    .slice(0, longestTable)
    .map(
      ({ name, before, after, formula }) =>
        `${plainLine(name)}: ${money(before)} → ${money(after)} ${plainLine(cost.currency)} a month (${plainLine(formula)})`,
    );
  return [
    `${costTotal(cost)} (${plainLine(cost.region)}, list prices of ${plainLine(cost.priceDate)})`,
    ...items,
    ...cost.assumptions.slice(0, longestTable).map((assumption) => `Assumes ${plainLine(assumption)}`),
    advice,
  ];
}

function money(value: number | null): string {
  return value === null ? "not known" : groupDigits(value.toFixed(2));
}
