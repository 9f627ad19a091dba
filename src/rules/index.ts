import { apigwAccessLog } from "./apis/apigw-access-log.ts";
import { apigwApiKey } from "./apis/apigw-api-key.ts";
import { apigwCacheUnencrypted } from "./apis/apigw-cache-unencrypted.ts";
import { apigwCache } from "./apis/apigw-cache.ts";
import { apigwClientCert } from "./apis/apigw-client-cert.ts";
import { apigwCompression } from "./apis/apigw-compression.ts";
import { apigwCreateBeforeDestroy } from "./apis/apigw-create-before-destroy.ts";
import { apigwEndpointPublic } from "./apis/apigw-endpoint-public.ts";
import { apigwExecutionLog } from "./apis/apigw-execution-log.ts";
import { apigwNoAuth } from "./apis/apigw-no-auth.ts";
import { apigwPolicyOpen } from "./apis/apigw-policy-open.ts";
import { apigwRequestValidation } from "./apis/apigw-request-validation.ts";
import { apigwStructuredLog } from "./apis/apigw-structured-log.ts";
import { apigwThrottling } from "./apis/apigw-throttling.ts";
import { apigwTls } from "./apis/apigw-tls.ts";
import { apigwTracing } from "./apis/apigw-tracing.ts";
import { apigwUsagePlan } from "./apis/apigw-usage-plan.ts";
import { apigwWaf } from "./apis/apigw-waf.ts";
import { appsyncLogging } from "./apis/appsync-logging.ts";
import { appsyncTracing } from "./apis/appsync-tracing.ts";
import { authorizerCacheNarrowPolicy } from "./apis/authorizer-cache-narrow-policy.ts";
import { httpApiAuthorizerNoneOnMutation } from "./apis/http-api-authorizer-none-on-mutation.ts";
import { azAlwaysOnMissing } from "./azure/az-always-on-missing.ts";
import { azAnonymousHttp } from "./azure/az-anonymous-http.ts";
import { azAppInsightsMissing } from "./azure/az-app-insights-missing.ts";
import { azAuthDisabled } from "./azure/az-auth-disabled.ts";
import { azBindingConnectionUndefined } from "./azure/az-binding-connection-undefined.ts";
import { azClientCert } from "./azure/az-client-cert.ts";
import { azClientPerInvocation } from "./azure/az-client-per-invocation.ts";
import { azColdPlanForLatency } from "./azure/az-cold-plan-for-latency.ts";
import { azCorsWildcard } from "./azure/az-cors-wildcard.ts";
import { azCosmosItemTtlWithoutDefault } from "./azure/az-cosmos-item-ttl-without-default.ts";
import { azDotnetInProcess } from "./azure/az-dotnet-in-process.ts";
import { azDurableNondeterminism } from "./azure/az-durable-nondeterminism.ts";
import { azDurableTimerNotCancelled } from "./azure/az-durable-timer-not-cancelled.ts";
import { azDurableUnboundedLoop } from "./azure/az-durable-unbounded-loop.ts";
import { azEventhubPrefetchBelowBatch } from "./azure/az-eventhub-prefetch-below-batch.ts";
import { azExtensionBundleOld } from "./azure/az-extension-bundle-old.ts";
import { azFlexUnsupported } from "./azure/az-flex-unsupported.ts";
import { azFtps } from "./azure/az-ftps.ts";
import { azFunctionJsonScriptMissing } from "./azure/az-function-json-script-missing.ts";
import { azHttpOver230s } from "./azure/az-http-over-230s.ts";
import { azHttp2Off } from "./azure/az-http2-off.ts";
import { azHttpsOnly } from "./azure/az-https-only.ts";
import { azIdentityMissing } from "./azure/az-identity-missing.ts";
import { azLanguageEol } from "./azure/az-language-eol.ts";
import { azLinuxConsumption } from "./azure/az-linux-consumption.ts";
import { azLocalSettingsCommitted } from "./azure/az-local-settings-committed.ts";
import { azLoggingOff } from "./azure/az-logging-off.ts";
import { azMinTls } from "./azure/az-min-tls.ts";
import { azNodeModelMix } from "./azure/az-node-model-mix.ts";
import { azOutputIntoWatchedContainer } from "./azure/az-output-into-watched-container.ts";
import { azPublicNetwork } from "./azure/az-public-network.ts";
import { azQueueMaxDequeueOne } from "./azure/az-queue-max-dequeue-one.ts";
import { azQueuePoisonUnmonitored } from "./azure/az-queue-poison-unmonitored.ts";
import { azRemoteDebug } from "./azure/az-remote-debug.ts";
import { azRetryPolicyMisplaced } from "./azure/az-retry-policy-misplaced.ts";
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
import { costDeltaLarge } from "./changes/cost-delta-large.ts";
import { eventsV2MigrationRetryShrunk } from "./changes/events-v2-migration-retry-shrunk.ts";
import { failurePathRemovedInDiff } from "./changes/failure-path-removed-in-diff.ts";
import { restApiNotRedeployed } from "./changes/rest-api-not-redeployed.ts";
import { statefulRemovedWithoutRetain } from "./changes/stateful-removed-without-retain.ts";
import { statefulReplacementInDiff } from "./changes/stateful-replacement-in-diff.ts";
import { suppressionExpired } from "./changes/suppression-expired.ts";
import { terraformReferenceUndeclared } from "./changes/terraform-reference-undeclared.ts";
import { eventPatternSelfMatch } from "./events/event-pattern-self-match.ts";
import { eventsTargetNoDlq } from "./events/events-target-no-dlq.ts";
import { eventsV2SubscriberNoFailureQueue } from "./events/events-v2-subscriber-no-failure-queue.ts";
import { scheduleShorterThanTimeout } from "./events/schedule-shorter-than-timeout.ts";
import { schedulerTargetNoDlq } from "./events/scheduler-target-no-dlq.ts";
import { apiTimeoutBelowFunctionTimeout } from "./functions/api-timeout-below-function-timeout.ts";
import { edgeUnsupportedFeature } from "./functions/edge-unsupported-feature.ts";
import { esmMaxConcurrencyAboveReserved } from "./functions/esm-max-concurrency-above-reserved.ts";
import { esmMaxConcurrencyWithProvisionedPoller } from "./functions/esm-max-concurrency-with-provisioned-poller.ts";
import { functionWithoutAlarm } from "./functions/function-without-alarm.ts";
import { lambdaArm64Saving } from "./functions/lambda-arm64-saving.ts";
import { lambdaAsyncNoDestination } from "./functions/lambda-async-no-destination.ts";
import { lambdaCodeSigning } from "./functions/lambda-code-signing.ts";
import { lambdaConcurrencyUnset } from "./functions/lambda-concurrency-unset.ts";
import { lambdaDefaultMemory } from "./functions/lambda-default-memory.ts";
import { lambdaDefaultTimeout } from "./functions/lambda-default-timeout.ts";
import { lambdaDlqMissing } from "./functions/lambda-dlq-missing.ts";
import { lambdaEnvNotCmk } from "./functions/lambda-env-not-cmk.ts";
import { lambdaEnvOver4kb } from "./functions/lambda-env-over-4kb.ts";
import { lambdaEnvReservedKey } from "./functions/lambda-env-reserved-key.ts";
import { lambdaEnvSecret } from "./functions/lambda-env-secret.ts";
import { lambdaImageRedundantField } from "./functions/lambda-image-redundant-field.ts";
import { lambdaLogRetention } from "./functions/lambda-log-retention.ts";
import { lambdaMaxTimeout } from "./functions/lambda-max-timeout.ts";
import { lambdaNotInVpc } from "./functions/lambda-not-in-vpc.ts";
import { lambdaPermissionManyPrincipals } from "./functions/lambda-permission-many-principals.ts";
import { lambdaRoleShared } from "./functions/lambda-role-shared.ts";
import { lambdaRuntimeDeprecated } from "./functions/lambda-runtime-deprecated.ts";
import { lambdaRuntimeEndingSoon } from "./functions/lambda-runtime-ending-soon.ts";
import { lambdaTagsMissing } from "./functions/lambda-tags-missing.ts";
import { lambdaTracingDisabled } from "./functions/lambda-tracing-disabled.ts";
import { lambdaUrlAuthNone } from "./functions/lambda-url-auth-none.ts";
import { lambdaUrlCorsWildcard } from "./functions/lambda-url-cors-wildcard.ts";
import { logGroupNoKms } from "./functions/log-group-no-kms.ts";
import { logGroupNotBound } from "./functions/log-group-not-bound.ts";
import { logGroupRoleCreatesGroup } from "./functions/log-group-role-creates-group.ts";
import { provisionedConcurrencyWithoutAlias } from "./functions/provisioned-concurrency-without-alias.ts";
import { provisionedConcurrencyWithoutAutoscaling } from "./functions/provisioned-concurrency-without-autoscaling.ts";
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
import { gcfConcurrencyNeedsCpu } from "./google/gcf-concurrency-needs-cpu.ts";
import { gcfDeadLetterIamMissing } from "./google/gcf-dead-letter-iam-missing.ts";
import { gcfDefaultServiceAccount } from "./google/gcf-default-service-account.ts";
import { gcfEventRetryOff } from "./google/gcf-event-retry-off.ts";
import { gcfEventTimeoutOver540 } from "./google/gcf-event-timeout-over-540.ts";
import { gcfFirestoreTriggerSelfWrite } from "./google/gcf-firestore-trigger-self-write.ts";
import { gcfFunctionsConfigLegacy } from "./google/gcf-functions-config-legacy.ts";
import { gcfGen1Resource } from "./google/gcf-gen1-resource.ts";
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
import { gcpPubsubCmek } from "./google/gcp-pubsub-cmek.ts";
import { gcpPubsubPublic } from "./google/gcp-pubsub-public.ts";
import { gcwHttpNoAuth } from "./google/gcw-http-no-auth.ts";
import { gcwNoRetry } from "./google/gcw-no-retry.ts";
import { awsSdkV2NotBundled } from "./handlers/aws-sdk-v2-not-bundled.ts";
import { batchErrorSwallowed } from "./handlers/batch-error-swallowed.ts";
import { batchWriteUnprocessedIgnored } from "./handlers/batch-write-unprocessed-ignored.ts";
import { buildArchMismatch } from "./handlers/build-arch-mismatch.ts";
import { buildTargetNewerThanRuntime } from "./handlers/build-target-newer-than-runtime.ts";
import { customResourceNoFailureResponse } from "./handlers/custom-resource-no-failure-response.ts";
import { customRuntimeNoBootstrap } from "./handlers/custom-runtime-no-bootstrap.ts";
import { dangerousInputFlow } from "./handlers/dangerous-input-flow.ts";
import { dbConnectionInHandler } from "./handlers/db-connection-in-handler.ts";
import { dynamodbScanInRequestPath } from "./handlers/dynamodb-scan-in-request-path.ts";
import { envVarUnused } from "./handlers/env-var-unused.ts";
import { eventLoggedWhole } from "./handlers/event-logged-whole.ts";
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
import { sdkClientInHandler } from "./handlers/sdk-client-in-handler.ts";
import { secretFetchedPerInvocation } from "./handlers/secret-fetched-per-invocation.ts";
import { sleepOrPollInHandler } from "./handlers/sleep-or-poll-in-handler.ts";
import { snapstartUniqueAtInit } from "./handlers/snapstart-unique-at-init.ts";
import { syncLambdaToLambda } from "./handlers/sync-lambda-to-lambda.ts";
import { writeOutsideTmp } from "./handlers/write-outside-tmp.ts";
import { rdsDirectWithoutProxy } from "./networks/rds-direct-without-proxy.ts";
import { vpcFunctionNoEgress } from "./networks/vpc-function-no-egress.ts";
import { vpcFunctionPublicSubnet } from "./networks/vpc-function-public-subnet.ts";
import { vpcWithoutPrivateDependency } from "./networks/vpc-without-private-dependency.ts";
import { cdkGrantTooWide } from "./permissions/cdk-grant-too-wide.ts";
import { dlqPolicyMissing } from "./permissions/dlq-policy-missing.ts";
import { esmPollPermissionMissing } from "./permissions/esm-poll-permission-missing.ts";
import { functionUrlInvokePermissionMissing } from "./permissions/function-url-invoke-permission-missing.ts";
import { iamActionUnknown } from "./permissions/iam-action-unknown.ts";
import { iamMissingForIndexQuery } from "./permissions/iam-missing-for-index-query.ts";
import { iamMissingForSdkCall } from "./permissions/iam-missing-for-sdk-call.ts";
import { lambdaLogsPermission } from "./permissions/lambda-logs-permission.ts";
import { lambdaPermissionNoSource } from "./permissions/lambda-permission-no-source.ts";
import { lambdaPermissionWildcard } from "./permissions/lambda-permission-wildcard.ts";
import { lambdaRoleStar } from "./permissions/lambda-role-star.ts";
import { lambdaTargetPermissionMissing } from "./permissions/lambda-target-permission-missing.ts";
import { lambdaTracingPermissionMissing } from "./permissions/lambda-tracing-permission-missing.ts";
import { permissionPrincipalMismatch } from "./permissions/permission-principal-mismatch.ts";
import { secretNoCmk } from "./permissions/secret-no-cmk.ts";
import { slsRoleStar } from "./permissions/sls-role-star.ts";
import { snsPolicyOpen } from "./permissions/sns-policy-open.ts";
import { sqsSubscriptionPolicyMissing } from "./permissions/sqs-subscription-policy-missing.ts";
import { oidcLoginWithoutIdToken } from "./pipelines/oidc-login-without-id-token.ts";
import { slsFrameworkUnpinned } from "./pipelines/sls-framework-unpinned.ts";
import { dlqConsumedBySameFunction } from "./queues/dlq-consumed-by-same-function.ts";
import { dlqIsSourceQueue } from "./queues/dlq-is-source-queue.ts";
import { dlqRetentionShorterThanSource } from "./queues/dlq-retention-shorter-than-source.ts";
import { dlqWithoutAlarm } from "./queues/dlq-without-alarm.ts";
import { fifoDedupMissing } from "./queues/fifo-dedup-missing.ts";
import { queueConsumerWritesSource } from "./queues/queue-consumer-writes-source.ts";
import { snsFifoLambdaSubscription } from "./queues/sns-fifo-lambda-subscription.ts";
import { snsNoRedrive } from "./queues/sns-no-redrive.ts";
import { snsUnencrypted } from "./queues/sns-unencrypted.ts";
import { sqsBatchOver10WithoutWindow } from "./queues/sqs-batch-over-10-without-window.ts";
import { sqsDlqTypeMismatch } from "./queues/sqs-dlq-type-mismatch.ts";
import { sqsEsmUnsupportedSetting } from "./queues/sqs-esm-unsupported-setting.ts";
import { sqsFifoBatchOver10 } from "./queues/sqs-fifo-batch-over-10.ts";
import { sqsManagedKmsWithServiceProducer } from "./queues/sqs-managed-kms-with-service-producer.ts";
import { sqsMaxReceiveCountLow } from "./queues/sqs-max-receive-count-low.ts";
import { sqsNoDlq } from "./queues/sqs-no-dlq.ts";
import { sqsPolicyOpen } from "./queues/sqs-policy-open.ts";
import { sqsPollerReservedConcurrencyLow } from "./queues/sqs-poller-reserved-concurrency-low.ts";
import { sqsRetentionBelowRetryWindow } from "./queues/sqs-retention-below-retry-window.ts";
import { sqsUnencrypted } from "./queues/sqs-unencrypted.ts";
import { sqsVisibilityBelow6xTimeout } from "./queues/sqs-visibility-below-6x-timeout.ts";
import { cdkDestroyStateful } from "./storage/cdk-destroy-stateful.ts";
import { s3ExpirationKeepsNoncurrent } from "./storage/s3-expiration-keeps-noncurrent.ts";
import { s3TriggerWritesSameBucket } from "./storage/s3-trigger-writes-same-bucket.ts";
import { esmFilterDynamodbNumeric } from "./streams/esm-filter-dynamodb-numeric.ts";
import { esmPartialBatchNotEnabled } from "./streams/esm-partial-batch-not-enabled.ts";
import { esmStreamStartMissing } from "./streams/esm-stream-start-missing.ts";
import { kinesisUnencrypted } from "./streams/kinesis-unencrypted.ts";
import { streamConsumersOverTwo } from "./streams/stream-consumers-over-two.ts";
import { streamEsmNoBisect } from "./streams/stream-esm-no-bisect.ts";
import { streamEsmNoDestination } from "./streams/stream-esm-no-destination.ts";
import { streamEsmUnboundedRetry } from "./streams/stream-esm-unbounded-retry.ts";
import { streamLatestStart } from "./streams/stream-latest-start.ts";
import { streamViewTypeMismatch } from "./streams/stream-view-type-mismatch.ts";
import { dynamodbBillingMode } from "./tables/dynamodb-billing-mode.ts";
import { dynamodbIndexUndefined } from "./tables/dynamodb-index-undefined.ts";
import { dynamodbLowCardinalityKey } from "./tables/dynamodb-low-cardinality-key.ts";
import { dynamodbNoCmk } from "./tables/dynamodb-no-cmk.ts";
import { dynamodbNoPitr } from "./tables/dynamodb-no-pitr.ts";
import { definitionSubstitutionUnused } from "./workflows/definition-substitution-unused.ts";
import { sfnCallbackNoHeartbeat } from "./workflows/sfn-callback-no-heartbeat.ts";
import { sfnCatchDropsInput } from "./workflows/sfn-catch-drops-input.ts";
import { sfnChoiceNoDefault } from "./workflows/sfn-choice-no-default.ts";
import { sfnExpressNoLogging } from "./workflows/sfn-express-no-logging.ts";
import { sfnExpressUnsupported } from "./workflows/sfn-express-unsupported.ts";
import { sfnLambdaRawArn } from "./workflows/sfn-lambda-raw-arn.ts";
import { sfnLoggingDisabled } from "./workflows/sfn-logging-disabled.ts";
import { sfnMapUnbounded } from "./workflows/sfn-map-unbounded.ts";
import { sfnNoCatch } from "./workflows/sfn-no-catch.ts";
import { sfnPayloadAccumulates } from "./workflows/sfn-payload-accumulates.ts";
import { sfnRoleMissingAction } from "./workflows/sfn-role-missing-action.ts";
import { sfnStatesAllPosition } from "./workflows/sfn-states-all-position.ts";
import { sfnStructureInvalid } from "./workflows/sfn-structure-invalid.ts";
import { sfnTaskNoRetry } from "./workflows/sfn-task-no-retry.ts";
import { sfnTaskNoTimeout } from "./workflows/sfn-task-no-timeout.ts";
import { sfnTaskTimeoutBelowFunctionTimeout } from "./workflows/sfn-task-timeout-below-function-timeout.ts";
import { sfnTracingDisabled } from "./workflows/sfn-tracing-disabled.ts";
import { sfnUnboundedLoopHistory } from "./workflows/sfn-unbounded-loop-history.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by id. A test checks that no rule file is missing here. */
export const rules: readonly Rule[] = [
  apiTimeoutBelowFunctionTimeout,
  apigwAccessLog,
  apigwApiKey,
  apigwCache,
  apigwCacheUnencrypted,
  apigwClientCert,
  apigwCompression,
  apigwCreateBeforeDestroy,
  apigwEndpointPublic,
  apigwExecutionLog,
  apigwNoAuth,
  apigwPolicyOpen,
  apigwRequestValidation,
  apigwStructuredLog,
  apigwThrottling,
  apigwTls,
  apigwTracing,
  apigwUsagePlan,
  apigwWaf,
  appsyncLogging,
  appsyncTracing,
  authRemovedInDiff,
  authorizerCacheNarrowPolicy,
  awsSdkV2NotBundled,
  azAlwaysOnMissing,
  azAnonymousHttp,
  azAppInsightsMissing,
  azAuthDisabled,
  azBindingConnectionUndefined,
  azClientCert,
  azClientPerInvocation,
  azColdPlanForLatency,
  azCorsWildcard,
  azCosmosItemTtlWithoutDefault,
  azDotnetInProcess,
  azDurableNondeterminism,
  azDurableTimerNotCancelled,
  azDurableUnboundedLoop,
  azEventhubPrefetchBelowBatch,
  azExtensionBundleOld,
  azFlexUnsupported,
  azFtps,
  azFunctionJsonScriptMissing,
  azHttpOver230s,
  azHttp2Off,
  azHttpsOnly,
  azIdentityMissing,
  azLanguageEol,
  azLinuxConsumption,
  azLocalSettingsCommitted,
  azLoggingOff,
  azMinTls,
  azNodeModelMix,
  azOutputIntoWatchedContainer,
  azPublicNetwork,
  azQueueMaxDequeueOne,
  azQueuePoisonUnmonitored,
  azRemoteDebug,
  azRetryPolicyMisplaced,
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
  buildTargetNewerThanRuntime,
  cdkDestroyStateful,
  cdkGrantTooWide,
  costDeltaLarge,
  customResourceNoFailureResponse,
  customRuntimeNoBootstrap,
  dangerousInputFlow,
  dbConnectionInHandler,
  definitionSubstitutionUnused,
  dlqConsumedBySameFunction,
  dlqIsSourceQueue,
  dlqPolicyMissing,
  dlqRetentionShorterThanSource,
  dlqWithoutAlarm,
  dynamodbBillingMode,
  dynamodbIndexUndefined,
  dynamodbLowCardinalityKey,
  dynamodbNoCmk,
  dynamodbNoPitr,
  dynamodbScanInRequestPath,
  edgeUnsupportedFeature,
  envVarUnused,
  esmFilterDynamodbNumeric,
  esmMaxConcurrencyAboveReserved,
  esmMaxConcurrencyWithProvisionedPoller,
  esmPartialBatchNotEnabled,
  esmPollPermissionMissing,
  esmStreamStartMissing,
  eventLoggedWhole,
  eventPatternSelfMatch,
  eventsTargetNoDlq,
  eventsV2MigrationRetryShrunk,
  eventsV2SubscriberNoFailureQueue,
  failurePathRemovedInDiff,
  fifoDedupMissing,
  fsRulesAuthOnly,
  fsRulesNoValidation,
  fsRulesOpen,
  fsRulesTimeBomb,
  functionUrlInvokePermissionMissing,
  functionWithoutAlarm,
  gcfAckDeadlineBelowTimeout,
  gcfBucketTriggerSelfWrite,
  gcfConcurrencyNeedsCpu,
  gcfDeadLetterIamMissing,
  gcfDefaultServiceAccount,
  gcfEventRetryOff,
  gcfEventTimeoutOver540,
  gcfFirestoreTriggerSelfWrite,
  gcfFunctionsConfigLegacy,
  gcfGen1Resource,
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
  gcpPubsubCmek,
  gcpPubsubPublic,
  gcwHttpNoAuth,
  gcwNoRetry,
  globalStateMutated,
  handlerEnvVarUndefined,
  handlerFloatingPromise,
  handlerNotFound,
  handlerRuntimeLanguageMismatch,
  httpApiAuthorizerNoneOnMutation,
  httpCallWithoutTimeout,
  iamActionUnknown,
  iamGrantUnusedByHandler,
  iamMissingForIndexQuery,
  iamMissingForSdkCall,
  kinesisUnencrypted,
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
  lambdaLogsPermission,
  lambdaMaxTimeout,
  lambdaNotInVpc,
  lambdaPermissionManyPrincipals,
  lambdaPermissionNoSource,
  lambdaPermissionWildcard,
  lambdaRoleShared,
  lambdaRoleStar,
  lambdaRuntimeDeprecated,
  lambdaRuntimeEndingSoon,
  lambdaTagsMissing,
  lambdaTargetPermissionMissing,
  lambdaTracingDisabled,
  lambdaTracingPermissionMissing,
  lambdaUrlAuthNone,
  lambdaUrlCorsWildcard,
  logGroupNoKms,
  logGroupNotBound,
  logGroupRoleCreatesGroup,
  node24CallbackHandler,
  nonIdempotentEventHandler,
  oidcLoginWithoutIdToken,
  partialBatchDeclaredNotReturned,
  partialBatchReturnedNotDeclared,
  permissionPrincipalMismatch,
  provisionedConcurrencyWithoutAlias,
  provisionedConcurrencyWithoutAutoscaling,
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
  sdkClientInHandler,
  secretFetchedPerInvocation,
  secretNoCmk,
  sfnCallbackNoHeartbeat,
  sfnCatchDropsInput,
  sfnChoiceNoDefault,
  sfnExpressNoLogging,
  sfnExpressUnsupported,
  sfnLambdaRawArn,
  sfnLoggingDisabled,
  sfnMapUnbounded,
  sfnNoCatch,
  sfnPayloadAccumulates,
  sfnRoleMissingAction,
  sfnStatesAllPosition,
  sfnStructureInvalid,
  sfnTaskNoRetry,
  sfnTaskNoTimeout,
  sfnTaskTimeoutBelowFunctionTimeout,
  sfnTracingDisabled,
  sfnUnboundedLoopHistory,
  sleepOrPollInHandler,
  slsFrameworkUnpinned,
  slsRoleStar,
  snapstartConflict,
  snapstartUniqueAtInit,
  snapstartUnqualifiedInvoke,
  snsFifoLambdaSubscription,
  snsNoRedrive,
  snsPolicyOpen,
  snsUnencrypted,
  sqsBatchOver10WithoutWindow,
  sqsDlqTypeMismatch,
  sqsEsmUnsupportedSetting,
  sqsFifoBatchOver10,
  sqsManagedKmsWithServiceProducer,
  sqsMaxReceiveCountLow,
  sqsNoDlq,
  sqsPolicyOpen,
  sqsPollerReservedConcurrencyLow,
  sqsRetentionBelowRetryWindow,
  sqsSubscriptionPolicyMissing,
  sqsUnencrypted,
  sqsVisibilityBelow6xTimeout,
  statefulRemovedWithoutRetain,
  statefulReplacementInDiff,
  streamConsumersOverTwo,
  streamEsmNoBisect,
  streamEsmNoDestination,
  streamEsmUnboundedRetry,
  streamLatestStart,
  streamViewTypeMismatch,
  suppressionExpired,
  syncInvokerTimeoutMismatch,
  syncLambdaToLambda,
  terraformReferenceUndeclared,
  vpcFunctionNoEgress,
  vpcFunctionPublicSubnet,
  vpcWithoutPrivateDependency,
  writeOutsideTmp,
];
