import type { Snapshot, SnapshotEntry } from "../../src/change/snapshot.ts";

/** A snapshot of files that are given by path. Paths in `pending` are in the tree but not loaded. */
export function memorySnapshot(files: Readonly<Record<string, string>>, pending: readonly string[] = []): Snapshot {
  const contents = new Map(Object.entries(files));
  const entries = new Map<string, SnapshotEntry>();
  for (const path of [...contents.keys(), ...pending].sort()) entries.set(path, { path, kind: "file", blobId: path });
  const wanted = new Set<string>();
  return {
    commit: "memory",
    entries,
    wanted,
    read(path) {
      const text = contents.get(path);
      if (text !== undefined) return { state: "text", text, blobId: path };
      if (!entries.has(path)) return { state: "absent" };
      wanted.add(path);
      return { state: "pending" };
    },
    load: () => Promise.reject(new Error("not expected")),
  };
}
