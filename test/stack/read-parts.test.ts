import { describe, expect, it } from "vitest";
import { createSnapshot } from "../../src/change/lazy-snapshot.ts";
import type { Snapshot } from "../../src/change/snapshot.ts";
import { HandlerCache } from "../../src/handlers/handler-cache.ts";
import type { Reader } from "../../src/stack/native.ts";
import { readParts } from "../../src/stack/read-parts.ts";

/** A snapshot that loads what it is asked for, and notes each batch. */
function lazySnapshot(files: Readonly<Record<string, string>>, batches: string[][]): Snapshot {
  return createSnapshot({
    commit: "c",
    entries: Object.keys(files).map((path) => ({ path, kind: "file", blobId: path })),
    loadBlobs: async (wanted) => {
      batches.push(wanted.map(({ path }) => path).toSorted());
      return new Map(wanted.map(({ path, blobId }) => [blobId, new TextEncoder().encode(files[path] ?? "")] as const));
    },
  });
}

/** Follows the paths that files hold, and notes each run. */
function following(format: Reader["format"], ending: string, runs: string[]): Reader {
  return {
    format,
    claims: (path) => path.endsWith(ending),
    read(paths, snapshot) {
      runs.push(format);
      const files: string[] = [];
      const open = [...paths];
      for (let path = open.pop(); path !== undefined; path = open.pop()) {
        const content = snapshot.read(path);
        if (content.state !== "text") continue;
        files.push(path);
        if (content.text !== "") open.push(content.text);
      }
      return { resources: [], notes: [{ path: paths[0] ?? "", message: `${format} read ${files.length}` }], files };
    },
  };
}

const toolsOf = (readers: readonly Reader[]) => ({ readers, models: [], handlers: new HandlerCache() });

describe("readParts", () => {
  it("loads what readers ask for in batches, and runs only those again that asked", async () => {
    const batches: string[][] = [];
    const runs: string[] = [];
    const snapshot = lazySnapshot({ "a.tf": "b", b: "c", c: "", "d.bicep": "" }, batches);
    const readers = [following("terraform", ".tf", runs), following("bicep", ".bicep", runs)];
    const parts = await readParts(["a.tf", "d.bicep"], snapshot, toolsOf(readers));
    expect(batches).toEqual([["a.tf", "d.bicep"], ["b"], ["c"]]);
    expect(runs).toEqual(["terraform", "bicep", "terraform", "terraform"]);
    expect([...parts.files]).toEqual(["a.tf", "b", "c", "d.bicep"]);
    expect(parts.notes.map((note) => note.message)).toEqual(["terraform read 3", "bicep read 1"]);
  });

  it("makes a note of a reader that fails, and keeps what others read", async () => {
    const broken: Reader = {
      format: "arm",
      claims: () => true,
      read: () => {
        throw new Error("no such thing");
      },
    };
    const parts = await readParts(["a.tf"], lazySnapshot({ "a.tf": "" }, []), toolsOf([broken, following("terraform", ".tf", [])]));
    expect(parts.notes.map((note) => note.message)).toEqual([
      "the arm reader failed: no such thing; this is our fault, please report it",
      "terraform read 1",
    ]);
  });

  it("ends where every file names another that is new", async () => {
    const entries = Array.from({ length: 200 }, (_, index) => [`${index}.tf`, `${index + 1}.tf`] as const);
    const batches: string[][] = [];
    const runs: string[] = [];
    await readParts(["0.tf"], lazySnapshot(Object.fromEntries(entries), batches), toolsOf([following("terraform", ".tf", runs)]));
    expect(runs.length).toBeLessThan(50);
  });
});
