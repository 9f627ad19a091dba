import { awsSdkV2NotBundled } from "../handlers/aws-sdk-v2-not-bundled.ts";
import { batchErrorSwallowed } from "../handlers/batch-error-swallowed.ts";
import { batchWriteUnprocessedIgnored } from "../handlers/batch-write-unprocessed-ignored.ts";
import { buildArchMismatch } from "../handlers/build-arch-mismatch.ts";
import { customResourceNoFailureResponse } from "../handlers/custom-resource-no-failure-response.ts";
import { dangerousInputFlow } from "../handlers/dangerous-input-flow.ts";
import { dbConnectionInHandler } from "../handlers/db-connection-in-handler.ts";
import { dynamodbScanInRequestPath } from "../handlers/dynamodb-scan-in-request-path.ts";
import { globalStateMutated } from "../handlers/global-state-mutated.ts";
import { handlerFloatingPromise } from "../handlers/handler-floating-promise.ts";
import { handlerRuntimeLanguageMismatch } from "../handlers/handler-runtime-language-mismatch.ts";
import { httpCallWithoutTimeout } from "../handlers/http-call-without-timeout.ts";
import { iamGrantUnusedByHandler } from "../handlers/iam-grant-unused-by-handler.ts";
import { nonIdempotentEventHandler } from "../handlers/non-idempotent-event-handler.ts";
import { proxyResponseBodyNotString } from "../handlers/proxy-response-body-not-string.ts";
import { sleepOrPollInHandler } from "../handlers/sleep-or-poll-in-handler.ts";
import { snapstartUniqueAtInit } from "../handlers/snapstart-unique-at-init.ts";
import { syncLambdaToLambda } from "../handlers/sync-lambda-to-lambda.ts";
import { writeOutsideTmp } from "../handlers/write-outside-tmp.ts";
import type { Rule } from "../rule.ts";

/** Rules about handler code against its template, by id. */
export const handlerRules: readonly Rule[] = [
  awsSdkV2NotBundled,
  batchErrorSwallowed,
  batchWriteUnprocessedIgnored,
  buildArchMismatch,
  customResourceNoFailureResponse,
  dangerousInputFlow,
  dbConnectionInHandler,
  dynamodbScanInRequestPath,
  globalStateMutated,
  handlerFloatingPromise,
  handlerRuntimeLanguageMismatch,
  httpCallWithoutTimeout,
  iamGrantUnusedByHandler,
  nonIdempotentEventHandler,
  proxyResponseBodyNotString,
  sleepOrPollInHandler,
  snapstartUniqueAtInit,
  syncLambdaToLambda,
  writeOutsideTmp,
];
