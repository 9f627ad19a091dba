import type { Resource } from "../stack/resource.ts";

/** What somebody knows about the use of one resource; what is left out is not known. */
export interface ResourceTraffic {
  readonly invocationsPerMonth?: number | undefined;
  readonly averageDurationMilliseconds?: number | undefined;
  readonly averagePayloadKilobytes?: number | undefined;
  readonly logKilobytesPerInvocation?: number | undefined;
}

/** Traffic from the repository's configuration: `resources` by name or id of the resource, `default` for all others. */
export interface Traffic {
  readonly default: ResourceTraffic;
  readonly resources: ReadonlyMap<string, ResourceTraffic>;
}

export const unknownTraffic: Traffic = { default: {}, resources: new Map() };

const assumedRuns = 1_000_000;
const assumedSeconds = 1;

/** A number, and the sentence that says so where it is our assumption. */
export interface Assumed {
  readonly value: number;
  readonly assumes: readonly string[];
}

/** What the configuration says about this very resource. */
export function ownTraffic(resource: Resource, traffic: Traffic): ResourceTraffic {
  return traffic.resources.get(resource.id) ?? traffic.resources.get(resource.name) ?? {};
}

/** Runs, requests or messages a month. `what` names them. */
export function usesOf(resource: Resource, traffic: Traffic, what: string): Assumed {
  const given = ownTraffic(resource, traffic).invocationsPerMonth ?? traffic.default.invocationsPerMonth;
  return given === undefined
    ? { value: assumedRuns, assumes: [`a million ${what} a month where \`traffic\` gives no number`] }
    : { value: given, assumes: [] };
}

export function secondsOf(resource: Resource, traffic: Traffic): Assumed {
  const given = ownTraffic(resource, traffic).averageDurationMilliseconds ?? traffic.default.averageDurationMilliseconds;
  return given === undefined
    ? { value: assumedSeconds, assumes: ["runs of 1 s where `traffic` gives no number"] }
    : { value: given / 1000, assumes: [] };
}

export function payloadKilobytesOf(resource: Resource, traffic: Traffic): number | undefined {
  return ownTraffic(resource, traffic).averagePayloadKilobytes ?? traffic.default.averagePayloadKilobytes;
}

/** Log written a month by a function, in GB; undefined where it is not known. */
export function logGigabytesOf(resource: Resource, traffic: Traffic): number | undefined {
  const runs = ownTraffic(resource, traffic).invocationsPerMonth ?? traffic.default.invocationsPerMonth;
  const kilobytes = ownTraffic(resource, traffic).logKilobytesPerInvocation ?? traffic.default.logKilobytesPerInvocation;
  return runs === undefined || kilobytes === undefined ? undefined : (runs * kilobytes) / 1024 / 1024;
}
