import type { SnapshotEntry } from "../change/snapshot.ts";
import type { Git } from "./git-command.ts";

/** Every entry of a tree, through `git ls-tree -r -l -z` (names are exact bytes, sizes come along). */
export async function readTree(git: Git, tree: string): Promise<SnapshotEntry[]> {
  const listing = (await git.run(["ls-tree", "-r", "-l", "-z", "--full-tree", tree])).toString();
  return listing.split("\0").filter(Boolean).map(parseEntry);
}

function parseEntry(record: string): SnapshotEntry {
  const tab = record.indexOf("\t");
  const [mode = "", , blobId = "", size = "-"] = record.slice(0, tab).split(/ +/);
  const path = record.slice(tab + 1);
  const kind = kindOf(mode);
  return size === "-" ? { path, kind, blobId } : { path, kind, blobId, bytes: Number(size) };
}

function kindOf(mode: string): SnapshotEntry["kind"] {
  if (mode === "120000") return "symlink";
  if (mode === "160000") return "submodule";
  return mode === "100755" ? "executable" : "file";
}
