import type { TypeTable } from "../conversion/type-table.ts";
import { asDocument, asList } from "../conversion/conversions.ts";

/** IAM. */
export const iamTypes: TypeTable = {
  aws_iam_role: {
    type: "AWS::IAM::Role",
    arguments: {
      name: "RoleName",
      path: "Path",
      assume_role_policy: { to: "AssumeRolePolicyDocument", as: asDocument },
      managed_policy_arns: "ManagedPolicyArns",
      permissions_boundary: "PermissionsBoundary",
      max_session_duration: "MaxSessionDuration",
      inline_policy: { to: "Policies", blocks: { name: "PolicyName", policy: { to: "PolicyDocument", as: asDocument } } },
    },
  },
  aws_iam_role_policy: {
    type: "AWS::IAM::Policy",
    arguments: { name: "PolicyName", policy: { to: "PolicyDocument", as: asDocument }, role: { to: "Roles", as: asList } },
  },
  aws_iam_policy: {
    type: "AWS::IAM::ManagedPolicy",
    arguments: { name: "ManagedPolicyName", path: "Path", policy: { to: "PolicyDocument", as: asDocument } },
  },
  aws_iam_role_policy_attachment: { type: "AWS::IAM::RolePolicyAttachment", arguments: { role: "Role", policy_arn: "PolicyArn" } },
  aws_iam_policy_attachment: { type: "AWS::IAM::RolePolicyAttachment", arguments: { roles: "Roles", policy_arn: "PolicyArn" } },
  aws_iam_instance_profile: { type: "AWS::IAM::InstanceProfile", arguments: { name: "InstanceProfileName", role: "Roles" } },
  aws_kms_key: {
    type: "AWS::KMS::Key",
    arguments: {
      policy: { to: "KeyPolicy", as: asDocument },
      enable_key_rotation: "EnableKeyRotation",
      deletion_window_in_days: "PendingWindowInDays",
    },
  },
  aws_kms_alias: { type: "AWS::KMS::Alias", arguments: { name: "AliasName", target_key_id: "TargetKeyId" } },
  aws_secretsmanager_secret: {
    type: "AWS::SecretsManager::Secret",
    arguments: { name: "Name", kms_key_id: "KmsKeyId", description: "Description" },
  },
  aws_secretsmanager_secret_policy: {
    type: "AWS::SecretsManager::ResourcePolicy",
    arguments: { secret_arn: "SecretId", policy: { to: "ResourcePolicy", as: asDocument } },
  },
  aws_secretsmanager_secret_rotation: {
    type: "AWS::SecretsManager::RotationSchedule",
    arguments: {
      secret_id: "SecretId",
      rotation_lambda_arn: "RotationLambdaARN",
      rotation_rules: {
        to: "RotationRules",
        block: { automatically_after_days: "AutomaticallyAfterDays", schedule_expression: "ScheduleExpression" },
      },
    },
  },
  aws_ssm_parameter: { type: "AWS::SSM::Parameter", arguments: { name: "Name", type: "Type", key_id: "KeyId", value: "Value" } },
};
