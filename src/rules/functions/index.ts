import { apiTimeoutBelowFunctionTimeout } from "./api-timeout-below-function-timeout.ts";
import { edgeUnsupportedFeature } from "./edge-unsupported-feature.ts";
import { esmMaxConcurrencyAboveReserved } from "./esm-max-concurrency-above-reserved.ts";
import { esmMaxConcurrencyWithProvisionedPoller } from "./esm-max-concurrency-with-provisioned-poller.ts";
import { functionWithoutAlarm } from "./function-without-alarm.ts";
import { lambdaArm64Saving } from "./lambda-arm64-saving.ts";
import { lambdaAsyncNoDestination } from "./lambda-async-no-destination.ts";
import { lambdaCodeSigning } from "./lambda-code-signing.ts";
import { lambdaConcurrencyUnset } from "./lambda-concurrency-unset.ts";
import { lambdaDefaultMemory } from "./lambda-default-memory.ts";
import { lambdaDefaultTimeout } from "./lambda-default-timeout.ts";
import { lambdaDlqMissing } from "./lambda-dlq-missing.ts";
import { lambdaEnvNotCmk } from "./lambda-env-not-cmk.ts";
import { lambdaEnvOver4kb } from "./lambda-env-over-4kb.ts";
import { lambdaEnvReservedKey } from "./lambda-env-reserved-key.ts";
import { lambdaEnvSecret } from "./lambda-env-secret.ts";
import { lambdaImageRedundantField } from "./lambda-image-redundant-field.ts";
import { lambdaLogRetention } from "./lambda-log-retention.ts";
import { lambdaMaxTimeout } from "./lambda-max-timeout.ts";
import { lambdaNotInVpc } from "./lambda-not-in-vpc.ts";
import { lambdaPermissionManyPrincipals } from "./lambda-permission-many-principals.ts";
import { lambdaRoleShared } from "./lambda-role-shared.ts";
import { lambdaRuntimeDeprecated } from "./lambda-runtime-deprecated.ts";
import { lambdaRuntimeEndingSoon } from "./lambda-runtime-ending-soon.ts";
import { lambdaTagsMissing } from "./lambda-tags-missing.ts";
import { lambdaTracingDisabled } from "./lambda-tracing-disabled.ts";
import { lambdaUrlAuthNone } from "./lambda-url-auth-none.ts";
import { lambdaUrlCorsWildcard } from "./lambda-url-cors-wildcard.ts";
import { logGroupNoKms } from "./log-group-no-kms.ts";
import { logGroupNotBound } from "./log-group-not-bound.ts";
import { logGroupRoleCreatesGroup } from "./log-group-role-creates-group.ts";
import { provisionedConcurrencyWithoutAlias } from "./provisioned-concurrency-without-alias.ts";
import { provisionedConcurrencyWithoutAutoscaling } from "./provisioned-concurrency-without-autoscaling.ts";
import { recursiveLoopAllow } from "./recursive-loop-allow.ts";
import { reservedConcurrencyBelowProvisioned } from "./reserved-concurrency-below-provisioned.ts";
import { reservedConcurrencyZero } from "./reserved-concurrency-zero.ts";
import { snapstartConflict } from "./snapstart-conflict.ts";
import { snapstartUnqualifiedInvoke } from "./snapstart-unqualified-invoke.ts";
import { syncInvokerTimeoutMismatch } from "./sync-invoker-timeout-mismatch.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const functions: readonly Rule[] = [
  apiTimeoutBelowFunctionTimeout,
  edgeUnsupportedFeature,
  esmMaxConcurrencyAboveReserved,
  esmMaxConcurrencyWithProvisionedPoller,
  functionWithoutAlarm,
  lambdaArm64Saving,
  lambdaAsyncNoDestination,
  lambdaCodeSigning,
  lambdaConcurrencyUnset,
  lambdaDefaultMemory,
  lambdaDefaultTimeout,
  lambdaDlqMissing,
  lambdaEnvNotCmk,
  lambdaEnvOver4kb,
  lambdaEnvReservedKey,
  lambdaEnvSecret,
  lambdaImageRedundantField,
  lambdaLogRetention,
  lambdaMaxTimeout,
  lambdaNotInVpc,
  lambdaPermissionManyPrincipals,
  lambdaRoleShared,
  lambdaRuntimeDeprecated,
  lambdaRuntimeEndingSoon,
  lambdaTagsMissing,
  lambdaTracingDisabled,
  lambdaUrlAuthNone,
  lambdaUrlCorsWildcard,
  logGroupNoKms,
  logGroupNotBound,
  logGroupRoleCreatesGroup,
  provisionedConcurrencyWithoutAlias,
  provisionedConcurrencyWithoutAutoscaling,
  recursiveLoopAllow,
  reservedConcurrencyBelowProvisioned,
  reservedConcurrencyZero,
  snapstartConflict,
  snapstartUnqualifiedInvoke,
  syncInvokerTimeoutMismatch,
];
