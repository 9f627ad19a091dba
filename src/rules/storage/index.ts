import { cdkDestroyStateful } from "./cdk-destroy-stateful.ts";
import { s3ExpirationKeepsNoncurrent } from "./s3-expiration-keeps-noncurrent.ts";
import { s3TriggerWritesSameBucket } from "./s3-trigger-writes-same-bucket.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const storage: readonly Rule[] = [cdkDestroyStateful, s3ExpirationKeepsNoncurrent, s3TriggerWritesSameBucket];
