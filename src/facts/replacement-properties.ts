import type { FactTable } from "./fact-table.ts";

/**
 * Properties whose change makes CloudFormation (and Terraform alike) replace the resource ("Update requires: Replacement"), for resources that hold data or whose
 * identity others hold.
 */
const properties: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["AWS::DynamoDB::Table", new Set(["TableName", "KeySchema", "LocalSecondaryIndexes", "ImportSourceSpecification"])],
  ["AWS::DynamoDB::GlobalTable", new Set(["TableName", "KeySchema", "LocalSecondaryIndexes"])],
  ["AWS::SQS::Queue", new Set(["QueueName", "FifoQueue"])],
  ["AWS::SNS::Topic", new Set(["TopicName", "FifoTopic"])],
  ["AWS::Kinesis::Stream", new Set(["Name"])],
  ["AWS::S3::Bucket", new Set(["BucketName", "ObjectLockEnabled", "BucketNamePrefix"])],
  ["AWS::Cognito::UserPool", new Set(["AliasAttributes", "UsernameAttributes", "UsernameConfiguration"])],
  [
    "AWS::RDS::DBCluster",
    new Set(["DBClusterIdentifier", "DatabaseName", "KmsKeyId", "StorageEncrypted", "SnapshotIdentifier", "MasterUsername", "DBSubnetGroupName"]),
  ],
  ["AWS::RDS::DBInstance", new Set(["DBInstanceIdentifier", "DBName", "KmsKeyId", "StorageEncrypted", "DBSubnetGroupName"])],
  ["AWS::EFS::FileSystem", new Set(["Encrypted", "KmsKeyId", "PerformanceMode", "AvailabilityZoneName"])],
  ["AWS::Logs::LogGroup", new Set(["LogGroupName", "LogGroupClass"])],
  ["AWS::SecretsManager::Secret", new Set(["Name"])],
  ["AWS::Events::EventBus", new Set(["Name"])],
]);

const none: ReadonlySet<string> = new Set();

/** The properties of a type (CloudFormation's name) that force a replacement; empty for types that we do not know. */
export function replacementProperties(type: string): ReadonlySet<string> {
  return properties.get(type) ?? none;
}

/** What replaces a resource when it changes. */
export const replacementPropertiesTable: FactTable = {
  name: "Properties that replace a resource",
  entries: [...properties.values()].reduce((sum, names) => sum + names.size, 0),
  source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
  retrieved: "2026-11-23",
};
