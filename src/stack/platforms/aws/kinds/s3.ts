import { isWord } from "../conversions.ts";
import { type KindTable, type SettingSource, contribution, kind } from "./kind.ts";

const versioning: SettingSource = { path: "VersioningConfiguration.Status", as: isWord("enabled") };
const encryption = "BucketEncryption.ServerSideEncryptionConfiguration";
const kmsKey = `${encryption}.0.ServerSideEncryptionByDefault.KMSMasterKeyID`;

/** Buckets of S3. */
export const s3Kinds: KindTable = {
  "AWS::S3::Bucket": kind("bucket", {
    name: "BucketName",
    versioning,
    lifecycleRules: "LifecycleConfiguration.Rules",
    encryption,
    kmsKey,
    publicAccess: "PublicAccessBlockConfiguration",
    forceDestroy: "ForceDestroy",
  }),
};

/** Parts of a bucket that some formats declare apart. */
export const s3Contributions = {
  "AWS::S3::BucketVersioning": contribution("bucket", "Bucket", { versioning }),
  "AWS::S3::BucketLifecycleConfiguration": contribution("bucket", "Bucket", { lifecycleRules: "LifecycleConfiguration.Rules" }),
  "AWS::S3::BucketEncryption": contribution("bucket", "Bucket", { encryption, kmsKey }),
  "AWS::S3::BucketPublicAccessBlock": contribution("bucket", "Bucket", { publicAccess: "PublicAccessBlockConfiguration" }),
};
