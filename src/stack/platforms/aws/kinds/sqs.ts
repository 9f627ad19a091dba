import { type KindTable, contribution, kind } from "./kind.ts";

/** Queues of SQS. */
export const sqsKinds: KindTable = {
  "AWS::SQS::Queue": kind(
    "queue",
    {
      name: "QueueName",
      visibilityTimeoutSeconds: "VisibilityTimeout",
      retentionSeconds: "MessageRetentionPeriod",
      delaySeconds: "DelaySeconds",
      receiveWaitSeconds: "ReceiveMessageWaitTimeSeconds",
      fifo: "FifoQueue",
      contentBasedDeduplication: "ContentBasedDeduplication",
      deadLetterTarget: "RedrivePolicy.deadLetterTargetArn",
      maximumReceiveCount: "RedrivePolicy.maxReceiveCount",
      kmsKey: "KmsMasterKeyId",
      managedEncryption: "SqsManagedSseEnabled",
    },
    { service: "sqs" },
  ),
};

/** A redrive policy that is declared apart from its queue. */
export const sqsContributions = {
  "AWS::SQS::QueueRedrivePolicy": contribution("queue", "Queue", {
    deadLetterTarget: "RedrivePolicy.deadLetterTargetArn",
    maximumReceiveCount: "RedrivePolicy.maxReceiveCount",
  }),
};
