import { azBindingConnectionUndefined } from "./azure/az-binding-connection-undefined.ts";
import { azTimeoutOverPlan } from "./azure/az-timeout-over-plan.ts";
import { statefulReplacementInDiff } from "./changes/stateful-replacement-in-diff.ts";
import { suppressionExpired } from "./changes/suppression-expired.ts";
import { apiTimeoutBelowFunctionTimeout } from "./functions/api-timeout-below-function-timeout.ts";
import { reservedConcurrencyZero } from "./functions/reserved-concurrency-zero.ts";
import { gcfDeadLetterIamMissing } from "./google/gcf-dead-letter-iam-missing.ts";
import { gcfEventRetryOff } from "./google/gcf-event-retry-off.ts";
import { handlerEnvVarUndefined } from "./handlers/handler-env-var-undefined.ts";
import { handlerNotFound } from "./handlers/handler-not-found.ts";
import { node24CallbackHandler } from "./handlers/node24-callback-handler.ts";
import { partialBatchDeclaredNotReturned } from "./handlers/partial-batch-declared-not-returned.ts";
import { partialBatchReturnedNotDeclared } from "./handlers/partial-batch-returned-not-declared.ts";
import { dlqPolicyMissing } from "./permissions/dlq-policy-missing.ts";
import { iamMissingForSdkCall } from "./permissions/iam-missing-for-sdk-call.ts";
import { lambdaTargetPermissionMissing } from "./permissions/lambda-target-permission-missing.ts";
import { sqsSubscriptionPolicyMissing } from "./permissions/sqs-subscription-policy-missing.ts";
import { dlqWithoutAlarm } from "./queues/dlq-without-alarm.ts";
import { sqsManagedKmsWithServiceProducer } from "./queues/sqs-managed-kms-with-service-producer.ts";
import { sqsPollerReservedConcurrencyLow } from "./queues/sqs-poller-reserved-concurrency-low.ts";
import { sqsVisibilityBelow6xTimeout } from "./queues/sqs-visibility-below-6x-timeout.ts";
import type { Rule } from "./rule.ts";
import { s3TriggerWritesSameBucket } from "./storage/s3-trigger-writes-same-bucket.ts";
import { esmPartialBatchNotEnabled } from "./streams/esm-partial-batch-not-enabled.ts";
import { streamEsmUnboundedRetry } from "./streams/stream-esm-unbounded-retry.ts";
import { sfnExpressUnsupported } from "./workflows/sfn-express-unsupported.ts";
import { sfnTaskNoRetry } from "./workflows/sfn-task-no-retry.ts";

/** Every rule, by id. A test checks that no rule file is missing here. */
export const rules: readonly Rule[] = [
  apiTimeoutBelowFunctionTimeout,
  azBindingConnectionUndefined,
  azTimeoutOverPlan,
  dlqPolicyMissing,
  dlqWithoutAlarm,
  esmPartialBatchNotEnabled,
  gcfDeadLetterIamMissing,
  gcfEventRetryOff,
  handlerEnvVarUndefined,
  handlerNotFound,
  iamMissingForSdkCall,
  lambdaTargetPermissionMissing,
  node24CallbackHandler,
  partialBatchDeclaredNotReturned,
  partialBatchReturnedNotDeclared,
  reservedConcurrencyZero,
  s3TriggerWritesSameBucket,
  sfnExpressUnsupported,
  sfnTaskNoRetry,
  sqsManagedKmsWithServiceProducer,
  sqsPollerReservedConcurrencyLow,
  sqsSubscriptionPolicyMissing,
  sqsVisibilityBelow6xTimeout,
  statefulReplacementInDiff,
  streamEsmUnboundedRetry,
  suppressionExpired,
];
