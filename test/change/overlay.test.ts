import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { withText } from "../../src/change/overlay.ts";

describe("withText", () => {
  const snapshot = snapshotOf({ "a.yaml": "a: 1\n", "b.yaml": "b: 1\n" });

  it("reads the new text of one file and everything else as it was", () => {
    const overlay = withText(snapshot, "a.yaml", "a: 2\n");
    expect(overlay.read("a.yaml")).toMatchObject({ state: "text", text: "a: 2\n" });
    expect(overlay.read("b.yaml")).toEqual(snapshot.read("b.yaml"));
    expect(overlay.read("c.yaml")).toEqual({ state: "absent" });
    expect(snapshot.read("a.yaml")).toMatchObject({ text: "a: 1\n" });
  });

  it("gives the file a blob id of its own, the same for the same text, so that caches are not mistaken", () => {
    const idOf = (text: string) => withText(snapshot, "a.yaml", text).entries.get("a.yaml")?.blobId;
    expect(new Set([idOf("a: 2\n"), idOf("a: 3\n"), snapshot.entries.get("a.yaml")?.blobId]).size).toBe(3);
    expect(idOf("a: 2\n")).toBe(idOf("a: 2\n"));
  });

  it("adds no file", () => {
    expect(withText(snapshot, "c.yaml", "c: 1\n").read("c.yaml")).toEqual({ state: "absent" });
  });
});
