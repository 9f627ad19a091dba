/** One entry of a commit's tree. `blobId` identifies the content: two entries with the same id hold the same bytes. */
export interface SnapshotEntry {
  readonly path: string;
  readonly kind: "file" | "executable" | "symlink" | "submodule";
  readonly blobId: string;
  /** Size of the content in bytes, where the source knows it without reading. */
  readonly bytes?: number;
}

/** What reading a path gives. Only `text` can be parsed; `skipped` names why the content cannot be reviewed. */
export type FileContent =
  | { readonly state: "text"; readonly text: string; readonly blobId: string }
  | { readonly state: "pending" }
  | { readonly state: "absent" }
  | { readonly state: "skipped"; readonly reason: string };

/**
 * The files of a repository at one commit. The tree is known at once, contents are loaded on demand in batches: `read` never waits, answers
 * `pending` for a file that is in the tree but not loaded, and remembers it in `wanted`; `load` brings a batch. Readers stay pure that way, and a
 * remote snapshot costs few requests.
 */
export interface Snapshot {
  /** The commit's SHA, or "worktree" for uncommitted files. */
  readonly commit: string;
  /** Every path of the tree, sorted. Paths use "/" and are relative to the repository's root. */
  readonly entries: ReadonlyMap<string, SnapshotEntry>;
  /** Paths that were read while pending, since the last load. */
  readonly wanted: ReadonlySet<string>;
  read(path: string): FileContent;
  load(paths: Iterable<string>): Promise<void>;
}
