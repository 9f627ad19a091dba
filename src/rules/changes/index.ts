import { authRemovedInDiff } from "./auth-removed-in-diff.ts";
import { costDeltaLarge } from "./cost-delta-large.ts";
import { eventsV2MigrationRetryShrunk } from "./events-v2-migration-retry-shrunk.ts";
import { failurePathRemovedInDiff } from "./failure-path-removed-in-diff.ts";
import { restApiNotRedeployed } from "./rest-api-not-redeployed.ts";
import { statefulRemovedWithoutRetain } from "./stateful-removed-without-retain.ts";
import { statefulReplacementInDiff } from "./stateful-replacement-in-diff.ts";
import { suppressionExpired } from "./suppression-expired.ts";
import { terraformReferenceUndeclared } from "./terraform-reference-undeclared.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const changes: readonly Rule[] = [
  authRemovedInDiff,
  costDeltaLarge,
  eventsV2MigrationRetryShrunk,
  failurePathRemovedInDiff,
  restApiNotRedeployed,
  statefulRemovedWithoutRetain,
  statefulReplacementInDiff,
  suppressionExpired,
  terraformReferenceUndeclared,
];
