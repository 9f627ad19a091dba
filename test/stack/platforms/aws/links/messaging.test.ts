import { describe, expect, it } from "vitest";
import { built, fn, native, open, queue, ref, sub } from "../natives.ts";

describe("queues", () => {
  it.each([
    ["a map", { deadLetterTargetArn: ref("Dlq", "Arn"), maxReceiveCount: 3 }],
    ["JSON text", '{"deadLetterTargetArn": "arn:aws:sqs:eu-west-1:123456789012:orders-dlq", "maxReceiveCount": "3"}'],
    ["JSON text with a reference", sub('{"deadLetterTargetArn": "', ref("Dlq", "Arn"), '", "maxReceiveCount": 3}')],
  ])("have their dead-letter queue from a redrive policy written as %s", (_, policy) => {
    const stack = built(queue("Orders", { RedrivePolicy: policy }), queue("Dlq", { QueueName: "orders-dlq" }));
    expect(stack.lines()).toEqual(["dead-letters Orders > Dlq (RedrivePolicy)"]);
    expect(stack.resource("Orders").number("maximumReceiveCount")).toMatchObject({ value: 3 });
  });

  it("keep a dead-letter queue that is declared elsewhere as a value", () => {
    const link = built(queue("Orders", { RedrivePolicy: { deadLetterTargetArn: open("parameter Dlq has no default") } })).link("dead-letters");
    expect(link.to).toMatchObject({ resource: null, value: { kind: "unknown" } });
  });

  it("have no dead-letter link without a policy", () => {
    expect(built(queue("Orders")).links).toEqual([]);
  });
});

describe("subscriptions", () => {
  const topic = native("AWS::SNS::Topic", "Topic");

  it("trigger a function", () => {
    const subscription = native("AWS::SNS::Subscription", "Subscription", {
      TopicArn: ref("Topic"),
      Protocol: "lambda",
      Endpoint: ref("Worker", "Arn"),
      FilterPolicyScope: "MessageBody",
    });
    const link = built(topic, fn("Worker"), subscription).link("triggers", "Worker");
    expect(link.from.resource?.name).toBe("Topic");
    expect(link.string("service")).toMatchObject({ value: "sns" });
    expect(link.string("filterScope")).toMatchObject({ value: "MessageBody" });
    expect(link.has("implicitPermission")).toBe(false);
  });

  it("feed a queue, with a dead-letter queue of their own", () => {
    const stack = built(
      topic,
      queue("Orders"),
      queue("Dlq"),
      native("AWS::SNS::Subscription", "Subscription", {
        TopicArn: ref("Topic"),
        Protocol: "sqs",
        Endpoint: ref("Orders", "Arn"),
        RawMessageDelivery: true,
        RedrivePolicy: { deadLetterTargetArn: ref("Dlq", "Arn") },
      }),
    );
    expect(stack.lines()).toEqual(["subscribes Topic > Orders (Subscription)", "dead-letters Subscription > Dlq (Subscription)"]);
    expect(stack.link("subscribes").boolean("rawDelivery")).toMatchObject({ value: true });
    expect(stack.resource("Subscription").kind).toBe("subscription");
  });

  it("may be written into the topic", () => {
    const own = native("AWS::SNS::Topic", "Topic", { Subscription: [{ Protocol: "sqs", Endpoint: ref("Orders", "Arn") }] });
    expect(built(own, queue("Orders")).lines()).toEqual(["subscribes Topic > Orders (Subscription1)"]);
  });
});

describe("notifications of a bucket", () => {
  it("trigger functions and feed queues, with prefix and suffix", () => {
    const rules = [
      { Name: "prefix", Value: "in/" },
      { Name: "Suffix", Value: ".csv" },
    ];
    const stack = built(
      fn("Worker"),
      queue("Orders"),
      native("AWS::S3::Bucket", "Bucket", {
        NotificationConfiguration: {
          LambdaConfigurations: [{ Event: "s3:ObjectCreated:*", Function: ref("Worker", "Arn"), Filter: { S3Key: { Rules: rules } } }],
          QueueConfigurations: [{ Event: "s3:ObjectRemoved:*", Queue: ref("Orders", "Arn") }],
        },
      }),
    );
    expect(stack.lines()).toEqual(["triggers Bucket > Worker (LambdaConfigurations1)", "subscribes Bucket > Orders (QueueConfigurations1)"]);
    const link = stack.link("triggers");
    expect(link.string("prefix")).toMatchObject({ value: "in/" });
    expect(link.string("suffix")).toMatchObject({ value: ".csv" });
    expect(link.value("events")).toMatchObject({ kind: "list", items: [{ value: "s3:ObjectCreated:*" }] });
  });

  it("may be declared apart, in the readers' own shape", () => {
    const notification = native("AWS::S3::BucketNotification", "Notification", {
      Bucket: ref("Bucket"),
      Function: ref("Worker", "Arn"),
      Events: ["s3:ObjectCreated:Put"],
      Filter: { Prefix: "in/" },
    });
    const link = built(fn("Worker"), native("AWS::S3::Bucket", "Bucket"), notification).link("triggers", "Worker");
    expect(link.from.resource?.name).toBe("Bucket");
    expect(link.string("prefix")).toMatchObject({ value: "in/" });
  });
});
