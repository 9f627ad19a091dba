import { describe, expect, it } from "vitest";
import { parsePatch } from "../../src/change/parse-patch.ts";

describe("parsePatch", () => {
  it("numbers the lines of both sides, as in GitHub's patch without file headers", () => {
    const [hunk] = parsePatch("@@ -10,4 +10,5 @@ Resources:\n one\n-two\n+deux\n+zwei\n three\n four") ?? [];
    expect(hunk?.lines).toEqual([
      { kind: "context", baseLine: 10, headLine: 10, text: "one" },
      { kind: "removed", baseLine: 11, headLine: null, text: "two" },
      { kind: "added", baseLine: null, headLine: 11, text: "deux" },
      { kind: "added", baseLine: null, headLine: 12, text: "zwei" },
      { kind: "context", baseLine: 12, headLine: 13, text: "three" },
      { kind: "context", baseLine: 13, headLine: 14, text: "four" },
    ]);
  });

  it("starts at line 1 for added and for removed files", () => {
    expect(parsePatch("@@ -0,0 +1,2 @@\n+a\n+b")?.[0]?.lines.map((line) => line.headLine)).toEqual([1, 2]);
    expect(parsePatch("@@ -1,2 +0,0 @@\n-a\n-b")?.[0]?.lines.map((line) => line.baseLine)).toEqual([1, 2]);
  });

  it("passes over the remark that the last line has no newline", () => {
    const [hunk] = parsePatch("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n") ?? [];
    expect(hunk?.lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual(["removed a", "added b"]);
  });

  it("keeps lines that look like headers inside a hunk", () => {
    const [hunk] = parsePatch("@@ -1,3 +1,2 @@\n a\n--- b\n c") ?? [];
    expect(hunk?.lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual(["context a", "removed -- b", "context c"]);
  });

  it("drops the carriage return of CRLF files from the text", () => {
    expect(parsePatch("@@ -1 +1 @@\n-a\r\n+b\r")?.[0]?.lines.map((line) => line.text)).toEqual(["a", "b"]);
  });

  it("gives null for a patch that was cut off", () => {
    expect(parsePatch("@@ -1,5 +1,9 @@\n a\n+b")).toBeNull();
  });

  it("gives no hunks for an empty patch", () => {
    expect(parsePatch("")).toEqual([]);
  });
});
