import { authRemovedInDiff } from "../changes/auth-removed-in-diff.ts";
import { eventsV2MigrationRetryShrunk } from "../changes/events-v2-migration-retry-shrunk.ts";
import { failurePathRemovedInDiff } from "../changes/failure-path-removed-in-diff.ts";
import { restApiNotRedeployed } from "../changes/rest-api-not-redeployed.ts";
import { statefulRemovedWithoutRetain } from "../changes/stateful-removed-without-retain.ts";
import type { Rule } from "../rule.ts";

/** AWS: what the resources of a stack do to one another. */
export const awsGraphRules: readonly Rule[] = [
  authRemovedInDiff,
  eventsV2MigrationRetryShrunk,
  failurePathRemovedInDiff,
  restApiNotRedeployed,
  statefulRemovedWithoutRetain,
];
