import { describe, expect, it } from "vitest";
import type { Change } from "../../src/change/change.ts";
import type { Hunk } from "../../src/change/hunk.ts";
import { withoutKnownPlaces } from "../../src/review/known-places.ts";
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

describe("withoutKnownPlaces", () => {
  it("leaves out what stood in the file before it was moved", () => {
    expect(withoutKnownPlaces([draft("new/a", "new/app.json")], [draft("old/a", "old/app.json")], moved())).toEqual([]);
  });

  it("leaves out what is told of another resource in an untouched file", () => {
    expect(withoutKnownPlaces([draft("b", "package.json")], [draft("a", "package.json")], moved())).toEqual([]);
  });

  it("keeps what stands at another line, or in a file that was changed too", () => {
    const fresh = [draft("new/a", "new/app.json")];
    expect(withoutKnownPlaces(fresh, [draft("old/a", "old/app.json", 4)], moved())).toEqual(fresh);
    expect(withoutKnownPlaces(fresh, [draft("old/a", "old/app.json")], moved([hunk]))).toEqual(fresh);
  });

  it("keeps other claims of the same place", () => {
    const other = { ...draft("b", "package.json"), claim: "timeout" };
    expect(withoutKnownPlaces([other], [draft("a", "package.json")], moved())).toEqual([other]);
  });
});
