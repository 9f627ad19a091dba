import type { FactTable } from "./fact-table.ts";

/**
 * Properties whose change makes CloudFormation (and Terraform alike) replace the resource ("Update requires: Replacement"), for resources that hold data or whose
 * identity others hold.
 */
const everywhere: ReadonlyMap<string, readonly string[]> = new Map([
  ["AWS::DynamoDB::Table", ["TableName", "KeySchema", "ImportSourceSpecification"]],
  ["AWS::DynamoDB::GlobalTable", ["TableName", "KeySchema", "LocalSecondaryIndexes"]],
  ["AWS::SQS::Queue", ["QueueName", "FifoQueue"]],
  ["AWS::SNS::Topic", ["TopicName", "FifoTopic"]],
  ["AWS::Kinesis::Stream", ["Name"]],
  ["AWS::S3::Bucket", ["BucketName", "BucketNamePrefix", "BucketNamespace"]],
  [
    "AWS::RDS::DBCluster",
    [
      "DBClusterIdentifier",
      "DatabaseName",
      "EngineMode",
      "KmsKeyId",
      "StorageEncrypted",
      "SnapshotIdentifier",
      "MasterUsername",
      "DBSubnetGroupName",
    ],
  ],
  [
    "AWS::RDS::DBInstance",
    ["DBInstanceIdentifier", "DBName", "MasterUsername", "CharacterSetName", "Timezone", "KmsKeyId", "StorageEncrypted", "DBSubnetGroupName"],
  ],
  ["AWS::EFS::FileSystem", ["Encrypted", "KmsKeyId", "PerformanceMode", "AvailabilityZoneName"]],
  ["AWS::Logs::LogGroup", ["LogGroupName"]],
  ["AWS::SecretsManager::Secret", ["Name"]],
  ["AWS::Events::EventBus", ["Name"]],
]);

/** What makes Terraform replace the resource, where CloudFormation updates it or refuses. */
const inTerraform: ReadonlyMap<string, readonly string[]> = new Map([
  ["AWS::DynamoDB::Table", ["LocalSecondaryIndexes"]],
  ["AWS::S3::Bucket", ["ObjectLockEnabled"]],
  ["AWS::Cognito::UserPool", ["AliasAttributes", "UsernameAttributes", "UsernameConfiguration"]],
  ["AWS::Logs::LogGroup", ["LogGroupClass"]],
]);

/** The properties of a type (CloudFormation's name) that force a replacement in a format; empty for types that we do not know. */
export function replacementProperties(type: string, format: string): ReadonlySet<string> {
  return new Set([...(everywhere.get(type) ?? []), ...(format === "terraform" ? (inTerraform.get(type) ?? []) : [])]);
}

/** What replaces a resource when it changes. */
export const replacementPropertiesTable: FactTable = {
  name: "Properties that replace a resource",
  entries: [...everywhere.values(), ...inTerraform.values()].reduce((sum, names) => sum + names.length, 0),
  source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
  retrieved: "2026-10-20",
};
