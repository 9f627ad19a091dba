import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../src/findings/finding.ts";
import { placeOnDiff, standsInOneHunk } from "../../src/findings/placement.ts";
import { changeOf } from "../support/example-change.ts";

const lines = (count: number, changed: Record<number, string | null> = {}) =>
  Array.from({ length: count }, (_, index) => (index + 1 in changed ? changed[index + 1] : `line ${index + 1}`))
    .filter((line) => line !== null)
    .join("\n");
const at = (startLine: number, endLine = startLine, side: Evidence["side"] = "head", path = "a.yaml"): Evidence => ({
  location: { path, startLine, endLine },
  side,
  note: "",
});

describe("placeOnDiff", () => {
  const change = changeOf({ "a.yaml": lines(40), "b.yaml": "same" }, { "a.yaml": lines(40, { 20: "changed" }), "b.yaml": "same" });

  it("takes the evidence on a changed line before an earlier one in an unchanged file", () => {
    expect(placeOnDiff([at(1, 1, "head", "b.yaml"), at(20)], change)).toEqual({
      inline: true,
      path: "a.yaml",
      startLine: 20,
      endLine: 20,
      side: "RIGHT",
    });
  });

  it("takes a context line of a hunk when no evidence is on a changed line", () => {
    expect(placeOnDiff([at(22)], change)).toEqual({ inline: true, path: "a.yaml", startLine: 22, endLine: 22, side: "RIGHT" });
  });

  it("is not inline when no hunk shows any evidence", () => {
    expect(placeOnDiff([at(30, 31)], change)).toEqual({ inline: false, path: "a.yaml", startLine: 30, endLine: 31, side: "RIGHT" });
  });

  it("points at the changed line of a block that is longer than the hunk", () => {
    expect(placeOnDiff([at(1, 40)], change)).toMatchObject({ inline: true, startLine: 20, endLine: 20 });
  });

  it("stands on the LEFT for what was removed", () => {
    const removal = changeOf({ "a.yaml": lines(40) }, { "a.yaml": lines(40, { 10: null }) });
    expect(placeOnDiff([at(10, 10, "base")], removal)).toEqual({ inline: true, path: "a.yaml", startLine: 10, endLine: 10, side: "LEFT" });
  });

  it("finds the base path of a renamed file", () => {
    const [file] = changeOf({ "a.yaml": "one\ntwo\n" }, { "a.yaml": "one\n" }).files;
    if (file === undefined) throw new Error("no file");
    const renamed = { ...change, files: [{ ...file, path: "new.yaml", previousPath: "a.yaml", status: "renamed" as const }] };
    expect(placeOnDiff([at(2, 2, "base")], renamed)).toMatchObject({ inline: true, path: "new.yaml", side: "LEFT" });
  });

  it("never leaves a hunk, whatever the change and the evidence", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 60 }).map((some) => some.join("\n"));
    const place = fc.record({
      start: fc.integer({ min: 1, max: 70 }),
      length: fc.integer({ min: 0, max: 30 }),
      side: fc.constantFrom("base" as const, "head" as const),
    });
    fc.assert(
      fc.property(text, text, fc.array(place, { minLength: 1, maxLength: 4 }), (before, after, places) => {
        const some = changeOf({ "a.yaml": before }, { "a.yaml": after });
        const placement = placeOnDiff(
          places.map(({ start, length, side }) => at(start, start + length, side)),
          some,
        );
        const file = some.files[0];
        expect(!placement.inline || (file !== undefined && standsInOneHunk(placement, file))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
