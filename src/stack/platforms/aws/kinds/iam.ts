import { type KindTable, kind } from "./kind.ts";

/** Roles; whether every statement of a role was read is told by the model. */
export const iamKinds: KindTable = {
  "AWS::IAM::Role": kind("role", {
    name: "RoleName",
    managedPolicies: "ManagedPolicyArns",
    trust: "AssumeRolePolicyDocument",
    permissionsBoundary: "PermissionsBoundary",
  }),
};
