import type { RenamedResource, ReplacementLoss, ResourceChange } from "./delta.ts";
import type { Resource } from "./resource.ts";
import type { ResourceKind } from "./vocabulary.ts";

/** What only the old resource holds, by kind. Kinds that hold nothing are not here. */
const holdings: Readonly<Partial<Record<ResourceKind, string>>> = {
  table: "its items",
  bucket: "its objects",
  database: "its data",
  queue: "the messages that wait in it",
  stream: "the records that are not read yet",
  subscription: "the messages that are not acknowledged yet",
  topic: "subscriptions that are declared elsewhere",
  bus: "rules and archives that are declared elsewhere",
  "log-group": "its log lines",
  "user-pool": "its users",
  secret: "its values and versions",
  workflow: "executions that run",
  api: "its URL",
  "storage-account": "its data",
  cache: "its entries",
};

/** What replacements take with them: of changed properties and of renames. */
export function replacementLosses(changed: readonly ResourceChange[], renamed: readonly RenamedResource[]): readonly ReplacementLoss[] {
  const replaced = changed.filter((change) => change.replacedBecauseOf.length > 0);
  return [
    ...replaced.flatMap(({ before, after, replacedBecauseOf }) => lossOf(before, after, replacedBecauseOf)),
    ...renamed.filter((one) => one.isReplaced).flatMap(({ before, after }) => lossOf(before, after, ["name"])),
  ];
}

function lossOf(before: Resource, after: Resource, because: readonly string[]): readonly ReplacementLoss[] {
  const loses = holdings[before.kind];
  return loses === undefined ? [] : [{ before, after, because, loses, isKept: isKept(before, because) }];
}

/** A rename deletes by DeletionPolicy, an update that replaces by UpdateReplacePolicy. */
function isKept(before: Resource, because: readonly string[]): boolean {
  const policy = before.attributes.get(because.includes("name") && because.length === 1 ? "DeletionPolicy" : "UpdateReplacePolicy");
  return policy !== undefined && /^Retain/i.test(policy);
}
