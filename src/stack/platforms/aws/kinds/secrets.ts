import { type KindTable, contribution, kind } from "./kind.ts";

/** Secrets Manager and parameters of Systems Manager. */
export const secretsKinds: KindTable = {
  "AWS::SecretsManager::Secret": kind("secret", { name: "Name", kmsKey: "KmsKeyId" }, { service: "secrets-manager" }),
  "AWS::SSM::Parameter": kind("secret", { name: "Name", kmsKey: "KeyId" }, { service: "ssm" }),
};

/** Rotation is declared apart from its secret. */
export const secretsContributions = {
  "AWS::SecretsManager::RotationSchedule": contribution("secret", "SecretId", { rotation: "RotationRules" }),
};
