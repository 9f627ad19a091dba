import { apigwNoAuth } from "../apis/apigw-no-auth.ts";
import { apigwPolicyOpen } from "../apis/apigw-policy-open.ts";
import { authorizerCacheNarrowPolicy } from "../apis/authorizer-cache-narrow-policy.ts";
import { httpApiAuthorizerNoneOnMutation } from "../apis/http-api-authorizer-none-on-mutation.ts";
import { authRemovedInDiff } from "../changes/auth-removed-in-diff.ts";
import { eventsV2MigrationRetryShrunk } from "../changes/events-v2-migration-retry-shrunk.ts";
import { failurePathRemovedInDiff } from "../changes/failure-path-removed-in-diff.ts";
import { restApiNotRedeployed } from "../changes/rest-api-not-redeployed.ts";
import { statefulRemovedWithoutRetain } from "../changes/stateful-removed-without-retain.ts";
import { eventPatternSelfMatch } from "../events/event-pattern-self-match.ts";
import { eventsV2SubscriberNoFailureQueue } from "../events/events-v2-subscriber-no-failure-queue.ts";
import { scheduleShorterThanTimeout } from "../events/schedule-shorter-than-timeout.ts";
import { schedulerTargetNoDlq } from "../events/scheduler-target-no-dlq.ts";
import { edgeUnsupportedFeature } from "../functions/edge-unsupported-feature.ts";
import { esmMaxConcurrencyAboveReserved } from "../functions/esm-max-concurrency-above-reserved.ts";
import { esmMaxConcurrencyWithProvisionedPoller } from "../functions/esm-max-concurrency-with-provisioned-poller.ts";
import { lambdaEnvOver4kb } from "../functions/lambda-env-over-4kb.ts";
import { lambdaEnvReservedKey } from "../functions/lambda-env-reserved-key.ts";
import { lambdaEnvSecret } from "../functions/lambda-env-secret.ts";
import { lambdaImageRedundantField } from "../functions/lambda-image-redundant-field.ts";
import { lambdaRuntimeDeprecated } from "../functions/lambda-runtime-deprecated.ts";
import { lambdaUrlAuthNone } from "../functions/lambda-url-auth-none.ts";
import { logGroupNotBound } from "../functions/log-group-not-bound.ts";
import { provisionedConcurrencyWithoutAlias } from "../functions/provisioned-concurrency-without-alias.ts";
import { recursiveLoopAllow } from "../functions/recursive-loop-allow.ts";
import { reservedConcurrencyBelowProvisioned } from "../functions/reserved-concurrency-below-provisioned.ts";
import { snapstartConflict } from "../functions/snapstart-conflict.ts";
import { snapstartUnqualifiedInvoke } from "../functions/snapstart-unqualified-invoke.ts";
import { syncInvokerTimeoutMismatch } from "../functions/sync-invoker-timeout-mismatch.ts";
import { rdsDirectWithoutProxy } from "../networks/rds-direct-without-proxy.ts";
import { vpcFunctionNoEgress } from "../networks/vpc-function-no-egress.ts";
import { vpcFunctionPublicSubnet } from "../networks/vpc-function-public-subnet.ts";
import { functionUrlInvokePermissionMissing } from "../permissions/function-url-invoke-permission-missing.ts";
import { lambdaPermissionNoSource } from "../permissions/lambda-permission-no-source.ts";
import { lambdaPermissionWildcard } from "../permissions/lambda-permission-wildcard.ts";
import { lambdaRoleStar } from "../permissions/lambda-role-star.ts";
import { permissionPrincipalMismatch } from "../permissions/permission-principal-mismatch.ts";
import { slsRoleStar } from "../permissions/sls-role-star.ts";
import { snsPolicyOpen } from "../permissions/sns-policy-open.ts";
import { dlqConsumedBySameFunction } from "../queues/dlq-consumed-by-same-function.ts";
import { dlqIsSourceQueue } from "../queues/dlq-is-source-queue.ts";
import { dlqRetentionShorterThanSource } from "../queues/dlq-retention-shorter-than-source.ts";
import { fifoDedupMissing } from "../queues/fifo-dedup-missing.ts";
import { queueConsumerWritesSource } from "../queues/queue-consumer-writes-source.ts";
import { snsFifoLambdaSubscription } from "../queues/sns-fifo-lambda-subscription.ts";
import { sqsBatchOver10WithoutWindow } from "../queues/sqs-batch-over-10-without-window.ts";
import { sqsDlqTypeMismatch } from "../queues/sqs-dlq-type-mismatch.ts";
import { sqsEsmUnsupportedSetting } from "../queues/sqs-esm-unsupported-setting.ts";
import { sqsFifoBatchOver10 } from "../queues/sqs-fifo-batch-over-10.ts";
import { sqsMaxReceiveCountLow } from "../queues/sqs-max-receive-count-low.ts";
import { sqsPolicyOpen } from "../queues/sqs-policy-open.ts";
import { sqsRetentionBelowRetryWindow } from "../queues/sqs-retention-below-retry-window.ts";
import { esmFilterDynamodbNumeric } from "../streams/esm-filter-dynamodb-numeric.ts";
import { esmStreamStartMissing } from "../streams/esm-stream-start-missing.ts";
import { streamConsumersOverTwo } from "../streams/stream-consumers-over-two.ts";
import { streamEsmNoBisect } from "../streams/stream-esm-no-bisect.ts";
import { streamViewTypeMismatch } from "../streams/stream-view-type-mismatch.ts";
import { dynamodbIndexUndefined } from "../tables/dynamodb-index-undefined.ts";
import { definitionSubstitutionUnused } from "../workflows/definition-substitution-unused.ts";
import type { Rule } from "../rule.ts";

