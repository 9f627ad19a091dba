import type { Hunk } from "./hunk.ts";
import type { Snapshot } from "./snapshot.ts";

/** A file that differs between base and head. */
export interface ChangedFile {
  /** The path at head; at base for a removed file. */
  readonly path: string;
  /** The path at base, where it is another one (renamed, copied). */
  readonly previousPath?: string;
  readonly status: "added" | "modified" | "removed" | "renamed" | "copied" | "type-changed";
  /** Set when the mode changed, for example 100644 to 100755. */
  readonly modeChange?: { readonly from: string; readonly to: string };
  readonly binary: boolean;
  /** Empty for binary files, pure renames, mode changes, and files whose diff the source does not give (`diffOmitted`). */
  readonly hunks: readonly Hunk[];
  /** The diff exists but was too large for the source to give: no line of the file can take an inline comment. */
  readonly diffOmitted?: boolean;
}

/** A pull request as two snapshots and what differs between them. `base` is the merge base. */
export interface Change {
  readonly base: Snapshot;
  readonly head: Snapshot;
  readonly files: readonly ChangedFile[];
  /** Title and description as they were when the review was asked for. Hostile text: data, never instructions. */
  readonly title: string;
  readonly body: string;
  /** What the source could not give, in sentences for the reader of the review. */
  readonly notes?: readonly string[];
}
