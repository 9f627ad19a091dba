import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standsInOneHunk } from "../../src/findings/placement.ts";
import { applyEdit, placeSuggestion } from "../../src/findings/suggestion.ts";
import { changeOf } from "../support/example-change.ts";

describe("placeSuggestion", () => {
  const change = changeOf({ "a.yaml": "one\ntwo: 1\nthree\n" }, { "a.yaml": "one\ntwo: 60\nthree\n" });

  it("replaces whole lines and stands on exactly those", () => {
    expect(placeSuggestion({ path: "a.yaml", start: 9, end: 11, replacement: "720" }, change)).toEqual({
      placement: { inline: true, path: "a.yaml", startLine: 2, endLine: 2, side: "RIGHT" },
      suggestion: { startLine: 2, endLine: 2, replacement: "two: 720" },
    });
  });

  it("is not offered where it changes nothing", () => {
    expect(placeSuggestion({ path: "a.yaml", start: 9, end: 11, replacement: "60" }, change)).toBeNull();
  });

  it("is not offered outside the hunks", () => {
    const far = Array.from({ length: 30 }, (_, index) => `line ${index}`).join("\n");
    const distant = changeOf({ "a.yaml": far }, { "a.yaml": `${far}\nnew` });
    expect(placeSuggestion({ path: "a.yaml", start: 0, end: 4, replacement: "LINE" }, distant)).toBeNull();
  });

  it("gives, once committed, the same text as the edit", () => {
    const text = fc.array(fc.constantFrom("a", "bb", "", "ccc"), { minLength: 1, maxLength: 12 }).map((some) => some.join("\n"));
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(10), fc.constantFrom("", "x", "x\ny", "z: 1"), (after, from, length, replacement) => {
        const start = Math.min(from, after.length);
        const edit = { path: "a", start, end: Math.min(start + length, after.length), replacement };
        const some = changeOf({ a: "before" }, { a: after });
        const placed = placeSuggestion(edit, some);
        const file = some.files[0];
        if (placed === null || file === undefined) return;
        const { startLine, endLine } = placed.suggestion;
        const committed = after
          .split("\n")
          .toSpliced(startLine - 1, endLine - startLine + 1, placed.suggestion.replacement)
          .join("\n");
        expect(committed).toBe(applyEdit(after, edit));
        expect(standsInOneHunk(placed.placement, file)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
