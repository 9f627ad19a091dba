import { fsRulesAuthOnly } from "../google/fs-rules-auth-only.ts";
import { fsRulesNoValidation } from "../google/fs-rules-no-validation.ts";
import { fsRulesOpen } from "../google/fs-rules-open.ts";
import { fsRulesTimeBomb } from "../google/fs-rules-time-bomb.ts";
import { gcfAckDeadlineBelowTimeout } from "../google/gcf-ack-deadline-below-timeout.ts";
import { gcfBucketTriggerSelfWrite } from "../google/gcf-bucket-trigger-self-write.ts";
import { gcfDefaultServiceAccount } from "../google/gcf-default-service-account.ts";
import { gcfEventTimeoutOver540 } from "../google/gcf-event-timeout-over-540.ts";
import { gcfFirestoreTriggerSelfWrite } from "../google/gcf-firestore-trigger-self-write.ts";
import { gcfHttpTriggerInsecure } from "../google/gcf-http-trigger-insecure.ts";
import { gcfIngressAll } from "../google/gcf-ingress-all.ts";
import { gcfNoMaxInstances } from "../google/gcf-no-max-instances.ts";
import { gcfPlainSecretEnv } from "../google/gcf-plain-secret-env.ts";
import { gcfPublicInvoker } from "../google/gcf-public-invoker.ts";
import { gcfPubsubNoDeadLetter } from "../google/gcf-pubsub-no-dead-letter.ts";
import { gcfRetryWithoutGuard } from "../google/gcf-retry-without-guard.ts";
import { gcfRuntimeDeprecated } from "../google/gcf-runtime-deprecated.ts";
import { gcfSchedulerDeadlineBelowTimeout } from "../google/gcf-scheduler-deadline-below-timeout.ts";
import { gcfSchedulerNoOidc } from "../google/gcf-scheduler-no-oidc.ts";
import { gcfTriggerInvokerMissing } from "../google/gcf-trigger-invoker-missing.ts";
import { gcfWorkAfterResponse } from "../google/gcf-work-after-response.ts";
import { gcpPubsubPublic } from "../google/gcp-pubsub-public.ts";
import { gcwHttpNoAuth } from "../google/gcw-http-no-auth.ts";
import type { Rule } from "../rule.ts";

/** Google Cloud and Firebase, by id. */
export const googleRules: readonly Rule[] = [
  fsRulesAuthOnly,
  fsRulesNoValidation,
  fsRulesOpen,
  fsRulesTimeBomb,
  gcfAckDeadlineBelowTimeout,
  gcfBucketTriggerSelfWrite,
  gcfDefaultServiceAccount,
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
];