/** AWS: what the resources of a stack do to one another. */
export const awsGraphRules: readonly Rule[] = [
  apigwNoAuth,
  apigwPolicyOpen,
  authRemovedInDiff,
  authorizerCacheNarrowPolicy,
  definitionSubstitutionUnused,
  dlqConsumedBySameFunction,
  dlqIsSourceQueue,
  dlqRetentionShorterThanSource,
  dynamodbIndexUndefined,
  edgeUnsupportedFeature,
  esmFilterDynamodbNumeric,
  esmMaxConcurrencyAboveReserved,
  esmMaxConcurrencyWithProvisionedPoller,
  esmStreamStartMissing,
  eventPatternSelfMatch,
  eventsV2MigrationRetryShrunk,
  eventsV2SubscriberNoFailureQueue,
  failurePathRemovedInDiff,
  fifoDedupMissing,
  functionUrlInvokePermissionMissing,
  httpApiAuthorizerNoneOnMutation,
  lambdaEnvOver4kb,
  lambdaEnvReservedKey,
  lambdaEnvSecret,
  lambdaImageRedundantField,
  lambdaPermissionNoSource,
  lambdaPermissionWildcard,
  lambdaRoleStar,
  lambdaRuntimeDeprecated,
  lambdaUrlAuthNone,
  logGroupNotBound,
  permissionPrincipalMismatch,
  provisionedConcurrencyWithoutAlias,
  queueConsumerWritesSource,
  rdsDirectWithoutProxy,
  recursiveLoopAllow,
  reservedConcurrencyBelowProvisioned,
  restApiNotRedeployed,
  scheduleShorterThanTimeout,
  schedulerTargetNoDlq,
  slsRoleStar,
  snapstartConflict,
  snapstartUnqualifiedInvoke,
  snsFifoLambdaSubscription,
  snsPolicyOpen,
  sqsBatchOver10WithoutWindow,
  sqsDlqTypeMismatch,
  sqsEsmUnsupportedSetting,
  sqsFifoBatchOver10,
  sqsMaxReceiveCountLow,
  sqsPolicyOpen,
  sqsRetentionBelowRetryWindow,
  statefulRemovedWithoutRetain,
  streamConsumersOverTwo,
  streamEsmNoBisect,
  streamViewTypeMismatch,
  syncInvokerTimeoutMismatch,
  vpcFunctionNoEgress,
  vpcFunctionPublicSubnet,
];
