import { fsRulesAuthOnly } from "./fs-rules-auth-only.ts";
import { fsRulesNoValidation } from "./fs-rules-no-validation.ts";
import { fsRulesOpen } from "./fs-rules-open.ts";
import { fsRulesTimeBomb } from "./fs-rules-time-bomb.ts";
import { gcfAckDeadlineBelowTimeout } from "./gcf-ack-deadline-below-timeout.ts";
import { gcfBucketTriggerSelfWrite } from "./gcf-bucket-trigger-self-write.ts";
import { gcfConcurrencyNeedsCpu } from "./gcf-concurrency-needs-cpu.ts";
import { gcfDeadLetterIamMissing } from "./gcf-dead-letter-iam-missing.ts";
import { gcfDefaultServiceAccount } from "./gcf-default-service-account.ts";
import { gcfEventRetryOff } from "./gcf-event-retry-off.ts";
import { gcfEventTimeoutOver540 } from "./gcf-event-timeout-over-540.ts";
import { gcfFirestoreTriggerSelfWrite } from "./gcf-firestore-trigger-self-write.ts";
import { gcfFunctionsConfigLegacy } from "./gcf-functions-config-legacy.ts";
import { gcfGen1Resource } from "./gcf-gen1-resource.ts";
import { gcfHttpTriggerInsecure } from "./gcf-http-trigger-insecure.ts";
import { gcfIngressAll } from "./gcf-ingress-all.ts";
import { gcfNoMaxInstances } from "./gcf-no-max-instances.ts";
import { gcfPlainSecretEnv } from "./gcf-plain-secret-env.ts";
import { gcfPublicInvoker } from "./gcf-public-invoker.ts";
import { gcfPubsubNoDeadLetter } from "./gcf-pubsub-no-dead-letter.ts";
import { gcfRetryWithoutGuard } from "./gcf-retry-without-guard.ts";
import { gcfRuntimeDeprecated } from "./gcf-runtime-deprecated.ts";
import { gcfSchedulerDeadlineBelowTimeout } from "./gcf-scheduler-deadline-below-timeout.ts";
import { gcfSchedulerNoOidc } from "./gcf-scheduler-no-oidc.ts";
import { gcfTriggerInvokerMissing } from "./gcf-trigger-invoker-missing.ts";
import { gcfWorkAfterResponse } from "./gcf-work-after-response.ts";
import { gcpPubsubCmek } from "./gcp-pubsub-cmek.ts";
import { gcpPubsubPublic } from "./gcp-pubsub-public.ts";
import { gcwHttpNoAuth } from "./gcw-http-no-auth.ts";
import { gcwNoRetry } from "./gcw-no-retry.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const google: readonly Rule[] = [
  fsRulesAuthOnly,
  fsRulesNoValidation,
  fsRulesOpen,
  fsRulesTimeBomb,
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
];
