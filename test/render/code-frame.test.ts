import { describe, expect, test } from "vitest";
import { codeFrame, suggestionDiff } from "../../src/render/code-frame.ts";
import { paletteOf } from "../../src/render/terminal-text.ts";

const style = { palette: paletteOf(false), width: 60, around: 1 };
const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join("\n");

function at(startLine: number, endLine: number, side: "LEFT" | "RIGHT" = "RIGHT") {
  return { path: "a", startLine, endLine, side };
}

describe("codeFrame", () => {
  test("marks the lines and numbers them alike", () => {
    expect(codeFrame(lines, at(9, 10), style)).toEqual(["     8 │ line 8", "  >  9 │ line 9", "  > 10 │ line 10", "    11 │ line 11"]);
  });

  test("stays inside the file", () => {
    expect(codeFrame("only", at(1, 99), style)).toEqual(["  > 1 │ only"]);
    expect(codeFrame("only", at(2, 2), style)).toEqual([]);
    expect(codeFrame(null, at(1, 1), style)).toEqual([]);
  });

  test("leaves out blank lines at its edges", () => {
    expect(codeFrame("\nb\n", at(2, 2), style)).toEqual(["  > 2 │ b"]);
  });

  test("shortens a long block to its ends", () => {
    const frame = codeFrame(lines, at(1, 20), { ...style, around: 0 });
    expect(frame).toHaveLength(8);
    expect(frame.at(-2)).toBe("       │ … 13 lines …");
    expect(frame.at(-1)).toBe("  > 20 │ line 20");
  });

  test("cuts lines at the width and widens tabs", () => {
    expect(codeFrame(`\t${"x".repeat(100)}`, at(1, 1), { ...style, width: 40 })).toEqual([`  > 1 │   ${"x".repeat(29)}…`]);
  });

  test("marks lines before the change as removed", () => {
    expect(codeFrame("a", at(1, 1, "LEFT"), style)).toEqual(["  - 1 │ a"]);
  });
});

describe("suggestionDiff", () => {
  test("shows only the lines that differ", () => {
    expect(suggestionDiff("a\nb\nc", { startLine: 1, endLine: 3, replacement: "a\nB\nB2\nc" }, style)).toEqual([
      "  - 2 │ b",
      "  + 2 │ B",
      "  + 3 │ B2",
    ]);
  });

  test("of an empty replacement removes the lines", () => {
    expect(suggestionDiff("a\nb", { startLine: 2, endLine: 2, replacement: "" }, style)).toEqual(["  - 2 │ b"]);
  });

  test("is bounded", () => {
    const diff = suggestionDiff("a", { startLine: 1, endLine: 1, replacement: lines }, style);
    expect(diff).toHaveLength(21);
    expect(diff.at(-1)).toContain("… 11 more lines …");
  });
});
