import { type KindTable, kind } from "./kind.ts";

/** User pools. */
export const cognitoKinds: KindTable = {
  "AWS::Cognito::UserPool": kind("user-pool", { name: "UserPoolName", schema: "Schema", deletionProtection: "DeletionProtection" }),
};
