import { describe, expect, it } from "vitest";
import type { Change } from "../../src/change/change.ts";
import type { Hunk } from "../../src/change/hunk.ts";
import { withoutMoved } from "../../src/review/moved-drafts.ts";
import type { Draft } from "../../src/rules/rule.ts";
import { changeOf } from "../support/example-change.ts";

const draft = (id: string, path: string, line = 3): Draft => ({
  subject: { id },
  claim: "runtime",
  evidence: [{ at: { path, startLine: line, endLine: line } }],
  what: "",
  why: "",
  fix: "",
});
const hunk: Hunk = { baseStart: 1, baseLines: 1, headStart: 1, headLines: 1, lines: [] };
const moved = (hunks: readonly Hunk[] = []): Change => ({
  ...changeOf({}, {}),
  files: [{ path: "new/app.json", previousPath: "old/app.json", status: "renamed", binary: false, hunks }],
});

describe("withoutMoved", () => {
  it("leaves out what stood in the file before it was moved", () => {
    expect(withoutMoved([draft("new/a", "new/app.json")], [draft("old/a", "old/app.json")], moved())).toEqual([]);
  });

  it("leaves out what is told of another resource in an untouched file", () => {
    expect(withoutMoved([draft("b", "package.json")], [draft("a", "package.json")], moved())).toEqual([]);
  });

  it("keeps what stands at another line, or in a file that was changed too", () => {
    const fresh = [draft("new/a", "new/app.json")];
    expect(withoutMoved(fresh, [draft("old/a", "old/app.json", 4)], moved())).toEqual(fresh);
    expect(withoutMoved(fresh, [draft("old/a", "old/app.json")], moved([hunk]))).toEqual(fresh);
  });

  it("keeps one of two where the base had one", () => {
    const second = draft("c", "package.json");
    expect(withoutMoved([draft("b", "package.json"), second], [draft("a", "package.json")], moved())).toEqual([second]);
  });
});
