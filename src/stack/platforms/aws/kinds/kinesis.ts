import { isPresent } from "../conversions.ts";
import { type KindTable, kind } from "./kind.ts";

/** Kinesis data streams, Firehose and managed Kafka. */
export const kinesisKinds: KindTable = {
  "AWS::Kinesis::Stream": kind(
    "stream",
    {
      name: "Name",
      retentionHours: "RetentionPeriodHours",
      shards: "ShardCount",
      mode: "StreamModeDetails.StreamMode",
      encrypted: { path: "StreamEncryption.EncryptionType", as: isPresent },
    },
    { service: "kinesis" },
  ),
  "AWS::KinesisFirehose::DeliveryStream": kind("stream", { name: "DeliveryStreamName" }, { service: "firehose" }),
  "AWS::MSK::Cluster": kind("stream", { name: "ClusterName" }, { service: "msk" }),
  "AWS::MSK::ServerlessCluster": kind("stream", { name: "ClusterName" }, { service: "msk" }),
};
