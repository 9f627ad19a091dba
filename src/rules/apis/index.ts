import { apigwAccessLog } from "./apigw-access-log.ts";
import { apigwApiKey } from "./apigw-api-key.ts";
import { apigwCacheUnencrypted } from "./apigw-cache-unencrypted.ts";
import { apigwCache } from "./apigw-cache.ts";
import { apigwClientCert } from "./apigw-client-cert.ts";
import { apigwCompression } from "./apigw-compression.ts";
import { apigwCreateBeforeDestroy } from "./apigw-create-before-destroy.ts";
import { apigwEndpointPublic } from "./apigw-endpoint-public.ts";
import { apigwExecutionLog } from "./apigw-execution-log.ts";
import { apigwNoAuth } from "./apigw-no-auth.ts";
import { apigwPolicyOpen } from "./apigw-policy-open.ts";
import { apigwRequestValidation } from "./apigw-request-validation.ts";
import { apigwStructuredLog } from "./apigw-structured-log.ts";
import { apigwThrottling } from "./apigw-throttling.ts";
import { apigwTls } from "./apigw-tls.ts";
import { apigwTracing } from "./apigw-tracing.ts";
import { apigwUsagePlan } from "./apigw-usage-plan.ts";
import { apigwWaf } from "./apigw-waf.ts";
import { appsyncLogging } from "./appsync-logging.ts";
import { appsyncTracing } from "./appsync-tracing.ts";
import { authorizerCacheNarrowPolicy } from "./authorizer-cache-narrow-policy.ts";
import { httpApiAuthorizerNoneOnMutation } from "./http-api-authorizer-none-on-mutation.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const apis: readonly Rule[] = [
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
  authorizerCacheNarrowPolicy,
  httpApiAuthorizerNoneOnMutation,
];
