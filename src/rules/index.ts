import { apigwNoAuth } from "./apis/apigw-no-auth.ts";
import { apigwPolicyOpen } from "./apis/apigw-policy-open.ts";
import { authorizerCacheNarrowPolicy } from "./apis/authorizer-cache-narrow-policy.ts";
import { httpApiAuthorizerNoneOnMutation } from "./apis/http-api-authorizer-none-on-mutation.ts";
import { azAlwaysOnMissing } from "./azure/az-always-on-missing.ts";
import { azAnonymousHttp } from "./azure/az-anonymous-http.ts";
import { azAppInsightsMissing } from "./azure/az-app-insights-missing.ts";
import { azAuthDisabled } from "./azure/az-auth-disabled.ts";
import { azBindingConnectionUndefined } from "./azure/az-binding-connection-undefined.ts";
import { azClientPerInvocation } from "./azure/az-client-per-invocation.ts";
import { azCorsWildcard } from "./azure/az-cors-wildcard.ts";
import { azCosmosItemTtlWithoutDefault } from "./azure/az-cosmos-item-ttl-without-default.ts";
import { azDotnetInProcess } from "./azure/az-dotnet-in-process.ts";
import { azDurableNondeterminism } from "./azure/az-durable-nondeterminism.ts";
import { azDurableTimerNotCancelled } from "./azure/az-durable-timer-not-cancelled.ts";
import { azDurableUnboundedLoop } from "./azure/az-durable-unbounded-loop.ts";
import { azExtensionBundleOld } from "./azure/az-extension-bundle-old.ts";
import { azFlexUnsupported } from "./azure/az-flex-unsupported.ts";
import { azFtps } from "./azure/az-ftps.ts";
import { azFunctionJsonScriptMissing } from "./azure/az-function-json-script-missing.ts";
import { azHttpsOnly } from "./azure/az-https-only.ts";
import { azLanguageEol } from "./azure/az-language-eol.ts";
import { azLocalSettingsCommitted } from "./azure/az-local-settings-committed.ts";
import { azMinTls } from "./azure/az-min-tls.ts";
import { azOutputIntoWatchedContainer } from "./azure/az-output-into-watched-container.ts";
import { azQueuePoisonUnmonitored } from "./azure/az-queue-poison-unmonitored.ts";
import { azRemoteDebug } from "./azure/az-remote-debug.ts";
import { azRuntimeNotV4 } from "./azure/az-runtime-not-v4.ts";
import { azSbLockBelowTimeout } from "./azure/az-sb-lock-below-timeout.ts";
import { azSbManualCompleteWithAuto } from "./azure/az-sb-manual-complete-with-auto.ts";
import { azSbMaxDeliveryLow } from "./azure/az-sb-max-delivery-low.ts";
import { azSecretLiteralSetting } from "./azure/az-secret-literal-setting.ts";
import { azSessionQueueWithoutSessions } from "./azure/az-session-queue-without-sessions.ts";
import { azSharedStorageAccount } from "./azure/az-shared-storage-account.ts";
import { azTimeoutOverPlan } from "./azure/az-timeout-over-plan.ts";
import { azTimerRunOnStartup } from "./azure/az-timer-run-on-startup.ts";
import { authRemovedInDiff } from "./changes/auth-removed-in-diff.ts";
import { eventsV2MigrationRetryShrunk } from "./changes/events-v2-migration-retry-shrunk.ts";
import { failurePathRemovedInDiff } from "./changes/failure-path-removed-in-diff.ts";
import { restApiNotRedeployed } from "./changes/rest-api-not-redeployed.ts";
import { statefulRemovedWithoutRetain } from "./changes/stateful-removed-without-retain.ts";
import { statefulReplacementInDiff } from "./changes/stateful-replacement-in-diff.ts";
import { suppressionExpired } from "./changes/suppression-expired.ts";
import { terraformReferenceUndeclared } from "./changes/terraform-reference-undeclared.ts";
import { eventPatternSelfMatch } from "./events/event-pattern-self-match.ts";
import { eventsV2SubscriberNoFailureQueue } from "./events/events-v2-subscriber-no-failure-queue.ts";
import { scheduleShorterThanTimeout } from "./events/schedule-shorter-than-timeout.ts";
import { schedulerTargetNoDlq } from "./events/scheduler-target-no-dlq.ts";
import { apiTimeoutBelowFunctionTimeout } from "./functions/api-timeout-below-function-timeout.ts";
import { edgeUnsupportedFeature } from "./functions/edge-unsupported-feature.ts";
import { esmMaxConcurrencyAboveReserved } from "./functions/esm-max-concurrency-above-reserved.ts";
import { esmMaxConcurrencyWithProvisionedPoller } from "./functions/esm-max-concurrency-with-provisioned-poller.ts";
import { lambdaEnvOver4kb } from "./functions/lambda-env-over-4kb.ts";
import { lambdaEnvReservedKey } from "./functions/lambda-env-reserved-key.ts";
import { lambdaEnvSecret } from "./functions/lambda-env-secret.ts";
import { lambdaImageRedundantField } from "./functions/lambda-image-redundant-field.ts";
import { lambdaRuntimeDeprecated } from "./functions/lambda-runtime-deprecated.ts";
import { lambdaUrlAuthNone } from "./functions/lambda-url-auth-none.ts";
import { logGroupNotBound } from "./functions/log-group-not-bound.ts";
import { provisionedConcurrencyWithoutAlias } from "./functions/provisioned-concurrency-without-alias.ts";
import { recursiveLoopAllow } from "./functions/recursive-loop-allow.ts";
import { reservedConcurrencyBelowProvisioned } from "./functions/reserved-concurrency-below-provisioned.ts";
import { reservedConcurrencyZero } from "./functions/reserved-concurrency-zero.ts";
import { snapstartConflict } from "./functions/snapstart-conflict.ts";
import { snapstartUnqualifiedInvoke } from "./functions/snapstart-unqualified-invoke.ts";
import { syncInvokerTimeoutMismatch } from "./functions/sync-invoker-timeout-mismatch.ts";
import { fsRulesAuthOnly } from "./google/fs-rules-auth-only.ts";
import { fsRulesNoValidation } from "./google/fs-rules-no-validation.ts";
import { fsRulesOpen } from "./google/fs-rules-open.ts";
import { fsRulesTimeBomb } from "./google/fs-rules-time-bomb.ts";
import { gcfAckDeadlineBelowTimeout } from "./google/gcf-ack-deadline-below-timeout.ts";
import { gcfBucketTriggerSelfWrite } from "./google/gcf-bucket-trigger-self-write.ts";
import { gcfDeadLetterIamMissing } from "./google/gcf-dead-letter-iam-missing.ts";
import { gcfDefaultServiceAccount } from "./google/gcf-default-service-account.ts";
import { gcfEventRetryOff } from "./google/gcf-event-retry-off.ts";
import { gcfEventTimeoutOver540 } from "./google/gcf-event-timeout-over-540.ts";
import { gcfFirestoreTriggerSelfWrite } from "./google/gcf-firestore-trigger-self-write.ts";
import { gcfHttpTriggerInsecure } from "./google/gcf-http-trigger-insecure.ts";
import { gcfIngressAll } from "./google/gcf-ingress-all.ts";
import { gcfNoMaxInstances } from "./google/gcf-no-max-instances.ts";
import { gcfPlainSecretEnv } from "./google/gcf-plain-secret-env.ts";
import { gcfPublicInvoker } from "./google/gcf-public-invoker.ts";
import { gcfPubsubNoDeadLetter } from "./google/gcf-pubsub-no-dead-letter.ts";
import { gcfRetryWithoutGuard } from "./google/gcf-retry-without-guard.ts";
import { gcfRuntimeDeprecated } from "./google/gcf-runtime-deprecated.ts";
import { gcfSchedulerDeadlineBelowTimeout } from "./google/gcf-scheduler-deadline-below-timeout.ts";
import { gcfSchedulerNoOidc } from "./google/gcf-scheduler-no-oidc.ts";
import { gcfTriggerInvokerMissing } from "./google/gcf-trigger-invoker-missing.ts";
import { gcfWorkAfterResponse } from "./google/gcf-work-after-response.ts";
import { gcpPubsubPublic } from "./google/gcp-pubsub-public.ts";
import { gcwHttpNoAuth } from "./google/gcw-http-no-auth.ts";
import { awsSdkV2NotBundled } from "./handlers/aws-sdk-v2-not-bundled.ts";
import { batchErrorSwallowed } from "./handlers/batch-error-swallowed.ts";
import { batchWriteUnprocessedIgnored } from "./handlers/batch-write-unprocessed-ignored.ts";
import { buildArchMismatch } from "./handlers/build-arch-mismatch.ts";
import { customResourceNoFailureResponse } from "./handlers/custom-resource-no-failure-response.ts";
import { dangerousInputFlow } from "./handlers/dangerous-input-flow.ts";
import { dbConnectionInHandler } from "./handlers/db-connection-in-handler.ts";
import { dynamodbScanInRequestPath } from "./handlers/dynamodb-scan-in-request-path.ts";
import { globalStateMutated } from "./handlers/global-state-mutated.ts";
import { handlerEnvVarUndefined } from "./handlers/handler-env-var-undefined.ts";
import { handlerFloatingPromise } from "./handlers/handler-floating-promise.ts";
import { handlerNotFound } from "./handlers/handler-not-found.ts";
import { handlerRuntimeLanguageMismatch } from "./handlers/handler-runtime-language-mismatch.ts";
import { httpCallWithoutTimeout } from "./handlers/http-call-without-timeout.ts";
import { iamGrantUnusedByHandler } from "./handlers/iam-grant-unused-by-handler.ts";
import { node24CallbackHandler } from "./handlers/node24-callback-handler.ts";
import { nonIdempotentEventHandler } from "./handlers/non-idempotent-event-handler.ts";
import { partialBatchDeclaredNotReturned } from "./handlers/partial-batch-declared-not-returned.ts";
import { partialBatchReturnedNotDeclared } from "./handlers/partial-batch-returned-not-declared.ts";
import { proxyResponseBodyNotString } from "./handlers/proxy-response-body-not-string.ts";
import { sleepOrPollInHandler } from "./handlers/sleep-or-poll-in-handler.ts";
import { snapstartUniqueAtInit } from "./handlers/snapstart-unique-at-init.ts";
import { syncLambdaToLambda } from "./handlers/sync-lambda-to-lambda.ts";
import { writeOutsideTmp } from "./handlers/write-outside-tmp.ts";
import { rdsDirectWithoutProxy } from "./networks/rds-direct-without-proxy.ts";
import { vpcFunctionNoEgress } from "./networks/vpc-function-no-egress.ts";
import { vpcFunctionPublicSubnet } from "./networks/vpc-function-public-subnet.ts";
import { dlqPolicyMissing } from "./permissions/dlq-policy-missing.ts";
import { esmPollPermissionMissing } from "./permissions/esm-poll-permission-missing.ts";
import { functionUrlInvokePermissionMissing } from "./permissions/function-url-invoke-permission-missing.ts";
import { iamMissingForIndexQuery } from "./permissions/iam-missing-for-index-query.ts";
import { iamMissingForSdkCall } from "./permissions/iam-missing-for-sdk-call.ts";
import { lambdaPermissionNoSource } from "./permissions/lambda-permission-no-source.ts";
import { lambdaPermissionWildcard } from "./permissions/lambda-permission-wildcard.ts";
import { lambdaRoleStar } from "./permissions/lambda-role-star.ts";
import { lambdaTargetPermissionMissing } from "./permissions/lambda-target-permission-missing.ts";
import { lambdaTracingPermissionMissing } from "./permissions/lambda-tracing-permission-missing.ts";
import { permissionPrincipalMismatch } from "./permissions/permission-principal-mismatch.ts";
import { slsRoleStar } from "./permissions/sls-role-star.ts";
import { snsPolicyOpen } from "./permissions/sns-policy-open.ts";
import { sqsSubscriptionPolicyMissing } from "./permissions/sqs-subscription-policy-missing.ts";
import { oidcLoginWithoutIdToken } from "./pipelines/oidc-login-without-id-token.ts";
import { dlqConsumedBySameFunction } from "./queues/dlq-consumed-by-same-function.ts";
import { dlqIsSourceQueue } from "./queues/dlq-is-source-queue.ts";
import { dlqRetentionShorterThanSource } from "./queues/dlq-retention-shorter-than-source.ts";
import { dlqWithoutAlarm } from "./queues/dlq-without-alarm.ts";
import { fifoDedupMissing } from "./queues/fifo-dedup-missing.ts";
import { queueConsumerWritesSource } from "./queues/queue-consumer-writes-source.ts";
import { snsFifoLambdaSubscription } from "./queues/sns-fifo-lambda-subscription.ts";
import { sqsBatchOver10WithoutWindow } from "./queues/sqs-batch-over-10-without-window.ts";
import { sqsDlqTypeMismatch } from "./queues/sqs-dlq-type-mismatch.ts";
import { sqsEsmUnsupportedSetting } from "./queues/sqs-esm-unsupported-setting.ts";
import { sqsFifoBatchOver10 } from "./queues/sqs-fifo-batch-over-10.ts";
import { sqsManagedKmsWithServiceProducer } from "./queues/sqs-managed-kms-with-service-producer.ts";
import { sqsMaxReceiveCountLow } from "./queues/sqs-max-receive-count-low.ts";
import { sqsPolicyOpen } from "./queues/sqs-policy-open.ts";
import { sqsPollerReservedConcurrencyLow } from "./queues/sqs-poller-reserved-concurrency-low.ts";
import { sqsRetentionBelowRetryWindow } from "./queues/sqs-retention-below-retry-window.ts";
import { sqsVisibilityBelow6xTimeout } from "./queues/sqs-visibility-below-6x-timeout.ts";
import { cdkDestroyStateful } from "./storage/cdk-destroy-stateful.ts";
import { s3ExpirationKeepsNoncurrent } from "./storage/s3-expiration-keeps-noncurrent.ts";
import { s3TriggerWritesSameBucket } from "./storage/s3-trigger-writes-same-bucket.ts";
import { esmFilterDynamodbNumeric } from "./streams/esm-filter-dynamodb-numeric.ts";
import { esmPartialBatchNotEnabled } from "./streams/esm-partial-batch-not-enabled.ts";
import { esmStreamStartMissing } from "./streams/esm-stream-start-missing.ts";
import { streamConsumersOverTwo } from "./streams/stream-consumers-over-two.ts";
import { streamEsmNoBisect } from "./streams/stream-esm-no-bisect.ts";
import { streamEsmUnboundedRetry } from "./streams/stream-esm-unbounded-retry.ts";
import { streamViewTypeMismatch } from "./streams/stream-view-type-mismatch.ts";
import { dynamodbIndexUndefined } from "./tables/dynamodb-index-undefined.ts";
import { definitionSubstitutionUnused } from "./workflows/definition-substitution-unused.ts";
import { sfnCallbackNoHeartbeat } from "./workflows/sfn-callback-no-heartbeat.ts";
import { sfnCatchDropsInput } from "./workflows/sfn-catch-drops-input.ts";
import { sfnExpressNoLogging } from "./workflows/sfn-express-no-logging.ts";
import { sfnExpressUnsupported } from "./workflows/sfn-express-unsupported.ts";
import { sfnMapUnbounded } from "./workflows/sfn-map-unbounded.ts";
import { sfnRoleMissingAction } from "./workflows/sfn-role-missing-action.ts";
import { sfnStatesAllPosition } from "./workflows/sfn-states-all-position.ts";
import { sfnStructureInvalid } from "./workflows/sfn-structure-invalid.ts";
import { sfnTaskNoRetry } from "./workflows/sfn-task-no-retry.ts";
import { sfnTaskNoTimeout } from "./workflows/sfn-task-no-timeout.ts";
import { sfnTaskTimeoutBelowFunctionTimeout } from "./workflows/sfn-task-timeout-below-function-timeout.ts";
import { sfnUnboundedLoopHistory } from "./workflows/sfn-unbounded-loop-history.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by id. A test checks that no rule file is missing here. */
export const rules: readonly Rule[] = [
  apiTimeoutBelowFunctionTimeout,
  apigwNoAuth,
  apigwPolicyOpen,
  authRemovedInDiff,
  authorizerCacheNarrowPolicy,
  awsSdkV2NotBundled,
  azAlwaysOnMissing,
  azAnonymousHttp,
  azAppInsightsMissing,
  azAuthDisabled,
  azBindingConnectionUndefined,
  azClientPerInvocation,
  azCorsWildcard,
  azCosmosItemTtlWithoutDefault,
  azDotnetInProcess,
  azDurableNondeterminism,
  azDurableTimerNotCancelled,
  azDurableUnboundedLoop,
  azExtensionBundleOld,
  azFlexUnsupported,
  azFtps,
  azFunctionJsonScriptMissing,
  azHttpsOnly,
  azLanguageEol,
  azLocalSettingsCommitted,
  azMinTls,
  azOutputIntoWatchedContainer,
  azQueuePoisonUnmonitored,
  azRemoteDebug,
  azRuntimeNotV4,
  azSbLockBelowTimeout,
  azSbManualCompleteWithAuto,
  azSbMaxDeliveryLow,
  azSecretLiteralSetting,
  azSessionQueueWithoutSessions,
  azSharedStorageAccount,
  azTimeoutOverPlan,
  azTimerRunOnStartup,
  batchErrorSwallowed,
  batchWriteUnprocessedIgnored,
  buildArchMismatch,
  cdkDestroyStateful,
  customResourceNoFailureResponse,
  dangerousInputFlow,
  dbConnectionInHandler,
  definitionSubstitutionUnused,
  dlqConsumedBySameFunction,
  dlqIsSourceQueue,
  dlqPolicyMissing,
  dlqRetentionShorterThanSource,
  dlqWithoutAlarm,
  dynamodbIndexUndefined,
  dynamodbScanInRequestPath,
  edgeUnsupportedFeature,
  esmFilterDynamodbNumeric,
  esmMaxConcurrencyAboveReserved,
  esmMaxConcurrencyWithProvisionedPoller,
  esmPartialBatchNotEnabled,
  esmPollPermissionMissing,
  esmStreamStartMissing,
  eventPatternSelfMatch,
  eventsV2MigrationRetryShrunk,
  eventsV2SubscriberNoFailureQueue,
  failurePathRemovedInDiff,
  fifoDedupMissing,
  fsRulesAuthOnly,
  fsRulesNoValidation,
  fsRulesOpen,
  fsRulesTimeBomb,
  functionUrlInvokePermissionMissing,
  gcfAckDeadlineBelowTimeout,
  gcfBucketTriggerSelfWrite,
  gcfDeadLetterIamMissing,
  gcfDefaultServiceAccount,
  gcfEventRetryOff,
  gcfEventTimeoutOver540,
  gcfFirestoreTriggerSelfWrite,
  gcfHttpTriggerInsecure,
  gcfIngressAll,
  gcfNoMaxInstances,
  gcfPlainSecretEnv,
  gcfPublicInvoker,
  gcfPubsubNoDeadLetter,
  gcfRetryWithoutGuard,
  gcfRuntimeDeprecated,
  gcfSchedulerDeadlineBelowTimeout,
  gcfSchedulerNoOidc,
  gcfTriggerInvokerMissing,
  gcfWorkAfterResponse,
  gcpPubsubPublic,
  gcwHttpNoAuth,
  globalStateMutated,
  handlerEnvVarUndefined,
  handlerFloatingPromise,
  handlerNotFound,
  handlerRuntimeLanguageMismatch,
  httpApiAuthorizerNoneOnMutation,
  httpCallWithoutTimeout,
  iamGrantUnusedByHandler,
  iamMissingForIndexQuery,
  iamMissingForSdkCall,
  lambdaEnvOver4kb,
  lambdaEnvReservedKey,
  lambdaEnvSecret,
  lambdaImageRedundantField,
  lambdaPermissionNoSource,
  lambdaPermissionWildcard,
  lambdaRoleStar,
  lambdaRuntimeDeprecated,
  lambdaTargetPermissionMissing,
  lambdaTracingPermissionMissing,
  lambdaUrlAuthNone,
  logGroupNotBound,
  node24CallbackHandler,
  nonIdempotentEventHandler,
  oidcLoginWithoutIdToken,
  partialBatchDeclaredNotReturned,
  partialBatchReturnedNotDeclared,
  permissionPrincipalMismatch,
  provisionedConcurrencyWithoutAlias,
  proxyResponseBodyNotString,
  queueConsumerWritesSource,
  rdsDirectWithoutProxy,
  recursiveLoopAllow,
  reservedConcurrencyBelowProvisioned,
  reservedConcurrencyZero,
  restApiNotRedeployed,
  s3ExpirationKeepsNoncurrent,
  s3TriggerWritesSameBucket,
  scheduleShorterThanTimeout,
  schedulerTargetNoDlq,
  sfnCallbackNoHeartbeat,
  sfnCatchDropsInput,
  sfnExpressNoLogging,
  sfnExpressUnsupported,
  sfnMapUnbounded,
  sfnRoleMissingAction,
  sfnStatesAllPosition,
  sfnStructureInvalid,
  sfnTaskNoRetry,
  sfnTaskNoTimeout,
  sfnTaskTimeoutBelowFunctionTimeout,
  sfnUnboundedLoopHistory,
  sleepOrPollInHandler,
  slsRoleStar,
  snapstartConflict,
  snapstartUniqueAtInit,
  snapstartUnqualifiedInvoke,
  snsFifoLambdaSubscription,
  snsPolicyOpen,
  sqsBatchOver10WithoutWindow,
  sqsDlqTypeMismatch,
  sqsEsmUnsupportedSetting,
  sqsFifoBatchOver10,
  sqsManagedKmsWithServiceProducer,
  sqsMaxReceiveCountLow,
  sqsPolicyOpen,
  sqsPollerReservedConcurrencyLow,
  sqsRetentionBelowRetryWindow,
  sqsSubscriptionPolicyMissing,
  sqsVisibilityBelow6xTimeout,
  statefulRemovedWithoutRetain,
  statefulReplacementInDiff,
  streamConsumersOverTwo,
  streamEsmNoBisect,
  streamEsmUnboundedRetry,
  streamViewTypeMismatch,
  suppressionExpired,
  syncInvokerTimeoutMismatch,
  syncLambdaToLambda,
  terraformReferenceUndeclared,
  vpcFunctionNoEgress,
  vpcFunctionPublicSubnet,
  writeOutsideTmp,
];
