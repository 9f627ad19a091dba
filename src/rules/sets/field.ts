import { esmPollPermissionMissing } from "../permissions/esm-poll-permission-missing.ts";
import { iamMissingForIndexQuery } from "../permissions/iam-missing-for-index-query.ts";
import { lambdaTracingPermissionMissing } from "../permissions/lambda-tracing-permission-missing.ts";
import { oidcLoginWithoutIdToken } from "../pipelines/oidc-login-without-id-token.ts";
import type { Rule } from "../rule.ts";
import { s3ExpirationKeepsNoncurrent } from "../storage/s3-expiration-keeps-noncurrent.ts";

/** Rules from what goes wrong in the field. */
export const fieldRules: readonly Rule[] = [
  esmPollPermissionMissing,
  iamMissingForIndexQuery,
  lambdaTracingPermissionMissing,
  oidcLoginWithoutIdToken,
  s3ExpirationKeepsNoncurrent,
];
