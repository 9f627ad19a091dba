import { beforeAll, expect, test } from "vitest";
import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../src/review/understand.ts";
import type { StackTools } from "../../src/stack/build-stack.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";

let tools: StackTools;

beforeAll(async () => {
  tools = await createStackTools();
});

/** Functions that each start at an export of their own of one file, and one with a small file. */
function files(count: number, filler: number): Record<string, string> {
  const names = Array.from({ length: count }, (_, index) => `f${index}`);
  const fn = (name: string, handler: string) =>
    `  ${name}: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs22.x, CodeUri: ., Handler: ${handler} } }\n`;
  return {
    "template.yaml": `Transform: AWS::Serverless-2016-10-31\nResources:\n${fn("Small", "small.handler")}${names.map((name) => fn(name.toUpperCase(), `large.${name}`)).join("")}`,
    "small.js": "exports.handler = async () => 1;\n",
    "large.js": `${names.map((name) => `exports.${name} = async () => 1;\n`).join("")}/*${"x".repeat(filler)}*/\n`,
  };
}

async function statesOf(count: number, filler: number) {
  const stack = await understandSnapshot(snapshotOf(files(count, filler)), tools);
  const states = [...stack.handlers.values()].map(({ state }) => state);
  return {
    found: states.filter((state) => state === "found").length,
    notes: stack.notes.map(({ path, line, message }) => `${path}:${line} ${message}`),
  };
}

test("a file that is too much for each of its functions is left out with a note, and the others are read", async () => {
  expect(await statesOf(130, 200_000)).toEqual({
    found: 1,
    notes: ["large.js:1 this is too much code to be read for each of the 130 functions that start here: it was not looked at"],
  });
});

test("a large file of a few functions and a small one of many are read", async () => {
  expect(await statesOf(4, 200_000)).toEqual({ found: 5, notes: [] });
  expect(await statesOf(130, 1_000)).toEqual({ found: 131, notes: [] });
});
