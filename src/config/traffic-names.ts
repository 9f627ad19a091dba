import type { z } from "zod";
import type { RepositoryConfig, ResourceTraffic, repositoryShape } from "./repository.ts";

type WrittenTraffic = z.infer<(typeof repositoryShape)["traffic"]>;
type WrittenResource = NonNullable<WrittenTraffic["default"]>;

/** What a file says about traffic, added to what held before: a resource's entry replaces an earlier one, the default is merged value by value. */
export function mergeTraffic(written: WrittenTraffic | undefined, before: RepositoryConfig["traffic"]): RepositoryConfig["traffic"] {
  const own = Object.entries(written?.resources ?? {}).map(([name, resource]) => [name, readResource(resource)] as const);
  return { default: { ...before.default, ...readResource(written?.default ?? {}) }, resources: new Map([...before.resources, ...own]) };
}

function readResource(written: WrittenResource): ResourceTraffic {
  return withoutHoles({
    invocationsPerMonth: written.invocations_per_month,
    averageDurationMilliseconds: written.average_duration_ms,
    averagePayloadKilobytes: written.average_payload_kb,
    logKilobytesPerInvocation: written.log_kb_per_invocation,
  });
}

/** The same with the names that the file uses. */
export function writtenTraffic(traffic: RepositoryConfig["traffic"]): WrittenTraffic {
  return {
    default: writtenResource(traffic.default),
    resources: Object.fromEntries([...traffic.resources].map(([name, resource]) => [name, writtenResource(resource)])),
  };
}

function writtenResource(resource: ResourceTraffic): WrittenResource {
  return withoutHoles({
    invocations_per_month: resource.invocationsPerMonth,
    average_duration_ms: resource.averageDurationMilliseconds,
    average_payload_kb: resource.averagePayloadKilobytes,
    log_kb_per_invocation: resource.logKilobytesPerInvocation,
  });
}

/** Without keys that hold undefined, which would hide the value of what it is merged over. */
function withoutHoles<T extends Readonly<Record<string, number | undefined>>>(values: T): Partial<T> {
  const kept: Partial<T> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) Object.assign(kept, { [name]: value });
  return kept;
}
