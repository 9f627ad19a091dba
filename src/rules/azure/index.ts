import { azAlwaysOnMissing } from "./az-always-on-missing.ts";
import { azAnonymousHttp } from "./az-anonymous-http.ts";
import { azAppInsightsMissing } from "./az-app-insights-missing.ts";
import { azAuthDisabled } from "./az-auth-disabled.ts";
import { azBindingConnectionUndefined } from "./az-binding-connection-undefined.ts";
import { azClientCert } from "./az-client-cert.ts";
import { azClientPerInvocation } from "./az-client-per-invocation.ts";
import { azColdPlanForLatency } from "./az-cold-plan-for-latency.ts";
import { azCorsWildcard } from "./az-cors-wildcard.ts";
import { azCosmosItemTtlWithoutDefault } from "./az-cosmos-item-ttl-without-default.ts";
import { azDotnetInProcess } from "./az-dotnet-in-process.ts";
import { azDurableNondeterminism } from "./az-durable-nondeterminism.ts";
import { azDurableTimerNotCancelled } from "./az-durable-timer-not-cancelled.ts";
import { azDurableUnboundedLoop } from "./az-durable-unbounded-loop.ts";
import { azEventhubPrefetchBelowBatch } from "./az-eventhub-prefetch-below-batch.ts";
import { azExtensionBundleOld } from "./az-extension-bundle-old.ts";
import { azFlexUnsupported } from "./az-flex-unsupported.ts";
import { azFtps } from "./az-ftps.ts";
import { azFunctionJsonScriptMissing } from "./az-function-json-script-missing.ts";
import { azHttpOver230s } from "./az-http-over-230s.ts";
import { azHttp2Off } from "./az-http2-off.ts";
import { azHttpsOnly } from "./az-https-only.ts";
import { azIdentityMissing } from "./az-identity-missing.ts";
import { azLanguageEol } from "./az-language-eol.ts";
import { azLinuxConsumption } from "./az-linux-consumption.ts";
import { azLocalSettingsCommitted } from "./az-local-settings-committed.ts";
import { azLoggingOff } from "./az-logging-off.ts";
import { azMinTls } from "./az-min-tls.ts";
import { azNodeModelMix } from "./az-node-model-mix.ts";
import { azOutputIntoWatchedContainer } from "./az-output-into-watched-container.ts";
import { azPublicNetwork } from "./az-public-network.ts";
import { azQueueMaxDequeueOne } from "./az-queue-max-dequeue-one.ts";
import { azQueuePoisonUnmonitored } from "./az-queue-poison-unmonitored.ts";
import { azRemoteDebug } from "./az-remote-debug.ts";
import { azRetryPolicyMisplaced } from "./az-retry-policy-misplaced.ts";
import { azRuntimeNotV4 } from "./az-runtime-not-v4.ts";
import { azSbLockBelowTimeout } from "./az-sb-lock-below-timeout.ts";
import { azSbManualCompleteWithAuto } from "./az-sb-manual-complete-with-auto.ts";
import { azSbMaxDeliveryLow } from "./az-sb-max-delivery-low.ts";
import { azSecretLiteralSetting } from "./az-secret-literal-setting.ts";
import { azSessionQueueWithoutSessions } from "./az-session-queue-without-sessions.ts";
import { azSharedStorageAccount } from "./az-shared-storage-account.ts";
import { azTimeoutOverPlan } from "./az-timeout-over-plan.ts";
import { azTimerRunOnStartup } from "./az-timer-run-on-startup.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const azure: readonly Rule[] = [
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
];
