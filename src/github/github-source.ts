import type { Change } from "../change/change.ts";
import { type BlobCache, createSnapshot } from "../change/lazy-snapshot.ts";
import type { SnapshotEntry } from "../change/snapshot.ts";
import type { Source } from "../ports/source.ts";
import type { GitHubClient } from "./client.ts";
import type { PullRequest, PullRequestAddress } from "./pull-request.ts";
import { createBlobLoader } from "./read-blobs.ts";
import { compareCommits, toChangedFiles } from "./read-files.ts";
import { readTree } from "./read-tree.ts";

/** A pull request to read, at the head that `pull` shows. `title` and `body` as they were when the review was asked for. */
export interface PullRequestSource {
  readonly client: GitHubClient;
  readonly address: PullRequestAddress;
  readonly pull: Pick<PullRequest, "base" | "head">;
  readonly title: string;
  readonly body: string;
}

/**
 * Reads a change from GitHub with three requests (comparison and two trees) and one for some sixty contents that are wanted. The head of a fork is read
 * from the base repository, where GitHub keeps it as refs/pull/N/head.
 */
export function createGitHubSource({ client, address, pull, title, body }: PullRequestSource): Source {
  return {
    async read(): Promise<Change> {
      const comparison = await compareCommits(client, address, pull);
      const relevantPaths = comparison.files.flatMap((file) => (file.previous_filename ? [file.filename, file.previous_filename] : [file.filename]));
      const base = await readTree(client, address, { commit: comparison.mergeBase, relevantPaths });
      const head = await readTree(client, address, { commit: pull.head, relevantPaths });
      const cache: BlobCache = new Map();
      const loadBlobs = createBlobLoader(client, address);
      const notes = notesOf({ areFilesWhole: comparison.isWhole, areTreesWhole: base.isWhole && head.isWhole });
      return {
        base: createSnapshot({ commit: comparison.mergeBase, entries: base.entries, loadBlobs, cache }),
        head: createSnapshot({ commit: pull.head, entries: head.entries, loadBlobs, cache }),
        files: toChangedFiles(comparison.files, byPath(base.entries), byPath(head.entries)),
        title,
        body,
        ...(notes.length > 0 ? { notes } : {}),
      };
    },
  };
}

function byPath(entries: readonly SnapshotEntry[]): Map<string, SnapshotEntry> {
  return new Map(entries.map((entry) => [entry.path, entry]));
}

function notesOf(known: { readonly areFilesWhole: boolean; readonly areTreesWhole: boolean }): string[] {
  const notes: string[] = [];
  if (!known.areFilesWhole) notes.push("GitHub lists only the first 3,000 files of this pull request; the others were not reviewed.");
  if (!known.areTreesWhole) notes.push("The repository is too large for GitHub to list whole; only the folders of changed files were read.");
  return notes;
}
