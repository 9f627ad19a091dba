import { beforeAll, describe, expect, it } from "vitest";
import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../src/review/understand.ts";
import type { Stack } from "../../src/stack/stack.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";

describe("Stack", () => {
  let stack: Stack;

  beforeAll(async () => {
    const queues = (name: string) =>
      `Resources:\n  ${name}: { Type: AWS::SQS::Queue }\n  Same: { Type: AWS::SQS::Queue }\n  Topic: { Type: AWS::SNS::Topic }\n`;
    const files = {
      "a/template.yaml": queues("Jobs"),
      "b/template.yaml": queues("Mails"),
      "main.tf": 'resource "google_pubsub_topic" "news" {\n  name = "news"\n}\n',
    };
    stack = await understandSnapshot(snapshotOf(files), await createStackTools());
  });

  it("says in a note that a repository is too large to be drawn whole", async () => {
    const many = Object.fromEntries(Array.from({ length: 401 }, (_, index) => [`m${index}/main.tf`, ""]));
    const { notes } = await understandSnapshot(snapshotOf(many), await createStackTools());
    expect(notes).toEqual([{ path: ".", message: expect.stringMatching(/^401 files .* too large to be drawn whole/u) }]);
  });

  it("gives resources by kind, on every platform or on one", () => {
    expect(stack.resourcesOf("queue").map(({ name }) => name)).toEqual(["Jobs", "Same", "Mails", "Same"]);
    expect(stack.resourcesOf("topic").length).toBe(3);
    expect(stack.resourcesOf("topic", "google").map(({ name }) => name)).toEqual(["news"]);
    expect(stack.resourcesOf("bucket")).toEqual([]);
  });

  it("gives resources by type, and by address within a scope", () => {
    expect(stack.ofShape("AWS::SNS::Topic").length).toBe(2);
    expect(stack.ofShape("AWS::S3::Bucket")).toEqual([]);
    expect(stack.declaredAs("Same", "b/template.yaml").map(({ scope }) => scope)).toEqual(["b/template.yaml"]);
    expect(stack.declaredAs("Jobs", "b/template.yaml")).toEqual([]);
  });
});
