import { type KindTable, kind } from "./kind.ts";

/** Topics of SNS and their subscriptions. */
export const snsKinds: KindTable = {
  "AWS::SNS::Topic": kind(
    "topic",
    { name: "TopicName", fifo: "FifoTopic", contentBasedDeduplication: "ContentBasedDeduplication", kmsKey: "KmsMasterKeyId" },
    { service: "sns" },
  ),
  "AWS::SNS::Subscription": kind(
    "subscription",
    { topic: "TopicArn", deadLetterTarget: "RedrivePolicy.deadLetterTargetArn", filter: "FilterPolicy", pushEndpoint: "Endpoint" },
    { service: "sns" },
  ),
};
