import type { TypeTable } from "../conversion/type-table.ts";
import { asDocument } from "../conversion/conversions.ts";
import { tableProperties, tablePropertyNames } from "./dynamodb-table.ts";

const destination = { days: "Days", storage_class: "StorageClass" } as const;

const lifecycleRule = {
  id: "Id",
  status: "Status",
  prefix: "Prefix",
  expiration: { to: "Expiration", block: { days: "Days", date: "Date", expired_object_delete_marker: "ExpiredObjectDeleteMarker" } },
  transition: { to: "Transitions", blocks: destination },
  noncurrent_version_expiration: {
    to: "NoncurrentVersionExpiration",
    block: { noncurrent_days: "NoncurrentDays", days: "NoncurrentDays", newer_noncurrent_versions: "NewerNoncurrentVersions" },
  },
  noncurrent_version_transition: {
    to: "NoncurrentVersionTransitions",
    blocks: { noncurrent_days: "TransitionInDays", storage_class: "StorageClass" },
  },
  abort_incomplete_multipart_upload: { to: "AbortIncompleteMultipartUpload", block: { days_after_initiation: "DaysAfterInitiation" } },
  filter: { to: "Filter", block: { prefix: "Prefix", object_size_greater_than: "ObjectSizeGreaterThan", and: "And", tag: "Tag" } },
} as const;

const encryptionByDefault = { sse_algorithm: "SSEAlgorithm", kms_master_key_id: "KMSMasterKeyID" } as const;

const notification = { events: "Events", filter_prefix: "FilterPrefix", filter_suffix: "FilterSuffix", id: "Id" } as const;

/** Arguments that `tableProperties` puts together. */
const elsewhere = { to: "", as: () => undefined };

/** S3 and DynamoDB. Parts of a bucket that the provider declares apart stay apart; the model brings them together. */
export const storageTypes: TypeTable = {
  aws_s3_bucket: {
    type: "AWS::S3::Bucket",
    arguments: {
      bucket: "BucketName",
      force_destroy: "ForceDestroy",
      versioning: { to: "VersioningConfiguration", block: { enabled: { to: "Status", as: enabledStatus } } },
    },
  },
  aws_s3_bucket_versioning: {
    type: "AWS::S3::BucketVersioning",
    arguments: { bucket: "Bucket", versioning_configuration: { to: "VersioningConfiguration", block: { status: "Status" } } },
  },
  aws_s3_bucket_lifecycle_configuration: {
    type: "AWS::S3::BucketLifecycleConfiguration",
    arguments: { bucket: "Bucket", rule: { to: "LifecycleConfiguration.Rules", blocks: lifecycleRule } },
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    type: "AWS::S3::BucketEncryption",
    arguments: {
      bucket: "Bucket",
      rule: {
        to: "BucketEncryption.ServerSideEncryptionConfiguration",
        blocks: {
          apply_server_side_encryption_by_default: { to: "ServerSideEncryptionByDefault", block: encryptionByDefault },
          bucket_key_enabled: "BucketKeyEnabled",
        },
      },
    },
  },
  aws_s3_bucket_public_access_block: {
    type: "AWS::S3::BucketPublicAccessBlock",
    arguments: {
      bucket: "Bucket",
      block_public_acls: "PublicAccessBlockConfiguration.BlockPublicAcls",
      block_public_policy: "PublicAccessBlockConfiguration.BlockPublicPolicy",
      ignore_public_acls: "PublicAccessBlockConfiguration.IgnorePublicAcls",
      restrict_public_buckets: "PublicAccessBlockConfiguration.RestrictPublicBuckets",
    },
  },
  aws_s3_bucket_policy: { type: "AWS::S3::BucketPolicy", arguments: { bucket: "Bucket", policy: { to: "PolicyDocument", as: asDocument } } },
  aws_s3_bucket_notification: {
    type: "AWS::S3::BucketNotification",
    arguments: {
      bucket: "Bucket",
      eventbridge: "EventBridgeEnabled",
      lambda_function: { to: "LambdaConfigurations", blocks: { ...notification, lambda_function_arn: "Function" } },
      queue: { to: "QueueConfigurations", blocks: { ...notification, queue_arn: "Queue" } },
      topic: { to: "TopicConfigurations", blocks: { ...notification, topic_arn: "Topic" } },
    },
  },
  aws_dynamodb_table: {
    type: "AWS::DynamoDB::Table",
    arguments: {
      name: "TableName",
      billing_mode: "BillingMode",
      read_capacity: "ProvisionedThroughput.ReadCapacityUnits",
      write_capacity: "ProvisionedThroughput.WriteCapacityUnits",
      deletion_protection_enabled: "DeletionProtectionEnabled",
      table_class: "TableClass",
      attribute: { to: "AttributeDefinitions", blocks: { name: "AttributeName", type: "AttributeType" } },
      point_in_time_recovery: {
        to: "PointInTimeRecoverySpecification",
        block: { enabled: "PointInTimeRecoveryEnabled", recovery_period_in_days: "RecoveryPeriodInDays" },
      },
      server_side_encryption: { to: "SSESpecification", block: { enabled: "SSEEnabled", kms_key_arn: "KMSMasterKeyId" } },
      replica: { to: "Replicas", blocks: { region_name: "Region" } },
      hash_key: elsewhere,
      range_key: elsewhere,
      global_secondary_index: elsewhere,
      local_secondary_index: elsewhere,
      stream_enabled: elsewhere,
      stream_view_type: elsewhere,
      ttl: elsewhere,
    },
    computed: tableProperties,
    computedNames: tablePropertyNames,
  },
};

function enabledStatus(...[value]: Parameters<typeof asDocument>): ReturnType<typeof asDocument> {
  if (value.kind !== "scalar") return value;
  return { ...value, value: value.value === true || value.value === "true" ? "Enabled" : "Suspended" };
}
