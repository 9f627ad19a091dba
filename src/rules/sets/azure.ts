import { azAlwaysOnMissing } from "../azure/az-always-on-missing.ts";
import { azAnonymousHttp } from "../azure/az-anonymous-http.ts";
import { azAppInsightsMissing } from "../azure/az-app-insights-missing.ts";
import { azAuthDisabled } from "../azure/az-auth-disabled.ts";
import { azClientPerInvocation } from "../azure/az-client-per-invocation.ts";
import { azCorsWildcard } from "../azure/az-cors-wildcard.ts";
import { azCosmosItemTtlWithoutDefault } from "../azure/az-cosmos-item-ttl-without-default.ts";
import { azDotnetInProcess } from "../azure/az-dotnet-in-process.ts";
import { azDurableNondeterminism } from "../azure/az-durable-nondeterminism.ts";
import { azDurableTimerNotCancelled } from "../azure/az-durable-timer-not-cancelled.ts";
import { azDurableUnboundedLoop } from "../azure/az-durable-unbounded-loop.ts";
import { azExtensionBundleOld } from "../azure/az-extension-bundle-old.ts";
import { azFlexUnsupported } from "../azure/az-flex-unsupported.ts";
import { azFtps } from "../azure/az-ftps.ts";
import { azFunctionJsonScriptMissing } from "../azure/az-function-json-script-missing.ts";
import { azHttpsOnly } from "../azure/az-https-only.ts";
import { azLanguageEol } from "../azure/az-language-eol.ts";
import { azLocalSettingsCommitted } from "../azure/az-local-settings-committed.ts";
import { azMinTls } from "../azure/az-min-tls.ts";
import { azOutputIntoWatchedContainer } from "../azure/az-output-into-watched-container.ts";
import { azQueuePoisonUnmonitored } from "../azure/az-queue-poison-unmonitored.ts";
import { azRemoteDebug } from "../azure/az-remote-debug.ts";
import { azRuntimeNotV4 } from "../azure/az-runtime-not-v4.ts";
import { azSbLockBelowTimeout } from "../azure/az-sb-lock-below-timeout.ts";
import { azSbManualCompleteWithAuto } from "../azure/az-sb-manual-complete-with-auto.ts";
import { azSbMaxDeliveryLow } from "../azure/az-sb-max-delivery-low.ts";
import { azSecretLiteralSetting } from "../azure/az-secret-literal-setting.ts";
import { azSessionQueueWithoutSessions } from "../azure/az-session-queue-without-sessions.ts";
import { azSharedStorageAccount } from "../azure/az-shared-storage-account.ts";
import { azTimerRunOnStartup } from "../azure/az-timer-run-on-startup.ts";
import type { Rule } from "../rule.ts";

/** Rules about Azure Functions, beside the two of the first set. */
export const azureRules: readonly Rule[] = [
  azAlwaysOnMissing,
  azAnonymousHttp,
  azAppInsightsMissing,
  azAuthDisabled,
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
  azTimerRunOnStartup,
];
