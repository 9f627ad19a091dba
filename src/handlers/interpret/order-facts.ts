import type { Location } from "../../change/location.ts";
import type { HandlerFacts } from "../facts.ts";

/** Facts in the order of the files, and of the text inside each. */
export function orderFacts(facts: HandlerFacts, paths: readonly string[]): HandlerFacts {
  const rank = new Map(paths.map((path, index) => [path, index]));
  const position = (at: Location) => [rank.get(at.path) ?? paths.length, at.startLine, at.start ?? 0];
  const sort = <T extends { readonly at: Location }>(list: readonly T[]): readonly T[] =>
    list.toSorted((one, other) => compare(position(one.at), position(other.at)));
  return {
    ...facts,
    environmentReads: sort(facts.environmentReads),
    clients: sort(facts.clients),
    calls: sort(facts.calls),
    invocationsOfContext: sort(facts.invocationsOfContext),
    recordLoops: sort(facts.recordLoops),
    itemFailures: sort(facts.itemFailures),
    catches: sort(facts.catches),
    floatingPromises: sort(facts.floatingPromises),
    sleeps: sort(facts.sleeps),
    eventLogs: sort(facts.eventLogs),
    httpCalls: sort(facts.httpCalls),
    databaseConnections: sort(facts.databaseConnections),
    fileWrites: sort(facts.fileWrites),
    globalMutations: sort(facts.globalMutations),
    responses: sort(facts.responses),
    streamImagesRead: sort(facts.streamImagesRead),
    idempotency: sort(facts.idempotency),
    afterResponse: sort(facts.afterResponse),
    uniqueAtInit: sort(facts.uniqueAtInit),
    injections: sort(facts.injections),
    methodArnPolicies: sort(facts.methodArnPolicies),
  };
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
