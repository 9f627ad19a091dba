import { awsDefaults } from "../facts/aws-numbers.ts";
import { prices } from "../facts/prices.ts";
import type { Resource } from "../stack/resource.ts";
import { change, million, shown } from "./amounts.ts";
import { type CostInput, type CostPart, type Sides, awsItem, notCounted, sidesOf } from "./cost-part.ts";
import { type LambdaShape, lambdaShape } from "./lambda-rates.ts";
import { ownTraffic, secondsOf, usesOf } from "./traffic.ts";

const sameDuration = "runs that take as long as before: more memory often shortens work that is bound by the CPU, less memory lengthens it";

/** Lambda: another memory size, architecture or /tmp; functions that come or go where the configuration tells their traffic. */
export function* functionCosts(input: CostInput): Iterable<CostPart> {
  for (const { before, after } of sidesOf(input, "function", "aws")) {
    if (before !== undefined && after !== undefined) {
      yield* computeCost(before, after, input);
      yield* temporaryStorageCost(before, after, input);
    } else yield* wholeCost({ before, after }, input);
  }
}

function* computeCost(before: Resource, after: Resource, { traffic }: CostInput): Iterable<CostPart> {
  const [one, other] = [lambdaShape(before), lambdaShape(after)];
  if (one === null || other === null) {
    const wasKnown = one !== null || other !== null;
    if (wasKnown) yield notCounted("aws", `the memory or architecture of \`${after.name}\`, which is not known on both sides`);
    return;
  }
  if (one.gigabytes === other.gigabytes && one.architecture === other.architecture) return;
  const [runs, seconds] = [usesOf(after, traffic, "runs"), secondsOf(after, traffic)];
  const used = runs.value * seconds.value;
  yield awsItem(
    {
      name: `\`${after.name}\` ${whatChanged(one, other)}`,
      before: used * one.gigabytes * one.duration.usd,
      after: used * other.gigabytes * other.duration.usd,
      formula: `${shown(runs.value)} runs × ${shown(seconds.value)} s × (${duration(one)} → ${duration(other)} a GB-s)`,
    },
    [...runs.assumes, ...seconds.assumes, sameDuration],
  );
}

function whatChanged(one: LambdaShape, other: LambdaShape): string {
  const memory = one.gigabytes === other.gigabytes ? [] : [`memory ${change(one.gigabytes * 1024, other.gigabytes * 1024)} MB`];
  const architecture = one.architecture === other.architecture ? [] : [`architecture ${one.architecture} → ${other.architecture}`];
  return [...memory, ...architecture].join(", ");
}

function duration(shape: LambdaShape): string {
  return `${shown(shape.gigabytes)} GB × ${shown(shape.duration.usd)}`;
}

/** What comes with every function is not charged. */
const freeTemporaryMegabytes = awsDefaults.functionTemporaryStorage.value;

function* temporaryStorageCost(before: Resource, after: Resource, { traffic }: CostInput): Iterable<CostPart> {
  const [one, other] = [before.number("ephemeralStorageMegabytes"), after.number("ephemeralStorageMegabytes")];
  if (!one.known || !other.known || one.value === other.value) return;
  const [runs, seconds] = [usesOf(after, traffic, "runs"), secondsOf(after, traffic)];
  const [less, more] = [charged(one.value), charged(other.value)];
  const price = runs.value * seconds.value * prices.lambdaTemporaryStorage.usd;
  yield awsItem(
    {
      name: `\`${after.name}\` /tmp ${change(one.value, other.value)} MB`,
      before: less * price,
      after: more * price,
      formula: `${shown(runs.value)} runs × ${shown(seconds.value)} s × ${change(less, more)} GB × ${shown(prices.lambdaTemporaryStorage.usd)} a GB-s`,
    },
    [...runs.assumes, ...seconds.assumes],
  );
}

function charged(megabytes: number): number {
  return Math.max(0, megabytes - freeTemporaryMegabytes) / 1024;
}

/** A new or removed function: only where somebody told its traffic, since a million runs of what nobody calls yet would be made up. */
function* wholeCost(sides: Sides, { traffic }: CostInput): Iterable<CostPart> {
  const resource = sides.after ?? sides.before;
  const shape = resource && lambdaShape(resource);
  const runs = resource && ownTraffic(resource, traffic).invocationsPerMonth;
  if (resource === undefined || !shape || runs === undefined) return;
  const seconds = secondsOf(resource, traffic);
  const amount = runs * (prices.lambdaRequest.usd / million + seconds.value * shape.gigabytes * shape.duration.usd);
  yield awsItem(
    {
      name: `\`${resource.name}\` ${sides.after === undefined ? "removed" : "added"}`,
      before: sides.before === undefined ? 0 : amount,
      after: sides.after === undefined ? 0 : amount,
      formula: `${shown(runs)} runs × (${shown(prices.lambdaRequest.usd)} a million + ${shown(seconds.value)} s × ${duration(shape)} a GB-s)`,
    },
    seconds.assumes,
  );
}
