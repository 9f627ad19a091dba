import { asList } from "../conversion/conversions.ts";
import type { TypeTable } from "../conversion/type-table.ts";

const versionedFunction = { lambda_arn: "LambdaArn", lambda_version: "LambdaVersion" } as const;

/** What stands in front of functions besides API Gateway: sign-in, content delivery, load balancers. */
export const frontDoorTypes: TypeTable = {
  aws_cognito_user_pool: {
    type: "AWS::Cognito::UserPool",
    arguments: {
      name: "UserPoolName",
      deletion_protection: "DeletionProtection",
      schema: { to: "Schema", blocks: { name: "Name", attribute_data_type: "AttributeDataType", mutable: "Mutable", required: "Required" } },
      username_attributes: "UsernameAttributes",
      alias_attributes: "AliasAttributes",
      lambda_config: {
        to: "LambdaConfig",
        block: {
          pre_sign_up: "PreSignUp",
          post_confirmation: "PostConfirmation",
          pre_authentication: "PreAuthentication",
          post_authentication: "PostAuthentication",
          pre_token_generation: "PreTokenGeneration",
          custom_message: "CustomMessage",
          user_migration: "UserMigration",
          define_auth_challenge: "DefineAuthChallenge",
          create_auth_challenge: "CreateAuthChallenge",
          verify_auth_challenge_response: "VerifyAuthChallengeResponse",
          pre_token_generation_config: { to: "PreTokenGenerationConfig", block: versionedFunction },
          custom_email_sender: { to: "CustomEmailSender", block: versionedFunction },
          custom_sms_sender: { to: "CustomSMSSender", block: versionedFunction },
          kms_key_id: "KMSKeyID",
        },
      },
    },
  },
  aws_cloudfront_distribution: {
    type: "AWS::CloudFront::Distribution",
    arguments: {
      enabled: "DistributionConfig.Enabled",
      default_cache_behavior: { to: "DistributionConfig.DefaultCacheBehavior", block: cacheBehavior() },
      ordered_cache_behavior: { to: "DistributionConfig.CacheBehaviors", blocks: cacheBehavior() },
    },
  },
  aws_lb_listener_rule: {
    type: "AWS::ElasticLoadBalancingV2::ListenerRule",
    arguments: { listener_arn: "ListenerArn", action: { to: "Actions", as: asList } },
  },
};

function cacheBehavior() {
  return {
    path_pattern: "PathPattern",
    viewer_protocol_policy: "ViewerProtocolPolicy",
    lambda_function_association: {
      to: "LambdaFunctionAssociations",
      blocks: { event_type: "EventType", lambda_arn: "LambdaFunctionARN", include_body: "IncludeBody" },
    },
  } as const;
}
