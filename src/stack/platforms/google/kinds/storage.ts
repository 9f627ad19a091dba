import { isWord } from "../conversions.ts";
import { type KindTable, kind } from "./kind.ts";

/** Buckets, databases, secrets, networks. */
export const storageKinds: KindTable = {
  google_storage_bucket: kind("bucket", {
    name: "name",
    versioning: "versioning.enabled",
    lifecycleRules: "lifecycle_rule",
    encryption: "encryption",
    kmsKey: "encryption.default_kms_key_name",
    publicAccess: "public_access_prevention",
    uniformAccess: "uniform_bucket_level_access",
    forceDestroy: "force_destroy",
  }),
  google_firestore_database: kind(
    "table",
    {
      name: "name",
      deletionProtection: { path: "delete_protection_state", as: isWord("DELETE_PROTECTION_ENABLED") },
      pointInTimeRecovery: { path: "point_in_time_recovery_enablement", as: isWord("POINT_IN_TIME_RECOVERY_ENABLED") },
    },
    { constants: { service: "firestore" } },
  ),
  google_secret_manager_secret: kind("secret", { name: "secret_id", rotation: "rotation" }, { constants: { service: "secret-manager" } }),
  google_sql_database_instance: kind("database", {
    engine: "database_version",
    deletionProtection: "deletion_protection",
    multiZone: { path: "settings.availability_type", as: isWord("REGIONAL") },
  }),
  google_redis_instance: kind("cache", { engine: "redis_version" }),
  google_vpc_access_connector: kind("gateway", { network: "network" }, { constants: { type: "vpc-access-connector" } }),
  google_compute_network: kind("network", { name: "name" }),
  google_compute_subnetwork: kind("subnet", { network: "network" }),
  google_monitoring_alert_policy: kind("alarm", {
    query: "conditions.condition_threshold.filter",
    threshold: "conditions.condition_threshold.threshold_value",
    actions: "notification_channels",
    actionsEnabled: "enabled",
  }),
  google_billing_budget: kind("budget", { limit: "amount" }),
};
