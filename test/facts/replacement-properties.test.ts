import { describe, expect, it } from "vitest";
import { replacementProperties } from "../../src/facts/replacement-properties.ts";

describe("replacementProperties", () => {
  it("are the same in every format, but for what only Terraform replaces", () => {
    expect([...replacementProperties("AWS::SQS::Queue", "sam")]).toEqual(["QueueName", "FifoQueue"]);
    expect([...replacementProperties("AWS::SQS::Queue", "terraform")]).toEqual(["QueueName", "FifoQueue"]);
    expect(replacementProperties("AWS::S3::Bucket", "cloudformation").has("ObjectLockEnabled")).toBe(false);
    expect(replacementProperties("AWS::S3::Bucket", "terraform").has("ObjectLockEnabled")).toBe(true);
  });

  it("are none of types that are not in the table", () => {
    expect(replacementProperties("AWS::Lambda::Function", "terraform").size).toBe(0);
  });
});
