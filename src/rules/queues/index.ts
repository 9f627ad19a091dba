import { dlqConsumedBySameFunction } from "./dlq-consumed-by-same-function.ts";
import { dlqIsSourceQueue } from "./dlq-is-source-queue.ts";
import { dlqRetentionShorterThanSource } from "./dlq-retention-shorter-than-source.ts";
import { dlqWithoutAlarm } from "./dlq-without-alarm.ts";
import { fifoDedupMissing } from "./fifo-dedup-missing.ts";
import { queueConsumerWritesSource } from "./queue-consumer-writes-source.ts";
import { snsFifoLambdaSubscription } from "./sns-fifo-lambda-subscription.ts";
import { snsNoRedrive } from "./sns-no-redrive.ts";
import { snsUnencrypted } from "./sns-unencrypted.ts";
import { sqsBatchOver10WithoutWindow } from "./sqs-batch-over-10-without-window.ts";
import { sqsDlqTypeMismatch } from "./sqs-dlq-type-mismatch.ts";
import { sqsEsmUnsupportedSetting } from "./sqs-esm-unsupported-setting.ts";
import { sqsFifoBatchOver10 } from "./sqs-fifo-batch-over-10.ts";
import { sqsManagedKmsWithServiceProducer } from "./sqs-managed-kms-with-service-producer.ts";
import { sqsMaxReceiveCountLow } from "./sqs-max-receive-count-low.ts";
import { sqsNoDlq } from "./sqs-no-dlq.ts";
import { sqsPolicyOpen } from "./sqs-policy-open.ts";
import { sqsPollerReservedConcurrencyLow } from "./sqs-poller-reserved-concurrency-low.ts";
import { sqsRetentionBelowRetryWindow } from "./sqs-retention-below-retry-window.ts";
import { sqsUnencrypted } from "./sqs-unencrypted.ts";
import { sqsVisibilityBelow6xTimeout } from "./sqs-visibility-below-6x-timeout.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const queues: readonly Rule[] = [
  dlqConsumedBySameFunction,
  dlqIsSourceQueue,
  dlqRetentionShorterThanSource,
  dlqWithoutAlarm,
  fifoDedupMissing,
  queueConsumerWritesSource,
  snsFifoLambdaSubscription,
  snsNoRedrive,
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
  sqsUnencrypted,
  sqsVisibilityBelow6xTimeout,
];
