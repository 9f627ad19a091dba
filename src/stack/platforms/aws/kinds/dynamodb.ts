import { type KindTable, kind } from "./kind.ts";

/** DynamoDB's tables. */
export const dynamodbKinds: KindTable = {
  "AWS::DynamoDB::Table": kind(
    "table",
    {
      name: "TableName",
      keySchema: "KeySchema",
      attributes: "AttributeDefinitions",
      globalIndexes: "GlobalSecondaryIndexes",
      localIndexes: "LocalSecondaryIndexes",
      billingMode: "BillingMode",
      readCapacity: "ProvisionedThroughput.ReadCapacityUnits",
      writeCapacity: "ProvisionedThroughput.WriteCapacityUnits",
      streamViewType: "StreamSpecification.StreamViewType",
      pointInTimeRecovery: "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
      ttlAttribute: "TimeToLiveSpecification.AttributeName",
      kmsKey: "SSESpecification.KMSMasterKeyId",
      deletionProtection: "DeletionProtectionEnabled",
      replicas: "Replicas",
    },
    { service: "dynamodb" },
  ),
  "AWS::DynamoDB::GlobalTable": kind(
    "table",
    {
      name: "TableName",
      keySchema: "KeySchema",
      attributes: "AttributeDefinitions",
      globalIndexes: "GlobalSecondaryIndexes",
      localIndexes: "LocalSecondaryIndexes",
      billingMode: "BillingMode",
      streamViewType: "StreamSpecification.StreamViewType",
      pointInTimeRecovery: "Replicas.0.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
      ttlAttribute: "TimeToLiveSpecification.AttributeName",
      kmsKey: "Replicas.0.SSESpecification.KMSMasterKeyId",
      deletionProtection: "Replicas.0.DeletionProtectionEnabled",
      replicas: "Replicas",
    },
    { service: "dynamodb" },
  ),
};
