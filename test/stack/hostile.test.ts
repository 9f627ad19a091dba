import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../src/review/understand.ts";
import type { StackTools } from "../../src/stack/build-stack.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { fixtureFiles, fixtureFolder } from "../support/fixture-files.ts";
import { hostileCases } from "../support/hostile/hostile-cases.ts";

interface Declared {
  readonly kind: string;
  readonly name: string;
  readonly at: string;
}

let tools: StackTools;

beforeAll(async () => {
  tools = await createStackTools();
});

/** Kind, name and place: ids take the scope in where the attack declares the same name. */
function keyOf({ kind, name, at }: Declared): string {
  return `${kind} ${name} ${at}`;
}

function expectedOf(folder: string): readonly string[] {
  const graph: { resources: readonly Declared[] } = JSON.parse(readFileSync(join(fixtureFolder(folder), "graph.json"), "utf8"));
  return graph.resources.map(keyOf);
}

describe("beside a healthy project, which is understood as if it were alone,", () => {
  const isRegistered = (folder: string) => !folder.startsWith("cdk-") || tools.readers.some((reader) => reader.format === "cdk");

  it.each(hostileCases.map((one) => [one.title, one] as const))("%s becomes a note or nothing", async (_, { beside, files, note }) => {
    if (!isRegistered(beside)) return;
    const stack = await understandSnapshot(snapshotOf({ ...fixtureFiles(beside), ...files() }), tools);
    const found = stack.resources.map(({ kind, name, at }) =>
      keyOf({ kind, name, at: `${at.path}:${at.startLine}${at.endLine === at.startLine ? "" : `-${at.endLine}`}` }),
    );
    expect(found).toEqual(expect.arrayContaining([...expectedOf(beside)]));
    const notes = stack.notes.map(({ path, line, message }) => `${path}:${line ?? ""} ${message}`);
    const fitting = notes.filter((text) => note?.test(text) ?? true);
    expect({ isSaid: fitting.length > 0, notes }).toEqual({ isSaid: note !== null, notes });
    expect(notes.filter((text) => text.includes("this is our fault"))).toEqual([]);
  });
});
