import { textOf } from "../../../value.ts";
import type { TypeTable } from "../conversion/type-table.ts";
import { asDocument, asList } from "../conversion/conversions.ts";

/** SQS and SNS. */
export const messagingTypes: TypeTable = {
  aws_sqs_queue: {
    type: "AWS::SQS::Queue",
    arguments: {
      name: "QueueName",
      visibility_timeout_seconds: "VisibilityTimeout",
      message_retention_seconds: "MessageRetentionPeriod",
      delay_seconds: "DelaySeconds",
      receive_wait_time_seconds: "ReceiveMessageWaitTimeSeconds",
      max_message_size: "MaximumMessageSize",
      fifo_queue: "FifoQueue",
      content_based_deduplication: "ContentBasedDeduplication",
      deduplication_scope: "DeduplicationScope",
      fifo_throughput_limit: "FifoThroughputLimit",
      redrive_policy: { to: "RedrivePolicy", as: asDocument },
      redrive_allow_policy: { to: "RedriveAllowPolicy", as: asDocument },
      kms_master_key_id: "KmsMasterKeyId",
      kms_data_key_reuse_period_seconds: "KmsDataKeyReusePeriodSeconds",
      sqs_managed_sse_enabled: "SqsManagedSseEnabled",
      policy: { to: "Policy", as: asDocument },
    },
    computedNames: { "RedrivePolicy.deadLetterTargetArn": "redrive_policy", "RedrivePolicy.maxReceiveCount": "maxReceiveCount" },
  },
  aws_sqs_queue_policy: {
    type: "AWS::SQS::QueuePolicy",
    arguments: { queue_url: { to: "Queues", as: asList }, policy: { to: "PolicyDocument", as: asDocument } },
  },
  aws_sqs_queue_redrive_policy: {
    type: "AWS::SQS::QueueRedrivePolicy",
    arguments: { queue_url: "Queue", redrive_policy: { to: "RedrivePolicy", as: asDocument } },
  },
  aws_sqs_queue_redrive_allow_policy: {
    type: "AWS::SQS::QueueRedriveAllowPolicy",
    arguments: { queue_url: "Queue", redrive_allow_policy: { to: "RedriveAllowPolicy", as: asDocument } },
  },
  aws_sns_topic: {
    type: "AWS::SNS::Topic",
    arguments: {
      name: "TopicName",
      display_name: "DisplayName",
      fifo_topic: "FifoTopic",
      content_based_deduplication: "ContentBasedDeduplication",
      kms_master_key_id: "KmsMasterKeyId",
      policy: { to: "Policy", as: asDocument },
      tracing_config: "TracingConfig",
    },
  },
  aws_sns_topic_policy: {
    type: "AWS::SNS::TopicPolicy",
    arguments: { arn: { to: "Topics", as: asList }, policy: { to: "PolicyDocument", as: asDocument } },
  },
  aws_sns_topic_subscription: {
    type: "AWS::SNS::Subscription",
    arguments: {
      topic_arn: "TopicArn",
      protocol: "Protocol",
      endpoint: "Endpoint",
      raw_message_delivery: "RawMessageDelivery",
      filter_policy: { to: "FilterPolicy", as: asDocument },
      filter_policy_scope: "FilterPolicyScope",
      redrive_policy: { to: "RedrivePolicy", as: asDocument },
      delivery_policy: { to: "DeliveryPolicy", as: asDocument },
      subscription_role_arn: "SubscriptionRoleArn",
    },
  },
  aws_kinesis_stream: {
    type: "AWS::Kinesis::Stream",
    arguments: {
      name: "Name",
      shard_count: "ShardCount",
      retention_period: "RetentionPeriodHours",
      stream_mode_details: { to: "StreamModeDetails", block: { stream_mode: "StreamMode" } },
      kms_key_id: "StreamEncryption.KeyId",
      // The provider writes the absence of encryption as a word.
      encryption_type: { to: "StreamEncryption.EncryptionType", as: (value) => (textOf(value) === "NONE" ? undefined : value) },
    },
  },
  aws_msk_cluster: { type: "AWS::MSK::Cluster", arguments: { cluster_name: "ClusterName" } },
  aws_msk_serverless_cluster: { type: "AWS::MSK::ServerlessCluster", arguments: { cluster_name: "ClusterName" } },
};
