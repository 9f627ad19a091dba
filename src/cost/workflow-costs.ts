import { awsBilling } from "../facts/aws-numbers.ts";
import { prices } from "../facts/prices.ts";
import type { Resource } from "../stack/resource.ts";
import { type Value, isFullyKnown, valueAt } from "../stack/value.ts";
import { million, shown } from "./amounts.ts";
import { type CostInput, type CostPart, awsItem, notCounted } from "./cost-part.ts";
import { secondsOf, usesOf } from "./traffic.ts";

/** Express workflows are billed by chunks of 64 MB; runs with small payloads take one. */
const expressGigabytes = awsBilling.expressMemoryChunk.value / 1024;
const deepestNesting = 10;

/** Step Functions: a Standard workflow that becomes Express, or the other way round. */
export function* workflowCosts({ delta, traffic }: CostInput): Iterable<CostPart> {
  for (const { before, after } of delta.changedResources) {
    if (after.kind !== "workflow" || after.platform !== "aws") continue;
    const [wasType, isType] = [before.string("type"), after.string("type")];
    if (!wasType.known || !isType.known || wasType.value === isType.value) continue;
    const [runs, seconds] = [usesOf(after, traffic, "runs"), secondsOf(after, traffic)];
    const one = runPrice(before, wasType.value, seconds.value);
    const other = runPrice(after, isType.value, seconds.value);
    if (one === null || other === null) {
      yield notCounted("aws", `the type of \`${after.name}\`: the states of its definition are not known`);
      continue;
    }
    yield awsItem(
      {
        name: `\`${after.name}\` ${wasType.value} → ${isType.value}`,
        before: runs.value * one.usd,
        after: runs.value * other.usd,
        formula: `${shown(runs.value)} runs × (${one.formula} → ${other.formula})`,
      },
      [...runs.assumes, ...seconds.assumes, "workflow runs that pass every state once, without retries, and Express runs that take 64 MB"],
    );
  }
}

function runPrice(workflow: Resource, type: string, seconds: number): { readonly usd: number; readonly formula: string } | null {
  const { standardTransition, expressRequest, expressDuration } = prices;
  if (type === "EXPRESS") {
    const usd = expressRequest.usd / million + (seconds / 3600) * expressGigabytes * expressDuration.usd;
    return {
      usd,
      formula: `${shown(expressRequest.usd)} a million + ${shown(seconds)} s × ${shown(expressGigabytes)} GB × ${shown(expressDuration.usd)} a GB-hour`,
    };
  }
  const states = statesIn(workflow.value("definition"), 0);
  return type !== "STANDARD" || states === null || states === 0
    ? null
    : { usd: (states * standardTransition.usd) / 1000, formula: `${states} states × ${shown(standardTransition.usd)} a thousand` };
}

/** States of a definition with those of its branches and iterators; null where a part of the structure is not known. */
function statesIn(definition: Value | undefined, depth: number): number | null {
  const states = valueAt(definition, "States");
  if (states?.kind !== "map" || depth > deepestNesting) return null;
  let count = 0;
  for (const { value } of states.entries.values()) {
    count += 1;
    const branches = valueAt(value, "Branches");
    if (branches !== undefined && branches.kind !== "list") return null;
    const iterator = valueAt(value, "ItemProcessor") ?? valueAt(value, "Iterator");
    for (const inner of [...(branches?.items ?? []), ...(iterator === undefined ? [] : [iterator])]) {
      const within = inner.kind === "map" || isFullyKnown(inner) ? statesIn(inner, depth + 1) : null;
      if (within === null) return null;
      count += within;
    }
  }
  return count;
}
