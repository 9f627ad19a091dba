import { prices } from "../facts/prices.ts";
import type { Resource } from "../stack/resource.ts";
import type { Stack } from "../stack/stack.ts";
import { rounded, shown } from "./amounts.ts";
import { type CostInput, type CostPart, type Sides, awsItem, notCounted, sidesOf } from "./cost-part.ts";
import { type Assumed, type Traffic, logGigabytesOf } from "./traffic.ts";

const daysOfMonth = 365 / 12;
/** Logs that never expire grow without end: the storage of this many months is compared. */
const comparedMonths = 12;

/** CloudWatch Logs: a retention that is added, changed or taken away, also where an existing function gets its first declared log group. */
export function* logCosts(input: CostInput): Iterable<CostPart> {
  for (const sides of sidesOf(input, "log-group", "aws")) {
    const group = sides.after ?? sides.before;
    if (group === undefined || !isCompared(sides, input)) continue;
    const [before, after] = [monthsKept(sides.before), monthsKept(sides.after)];
    if (before === null || after === null) {
      yield notCounted("aws", `the retention of \`${group.name}\`, which is not known on both sides`);
      continue;
    }
    if (before === after) continue;
    const logs = gigabytesOf(group, sides.after === undefined ? input.base : input.head, input.traffic);
    const { usd } = prices.logStorage;
    yield awsItem(
      {
        name: `Log storage of \`${group.name}\``,
        before: logs.value * before * usd,
        after: logs.value * after * usd,
        formula: `${rounded(logs.value)} GB a month × (${rounded(before)} → ${rounded(after)}) months kept × ${shown(usd)} a GB-month`,
      },
      [...logs.assumes, `the logs of ${comparedMonths} months where they never expire, at the size that was written (an upper bound)`],
    );
  }
}

/** A log group without its declaration is still there, made by the function and kept for ever, where the function stands on both sides. */
function isCompared({ before, after }: Sides, { base, head }: CostInput): boolean {
  if (before !== undefined && after !== undefined) return true;
  const [group, stack, other] = after === undefined ? [before, base, head] : [after, head, base];
  if (group === undefined || group.conditional) return false;
  return stack.linksTo(group, "logs-to").some(({ from }) => {
    const writer = from.resource === null ? undefined : other.find(from.resource.id);
    return writer?.kind === "function" && other.linksFrom(writer, "logs-to").length === 0;
  });
}

function monthsKept(group: Resource | undefined): number | null {
  const retention = group?.number("retentionDays");
  if (retention === undefined || retention.state === "absent") return comparedMonths;
  if (!retention.known) return null;
  return retention.value === 0 ? comparedMonths : Math.min(comparedMonths, retention.value / daysOfMonth);
}

function gigabytesOf(group: Resource, stack: Stack, traffic: Traffic): Assumed {
  const writers = stack.linksTo(group, "logs-to").flatMap(({ from }) => (from.resource?.kind === "function" ? [from.resource] : []));
  const written = writers.map((writer) => logGigabytesOf(writer, traffic));
  const total = written.reduce<number | undefined>((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
  return total === undefined || written.length === 0
    ? { value: 1, assumes: ["1 GB of logs a month in each log group where `traffic` gives no number"] }
    : { value: total, assumes: [] };
}
