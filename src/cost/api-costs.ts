import { prices } from "../facts/prices.ts";
import type { Resource } from "../stack/resource.ts";
import { million, shown } from "./amounts.ts";
import { type CostInput, type CostPart, awsItem } from "./cost-part.ts";
import { usesOf } from "./traffic.ts";

const requestPrices: ReadonlyMap<string, { readonly name: string; readonly usd: number }> = new Map([
  ["rest", { name: "REST", usd: prices.restApiRequest.usd }],
  ["http", { name: "HTTP", usd: prices.httpApiRequest.usd }],
]);

/** API Gateway: a REST API that becomes an HTTP API, or the other way round, also where it is another resource of the same template. */
export function* apiCosts({ delta, traffic }: CostInput): Iterable<CostPart> {
  for (const { before, after } of [...delta.changedResources, ...successors(delta.removedResources, delta.addedResources)]) {
    const [one, other] = [requestPrice(before), requestPrice(after)];
    if (one === undefined || other === undefined || one === other) continue;
    const uses = usesOf(after, traffic, "requests");
    yield awsItem(
      {
        name: `\`${after.name}\` ${one.name} API → ${other.name} API`,
        before: (uses.value / million) * one.usd,
        after: (uses.value / million) * other.usd,
        formula: `${shown(uses.value)} requests × (${shown(one.usd)} → ${shown(other.usd)} a million)`,
      },
      uses.assumes,
    );
  }
}

function requestPrice(resource: Resource) {
  const type = resource.kind === "api" && resource.platform === "aws" ? resource.string("type") : undefined;
  return type?.known === true ? requestPrices.get(type.value) : undefined;
}

/** The only API that goes from a scope and the only one that comes to it: one took the other's place. */
function* successors(removed: readonly Resource[], added: readonly Resource[]): Iterable<{ before: Resource; after: Resource }> {
  const priced = (resource: Resource) => requestPrice(resource) !== undefined;
  const coming = Map.groupBy(added.filter(priced), (resource) => resource.scope);
  for (const [scope, going] of Map.groupBy(removed.filter(priced), (resource) => resource.scope)) {
    const [before, after] = [going[0], coming.get(scope)?.[0]];
    if (going.length === 1 && coming.get(scope)?.length === 1 && before !== undefined && after !== undefined) yield { before, after };
  }
}
