import { cdkGrantTooWide } from "./cdk-grant-too-wide.ts";
import { dlqPolicyMissing } from "./dlq-policy-missing.ts";
import { esmPollPermissionMissing } from "./esm-poll-permission-missing.ts";
import { functionUrlInvokePermissionMissing } from "./function-url-invoke-permission-missing.ts";
import { iamActionUnknown } from "./iam-action-unknown.ts";
import { iamMissingForIndexQuery } from "./iam-missing-for-index-query.ts";
import { iamMissingForSdkCall } from "./iam-missing-for-sdk-call.ts";
import { lambdaLogsPermission } from "./lambda-logs-permission.ts";
import { lambdaPermissionNoSource } from "./lambda-permission-no-source.ts";
import { lambdaPermissionWildcard } from "./lambda-permission-wildcard.ts";
import { lambdaRoleStar } from "./lambda-role-star.ts";
import { lambdaTargetPermissionMissing } from "./lambda-target-permission-missing.ts";
import { lambdaTracingPermissionMissing } from "./lambda-tracing-permission-missing.ts";
import { permissionPrincipalMismatch } from "./permission-principal-mismatch.ts";
import { secretNoCmk } from "./secret-no-cmk.ts";
import { slsRoleStar } from "./sls-role-star.ts";
import { snsPolicyOpen } from "./sns-policy-open.ts";
import { sqsSubscriptionPolicyMissing } from "./sqs-subscription-policy-missing.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const permissions: readonly Rule[] = [
  cdkGrantTooWide,
  dlqPolicyMissing,
  esmPollPermissionMissing,
  functionUrlInvokePermissionMissing,
  iamActionUnknown,
  iamMissingForIndexQuery,
  iamMissingForSdkCall,
  lambdaLogsPermission,
  lambdaPermissionNoSource,
  lambdaPermissionWildcard,
  lambdaRoleStar,
  lambdaTargetPermissionMissing,
  lambdaTracingPermissionMissing,
  permissionPrincipalMismatch,
  secretNoCmk,
  slsRoleStar,
  snsPolicyOpen,
  sqsSubscriptionPolicyMissing,
];
