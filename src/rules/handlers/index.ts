import { awsSdkV2NotBundled } from "./aws-sdk-v2-not-bundled.ts";
import { batchErrorSwallowed } from "./batch-error-swallowed.ts";
import { batchWriteUnprocessedIgnored } from "./batch-write-unprocessed-ignored.ts";
import { buildArchMismatch } from "./build-arch-mismatch.ts";
import { buildTargetNewerThanRuntime } from "./build-target-newer-than-runtime.ts";
import { customResourceNoFailureResponse } from "./custom-resource-no-failure-response.ts";
import { customRuntimeNoBootstrap } from "./custom-runtime-no-bootstrap.ts";
import { dangerousInputFlow } from "./dangerous-input-flow.ts";
import { dbConnectionInHandler } from "./db-connection-in-handler.ts";
import { dynamodbScanInRequestPath } from "./dynamodb-scan-in-request-path.ts";
import { envVarUnused } from "./env-var-unused.ts";
import { eventLoggedWhole } from "./event-logged-whole.ts";
import { globalStateMutated } from "./global-state-mutated.ts";
import { handlerEnvVarUndefined } from "./handler-env-var-undefined.ts";
import { handlerFloatingPromise } from "./handler-floating-promise.ts";
import { handlerNotFound } from "./handler-not-found.ts";
import { handlerRuntimeLanguageMismatch } from "./handler-runtime-language-mismatch.ts";
import { httpCallWithoutTimeout } from "./http-call-without-timeout.ts";
import { iamGrantUnusedByHandler } from "./iam-grant-unused-by-handler.ts";
import { node24CallbackHandler } from "./node24-callback-handler.ts";
import { nonIdempotentEventHandler } from "./non-idempotent-event-handler.ts";
import { partialBatchDeclaredNotReturned } from "./partial-batch-declared-not-returned.ts";
import { partialBatchReturnedNotDeclared } from "./partial-batch-returned-not-declared.ts";
import { proxyResponseBodyNotString } from "./proxy-response-body-not-string.ts";
import { sdkClientInHandler } from "./sdk-client-in-handler.ts";
import { secretFetchedPerInvocation } from "./secret-fetched-per-invocation.ts";
import { sleepOrPollInHandler } from "./sleep-or-poll-in-handler.ts";
import { snapstartUniqueAtInit } from "./snapstart-unique-at-init.ts";
import { syncLambdaToLambda } from "./sync-lambda-to-lambda.ts";
import { writeOutsideTmp } from "./write-outside-tmp.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const handlers: readonly Rule[] = [
  awsSdkV2NotBundled,
  batchErrorSwallowed,
  batchWriteUnprocessedIgnored,
  buildArchMismatch,
  buildTargetNewerThanRuntime,
  customResourceNoFailureResponse,
  customRuntimeNoBootstrap,
  dangerousInputFlow,
  dbConnectionInHandler,
  dynamodbScanInRequestPath,
  envVarUnused,
  eventLoggedWhole,
  globalStateMutated,
  handlerEnvVarUndefined,
  handlerFloatingPromise,
  handlerNotFound,
  handlerRuntimeLanguageMismatch,
  httpCallWithoutTimeout,
  iamGrantUnusedByHandler,
  node24CallbackHandler,
  nonIdempotentEventHandler,
  partialBatchDeclaredNotReturned,
  partialBatchReturnedNotDeclared,
  proxyResponseBodyNotString,
  sdkClientInHandler,
  secretFetchedPerInvocation,
  sleepOrPollInHandler,
  snapstartUniqueAtInit,
  syncLambdaToLambda,
  writeOutsideTmp,
];
