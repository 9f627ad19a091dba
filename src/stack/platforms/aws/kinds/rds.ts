import { isPresent } from "../conversions.ts";
import { type KindTable, contribution, kind } from "./kind.ts";

/** RDS, its proxy, and ElastiCache. */
export const rdsKinds: KindTable = {
  "AWS::RDS::DBInstance": kind("database", {
    name: "DBInstanceIdentifier",
    engine: "Engine",
    deletionProtection: "DeletionProtection",
    backupRetentionDays: "BackupRetentionPeriod",
    multiZone: "MultiAZ",
    encrypted: "StorageEncrypted",
    public: "PubliclyAccessible",
  }),
  "AWS::RDS::DBCluster": kind("database", {
    name: "DBClusterIdentifier",
    engine: "Engine",
    serverless: { path: ["ServerlessV2ScalingConfiguration", "ScalingConfiguration"], as: isPresent },
    minimumCapacity: { path: ["ServerlessV2ScalingConfiguration.MinCapacity", "ScalingConfiguration.MinCapacity"] },
    maximumCapacity: { path: ["ServerlessV2ScalingConfiguration.MaxCapacity", "ScalingConfiguration.MaxCapacity"] },
    dataApi: "EnableHttpEndpoint",
    deletionProtection: "DeletionProtection",
    backupRetentionDays: "BackupRetentionPeriod",
    encrypted: "StorageEncrypted",
  }),
  "AWS::RDS::DBProxy": kind("database-proxy", { name: "DBProxyName", engine: "EngineFamily" }),
  "AWS::ElastiCache::ReplicationGroup": kind("cache", { engine: "Engine" }),
  "AWS::ElastiCache::CacheCluster": kind("cache", { engine: "Engine" }),
  "AWS::ElastiCache::ServerlessCache": kind("cache", { engine: "Engine" }),
};

/** The targets of a proxy are declared apart. */
export const rdsContributions = {
  "AWS::RDS::DBProxyTargetGroup": contribution("database-proxy", "DBProxyName", {
    target: { path: ["DBClusterIdentifiers.0", "DBInstanceIdentifiers.0"] },
  }),
};
