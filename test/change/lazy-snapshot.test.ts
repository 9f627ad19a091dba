import { describe, expect, it } from "vitest";
import { maximumTextBytes } from "../../src/change/decode-content.ts";
import { createSnapshot, snapshotOf } from "../../src/change/lazy-snapshot.ts";
import type { SnapshotEntry } from "../../src/change/snapshot.ts";

const file = (path: string, blobId: string): SnapshotEntry => ({ path, kind: "file", blobId });

function recordingLoader(blobs: Record<string, Uint8Array>) {
  const batches: string[][] = [];
  const loadBlobs = (entries: readonly SnapshotEntry[]) => {
    batches.push(entries.map((entry) => entry.blobId));
    return Promise.resolve(new Map(Object.entries(blobs)));
  };
  return { batches, loadBlobs };
}

describe("createSnapshot", () => {
  it("answers pending until a file is loaded, and remembers what was wanted", async () => {
    const { loadBlobs } = recordingLoader({ one: Buffer.from("text") });
    const snapshot = createSnapshot({ commit: "c", entries: [file("a.yaml", "one")], loadBlobs });
    expect(snapshot.read("a.yaml")).toEqual({ state: "pending" });
    expect([...snapshot.wanted]).toEqual(["a.yaml"]);
    await snapshot.load(snapshot.wanted);
    expect(snapshot.read("a.yaml")).toEqual({ state: "text", text: "text", blobId: "one" });
    expect([...snapshot.wanted]).toEqual([]);
  });

  it("asks for one content once, also for two paths and two snapshots that share a cache", async () => {
    const { batches, loadBlobs } = recordingLoader({ same: Buffer.from("x") });
    const cache = new Map();
    const base = createSnapshot({ commit: "base", entries: [file("a", "same"), file("b", "same")], loadBlobs, cache });
    const head = createSnapshot({ commit: "head", entries: [file("c", "same")], loadBlobs, cache });
    await base.load(["a", "b"]);
    await head.load(["c"]);
    expect(batches).toEqual([["same"]]);
    expect(head.read("c").state).toBe("text");
  });

  it("says absent for a path that is not in the tree", () => {
    expect(snapshotOf({ a: "" }).read("b")).toEqual({ state: "absent" });
  });

  it("skips submodules, symbolic links and large files without asking for them", async () => {
    const { batches, loadBlobs } = recordingLoader({});
    const entries: SnapshotEntry[] = [
      { path: "module", kind: "submodule", blobId: "1" },
      { path: "link", kind: "symlink", blobId: "2" },
      { path: "large", kind: "file", blobId: "3", bytes: maximumTextBytes + 1 },
    ];
    const snapshot = createSnapshot({ commit: "c", entries, loadBlobs });
    await snapshot.load(["module", "link", "large"]);
    expect(batches).toEqual([]);
    expect(entries.map(({ path }) => snapshot.read(path))).toEqual([
      { state: "skipped", reason: "submodule" },
      { state: "skipped", reason: "symbolic link" },
      { state: "skipped", reason: "too large: 1.5 MB, the limit is 1.5 MB" },
    ]);
  });

  it("decodes UTF-8 with and without a byte order mark, UTF-16, and falls back to Windows-1252", async () => {
    const blobs = {
      plain: Buffer.from("é"),
      marked: Buffer.from("\uFEFFé"),
      wide: Buffer.from("\uFEFFé", "utf16le"),
      western: Buffer.from([0xe9]),
      binary: Buffer.from([0x50, 0, 0x50]),
    };
    const { loadBlobs } = recordingLoader(blobs);
    const snapshot = createSnapshot({ commit: "c", entries: Object.keys(blobs).map((name) => file(name, name)), loadBlobs });
    await snapshot.load(Object.keys(blobs));
    const texts = ["plain", "marked", "wide", "western"].map((path) => {
      const content = snapshot.read(path);
      return content.state === "text" ? content.text : content.state;
    });
    expect(texts).toEqual(["é", "é", "é", "é"]);
    expect(snapshot.read("binary")).toEqual({ state: "skipped", reason: "binary file" });
  });

  it("says so when the source has no content for an entry", async () => {
    const { loadBlobs } = recordingLoader({});
    const snapshot = createSnapshot({ commit: "c", entries: [file("a", "gone")], loadBlobs });
    await snapshot.load(["a"]);
    expect(snapshot.read("a")).toEqual({ state: "skipped", reason: "the content could not be read" });
  });
});
