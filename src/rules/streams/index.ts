import { esmFilterDynamodbNumeric } from "./esm-filter-dynamodb-numeric.ts";
import { esmPartialBatchNotEnabled } from "./esm-partial-batch-not-enabled.ts";
import { esmStreamStartMissing } from "./esm-stream-start-missing.ts";
import { kinesisUnencrypted } from "./kinesis-unencrypted.ts";
import { streamConsumersOverTwo } from "./stream-consumers-over-two.ts";
import { streamEsmNoBisect } from "./stream-esm-no-bisect.ts";
import { streamEsmNoDestination } from "./stream-esm-no-destination.ts";
import { streamEsmUnboundedRetry } from "./stream-esm-unbounded-retry.ts";
import { streamLatestStart } from "./stream-latest-start.ts";
import { streamViewTypeMismatch } from "./stream-view-type-mismatch.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const streams: readonly Rule[] = [
  esmFilterDynamodbNumeric,
  esmPartialBatchNotEnabled,
  esmStreamStartMissing,
  kinesisUnencrypted,
  streamConsumersOverTwo,
  streamEsmNoBisect,
  streamEsmNoDestination,
  streamEsmUnboundedRetry,
  streamLatestStart,
  streamViewTypeMismatch,
];
