import { createHash } from "node:crypto";
import type { Snapshot } from "./snapshot.ts";

/** The same snapshot with another text in one of its files. Caches by blob id stay right: the file gets an id of its own. */
export function withText(snapshot: Snapshot, path: string, text: string): Snapshot {
  const entry = snapshot.entries.get(path);
  if (entry === undefined) return snapshot;
  const blobId = `${entry.blobId}+${createHash("sha256").update(text).digest("hex")}`;
  return {
    commit: snapshot.commit,
    entries: new Map(snapshot.entries).set(path, { ...entry, blobId }),
    wanted: snapshot.wanted,
    read: (wanted) => (wanted === path ? { state: "text", text, blobId } : snapshot.read(wanted)),
    load: (paths) => snapshot.load(paths),
  };
}
