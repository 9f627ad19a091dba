import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { graphJson } from "../../src/render/graph-json.ts";
import { understandSnapshot } from "../../src/review/understand.ts";
import type { StackTools } from "../../src/stack/build-stack.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import type { Format } from "../../src/stack/vocabulary.ts";
import { fixtureFiles, fixtureFolder } from "../support/fixture-files.ts";

/** One project for each format, by its folder. Its `graph.json` was read against the project line by line: do so again before you update it with `vitest -u`. */
const fixtures: readonly (readonly [folder: string, format: Format])[] = [
  ["arm", "arm"],
  ["asl", "asl"],
  ["azure-functions-csharp", "host-json"],
  ["azure-functions-java", "host-json"],
  ["azure-functions-node", "host-json"],
  ["azure-functions-python", "host-json"],
  ["bicep", "bicep"],
  ["cdk-python", "cdk"],
  ["cdk-typescript", "cdk"],
  ["cloudformation", "cloudformation"],
  ["deploy-steps", "deploy-steps"],
  ["firebase", "firebase"],
  ["firestore-rules", "firestore-rules"],
  ["github-actions", "github-actions"],
  ["open-api", "cloudformation"],
  ["sam", "cloudformation"],
  ["serverless-framework", "serverless-framework"],
  ["terraform-aws", "terraform"],
  ["terraform-azurerm", "terraform"],
  ["terraform-google", "terraform"],
  ["workflows", "workflows"],
];

let tools: StackTools;

beforeAll(async () => {
  tools = await createStackTools();
});

describe("a project of each format becomes the graph that its source says", () => {
  it.each(fixtures)("%s", async (folder, format) => {
    if (!tools.readers.some((reader) => reader.format === format)) return;
    const stack = await understandSnapshot(snapshotOf(fixtureFiles(folder)), tools);
    await expect(`${graphJson(stack)}\n`).toMatchFileSnapshot(join(fixtureFolder(folder), "graph.json"));
  });

  it("has a project for every format that is registered", () => {
    const covered = new Set(fixtures.map(([, format]) => format));
    expect(tools.readers.map((reader) => reader.format).filter((format) => !covered.has(format))).toEqual([]);
  });
});
