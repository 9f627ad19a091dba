import { beforeAll, describe, expect, it } from "vitest";
import { type BlobCache, createSnapshot, snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { understand, understandSnapshot, understandWhereItMatters } from "../../src/review/understand.ts";
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

describe("a small change", () => {
  const template = (memory: number) =>
    `Transform: AWS::Serverless-2016-10-31\nResources:\n  Book:\n    Type: AWS::Serverless::Function\n    Properties: { Runtime: nodejs22.x, Handler: src/book.handler, MemorySize: ${memory} }\n`;
  const code = (answer: number) => `export const handler = async () => ${answer};\n`;

  it("loads its templates and its code in one batch for each side, and nothing twice", async () => {
    const cache: BlobCache = new Map();
    const batches: string[][] = [];
    const [base, head] = [
      { "template.yaml": template(128), "src/book.js": code(1), "package.json": "{}" },
      { "template.yaml": template(256), "src/book.js": code(2), "package.json": "{}" },
    ].map((files) => {
      const entries = Object.entries(files).map(([path, text]) => ({ path, kind: "file", blobId: text }) as const);
      const loadBlobs = (wanted: readonly { readonly path: string; readonly blobId: string }[]) => {
        batches.push(wanted.map(({ path }) => path));
        return Promise.resolve(new Map(wanted.map(({ blobId }) => [blobId, new TextEncoder().encode(blobId)])));
      };
      return { files, snapshot: createSnapshot({ commit: "", entries, cache, loadBlobs }) };
    });
    if (base === undefined || head === undefined) throw new Error("two sides");
    const change = { ...changeOf(base.files, head.files), base: base.snapshot, head: head.snapshot };
    const { head: stack } = await understand(change, tools);
    expect([...stack.handlers.values()].map(({ state }) => state)).toEqual(["found"]);
    const changed = ["template.yaml", "src/book.js"];
    expect(batches.map((batch) => batch.filter((path) => changed.includes(path)))).toEqual([changed, changed]);
  });
});

describe("a change of what nothing reads", () => {
  const files = { "template.yaml": "Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n", "README.md": "one\n", "requirements.txt": "requests\n" };
  const stackOf = async (changed: Readonly<Record<string, string>>) =>
    (await understandWhereItMatters(changeOf(files, { ...files, ...changed }), tools)).head.resources.length;

  it("loads and parses nothing", async () => {
    expect(await stackOf({ "README.md": "two\n", "package-lock.json": "{}\n", "docs/flow.svg": "<svg/>\n" })).toBe(0);
  });

  it("is understood where one file of it may matter", async () => {
    expect(await stackOf({ "README.md": "two\n", "requirements.txt": "requests==2\n" })).toBe(1);
  });
});

describe("code of a hostile depth", () => {
  it("understands functions of code that call one another thousands deep", async () => {
    const template =
      "Transform: AWS::Serverless-2016-10-31\nResources:\n  Deep: { Type: AWS::Serverless::Function, Properties: { Handler: deep.handler, Runtime: python3.13, CodeUri: . } }\n";
    const chain = Array.from({ length: 6_000 }, (_, index) => `def f${index}(x):\n    return f${index + 1}(x)\n`).join("");
    const code = `import os\n${chain}def f6000(x):\n    return os.environ["LAST"]\ndef handler(event, context):\n    return f0(event)\n`;
    const { head } = await understand(changeOf({}, { "template.yaml": template, "deep.py": code }), tools);
    const [handler] = head.handlers.values();
    expect(handler?.state === "found" ? handler.facts.environmentReads.map(({ name }) => name) : []).toEqual(["LAST"]);
  });
});
