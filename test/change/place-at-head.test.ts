import { describe, expect, test } from "vitest";
import type { Change, ChangedFile } from "../../src/change/change.ts";
import { parsePatch } from "../../src/change/parse-patch.ts";
import { placeAtHead } from "../../src/change/place-at-head.ts";
import { memorySnapshot } from "../support/memory-snapshot.ts";

const patch = "@@ -2,3 +2,4 @@\n a\n-b\n+B\n+more\n c\n@@ -20,2 +21,1 @@\n-x\n y\n";

function changeOf(file: Partial<ChangedFile>): Change {
  const changed = { path: "a.yaml", status: "modified", binary: false, hunks: parsePatch(patch) ?? [], ...file } as const;
  return { base: memorySnapshot({}), head: memorySnapshot({}), files: [changed], title: "", body: "" };
}

describe("a line of the base stands at head", () => {
  test.each([
    [1, 1],
    [2, 2],
    [4, 5],
    [10, 11],
    [21, 21],
    [30, 30],
  ])("line %i at line %i, with what was added and removed above it", (line, expected) => {
    expect(placeAtHead(changeOf({}), "a.yaml", line)).toEqual({ path: "a.yaml", line: expected });
  });

  test("below lines that are added without context", () => {
    const hunks = parsePatch("@@ -3,0 +4,2 @@\n+x\n+y\n") ?? [];
    const lines = [3, 4].map((line) => placeAtHead(changeOf({ hunks }), "a.yaml", line)?.line);
    expect(lines).toEqual([3, 6]);
  });

  test("in the file's new path", () => {
    expect(placeAtHead(changeOf({ status: "renamed", previousPath: "old.yaml" }), "old.yaml", 4)).toEqual({ path: "a.yaml", line: 5 });
  });

  test("where it was, in a file that the change leaves alone", () => {
    expect(placeAtHead(changeOf({}), "other.yaml", 4)).toEqual({ path: "other.yaml", line: 4 });
  });

  test.each([
    ["it is removed", 3, {}],
    ["the file is removed", 1, { status: "removed" }],
    ["nobody tells the file's lines", 1, { diffOmitted: true }],
  ] as const)("nowhere where %s", (_, line, file) => {
    expect(placeAtHead(changeOf(file), "a.yaml", line)).toBeNull();
  });
});
