import { failurePathRemovedInDiff } from "../changes/failure-path-removed-in-diff.ts";
import { statefulRemovedWithoutRetain } from "../changes/stateful-removed-without-retain.ts";
import type { Rule } from "../rule.ts";

/** AWS: what the resources of a stack do to one another. */
export const awsGraphRules: readonly Rule[] = [failurePathRemovedInDiff, statefulRemovedWithoutRetain];
