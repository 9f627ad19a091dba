import { prices } from "../facts/prices.ts";
import type { Resource } from "../stack/resource.ts";
import type { Stack } from "../stack/stack.ts";
import { change, million, rounded, shown } from "./amounts.ts";
import { type CostInput, type CostPart, type Sides, awsItem, monthAssumption, notCounted, sidesOf } from "./cost-part.ts";
import { lambdaShape } from "./lambda-rates.ts";
import { runsOfMonth } from "./runs-of-month.ts";
import { ownTraffic, secondsOf } from "./traffic.ts";

/** Runs that a schedule starts: their number follows from its expression. */
export function* scheduleCosts(input: CostInput): Iterable<CostPart> {
  for (const kind of ["schedule", "rule"] as const) {
    for (const sides of sidesOf(input, kind, "aws")) yield* scheduleCost(sides, input);
  }
}

function* scheduleCost(sides: Sides, input: CostInput): Iterable<CostPart> {
  const schedule = sides.after ?? sides.before;
  const [before, after] = [runsOf(sides.before), runsOf(sides.after)];
  if (schedule === undefined || before === after) return;
  if (schedule.conditional && (sides.before === undefined || sides.after === undefined)) return;
  for (const target of targetsOf(sides, input)) {
    // A function that comes or goes with told traffic is counted whole.
    const isWhole = input.base.find(target.id) === undefined || input.head.find(target.id) === undefined;
    if (isWhole && ownTraffic(target, input.traffic).invocationsPerMonth !== undefined) continue;
    const shape = lambdaShape(target);
    if (before === null || after === null || shape === null) {
      yield notCounted("aws", `the runs of \`${schedule.name}\`: its expression or the memory of \`${target.name}\` is not known`);
      continue;
    }
    const seconds = secondsOf(target, input.traffic);
    const compute = shape.gigabytes * shape.duration.usd;
    const run = prices.lambdaRequest.usd / million + seconds.value * compute;
    yield awsItem(
      {
        name: `\`${schedule.name}\` runs \`${target.name}\``,
        before: before * run,
        after: after * run,
        formula: `${change(Math.round(before), Math.round(after))} runs × (${shown(prices.lambdaRequest.usd)} a million + ${shown(seconds.value)} s × ${shown(shape.gigabytes)} GB × ${shown(shape.duration.usd)} a GB-s)${bound(target, Math.max(before, after) * compute)}`,
      },
      [...seconds.assumes, monthAssumption],
    );
  }
}

/** The most that the runs can take. */
function bound(target: Resource, secondPrice: number): string {
  const timeout = target.number("timeoutSeconds");
  return timeout.known ? `; at most ${rounded(timeout.value * secondPrice)} where each takes the ${shown(timeout.value)} s of the timeout` : "";
}

function targetsOf({ before, after }: Sides, { base, head }: CostInput): readonly Resource[] {
  const functionsOf = (schedule: Resource | undefined, stack: Stack) =>
    schedule === undefined ? [] : stack.linksFrom(schedule, "triggers").flatMap(({ to }) => (to.resource?.kind === "function" ? [to.resource] : []));
  const targets = [...functionsOf(before, base), ...functionsOf(after, head)];
  return [...new Map(targets.map((target) => [target.id, target])).values()];
}

/** Runs a month; 0 for what is not there, switched off or reacts to events; null where it is not known. */
function runsOf(schedule: Resource | undefined): number | null {
  if (schedule === undefined) return 0;
  const expression = schedule.string(schedule.kind === "rule" ? "scheduleExpression" : "expression");
  const enabled = schedule.boolean("enabled");
  if (expression.state === "absent" || (enabled.known && !enabled.value)) return 0;
  return expression.known && enabled.known ? runsOfMonth(expression.value) : null;
}
