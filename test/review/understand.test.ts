import { beforeAll, describe, expect, it } from "vitest";
import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { understand, understandSnapshot } from "../../src/review/understand.ts";
import type { StackTools } from "../../src/stack/build-stack.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { changeOf } from "../support/example-change.ts";

let tools: StackTools;

beforeAll(async () => {
  tools = await createStackTools();
});

const projects = 401;
/** More projects than a review reads whole. */
const large = Object.fromEntries(
  Array.from({ length: projects }, (_, index) => [`p${index}/template.yaml`, `Resources:\n  Orders${index}:\n    Type: AWS::SQS::Queue\n`]),
);

describe("a repository with very many projects", () => {
  it("is drawn whole", async () => {
    expect((await understandSnapshot(snapshotOf(large), tools)).resourcesOf("queue")).toHaveLength(projects);
  });

  it("is reviewed where the change is, and says so", async () => {
    const change = changeOf(large, { ...large, "p7/template.yaml": "Resources:\n  Bills:\n    Type: AWS::SQS::Queue\n" });
    const { head, notes } = await understand(change, tools);
    expect(head.resourcesOf("queue").map(({ name }) => name)).toEqual(["Bills"]);
    expect(notes).toEqual(["400 files that may declare resources lie outside the projects that this change touches and were not read."]);
  });
});

it("understands functions of code that call one another thousands deep", async () => {
  const template =
    "Transform: AWS::Serverless-2016-10-31\nResources:\n  Deep: { Type: AWS::Serverless::Function, Properties: { Handler: deep.handler, Runtime: python3.13, CodeUri: . } }\n";
  const chain = Array.from({ length: 6_000 }, (_, index) => `def f${index}(x):\n    return f${index + 1}(x)\n`).join("");
  const code = `import os\n${chain}def f6000(x):\n    return os.environ["LAST"]\ndef handler(event, context):\n    return f0(event)\n`;
  const { head } = await understand(changeOf({}, { "template.yaml": template, "deep.py": code }), tools);
  const [handler] = head.handlers.values();
  expect(handler?.state === "found" ? handler.facts.environmentReads.map(({ name }) => name) : []).toEqual(["LAST"]);
});
