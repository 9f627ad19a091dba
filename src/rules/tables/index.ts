import { dynamodbBillingMode } from "./dynamodb-billing-mode.ts";
import { dynamodbIndexUndefined } from "./dynamodb-index-undefined.ts";
import { dynamodbLowCardinalityKey } from "./dynamodb-low-cardinality-key.ts";
import { dynamodbNoCmk } from "./dynamodb-no-cmk.ts";
import { dynamodbNoPitr } from "./dynamodb-no-pitr.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const tables: readonly Rule[] = [dynamodbBillingMode, dynamodbIndexUndefined, dynamodbLowCardinalityKey, dynamodbNoCmk, dynamodbNoPitr];
