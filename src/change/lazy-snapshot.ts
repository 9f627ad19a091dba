import { decodeContent, maximumTextBytes, tooLarge } from "./decode-content.ts";
import type { FileContent, Snapshot, SnapshotEntry } from "./snapshot.ts";

/** Brings the bytes of blobs, by blob id. Ids that the source cannot give are left out of the answer. */
export type LoadBlobs = (entries: readonly SnapshotEntry[]) => Promise<ReadonlyMap<string, Uint8Array>>;

/** Contents by blob id, shared between base and head so that an unchanged file is read once. */
export type BlobCache = Map<string, FileContent>;

/** A snapshot over a known tree. `cache` is shared by the snapshots of one change. */
export function createSnapshot(parts: {
  readonly commit: string;
  readonly entries: readonly SnapshotEntry[];
  readonly loadBlobs: LoadBlobs;
  readonly cache?: BlobCache;
}): Snapshot {
  const entries = new Map(parts.entries.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map((entry) => [entry.path, entry]));
  const cache: BlobCache = parts.cache ?? new Map();
  const wanted = new Set<string>();

  function read(path: string): FileContent {
    const entry = entries.get(path);
    if (entry === undefined) return { state: "absent" };
    const refused = refusalOf(entry);
    if (refused !== null) return refused;
    const content = cache.get(entry.blobId);
    if (content !== undefined) return content;
    wanted.add(path);
    return { state: "pending" };
  }

  async function load(paths: Iterable<string>): Promise<void> {
    const missing = new Map<string, SnapshotEntry>();
    for (const path of paths) {
      wanted.delete(path);
      const entry = entries.get(path);
      if (entry !== undefined && refusalOf(entry) === null && !cache.has(entry.blobId)) missing.set(entry.blobId, entry);
    }
    if (missing.size === 0) return;
    const blobs = await parts.loadBlobs([...missing.values()]);
    for (const blobId of missing.keys()) {
      const bytes = blobs.get(blobId);
      cache.set(blobId, bytes === undefined ? { state: "skipped", reason: "the content could not be read" } : decodeContent(bytes, blobId));
    }
  }

  return { commit: parts.commit, entries, wanted, read, load };
}

function refusalOf(entry: SnapshotEntry): FileContent | null {
  if (entry.kind === "submodule") return { state: "skipped", reason: "submodule" };
  if (entry.kind === "symlink") return { state: "skipped", reason: "symbolic link" };
  if (entry.bytes !== undefined && entry.bytes > maximumTextBytes) return { state: "skipped", reason: tooLarge(entry.bytes) };
  return null;
}

/** A snapshot of texts that are all at hand: examples, tests, templates inside templates. */
export function snapshotOf(files: Readonly<Record<string, string>>, commit = "example"): Snapshot {
  const cache: BlobCache = new Map();
  const entries = Object.entries(files).map(([path, text]): SnapshotEntry => {
    const blobId = `${commit}:${path}`;
    cache.set(blobId, decodeContent(new TextEncoder().encode(text), blobId));
    return { path, kind: "file", blobId };
  });
  return createSnapshot({ commit, entries, cache, loadBlobs: () => Promise.resolve(new Map()) });
}
