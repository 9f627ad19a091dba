import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "../../src/change/change.ts";
import { type BlobCache, createSnapshot } from "../../src/change/lazy-snapshot.ts";
import type { SnapshotEntry } from "../../src/change/snapshot.ts";
import { createGitSource } from "../../src/git/git-source.ts";
import { changeOf } from "../support/example-change.ts";
import { type Files, syntheticFiles } from "./synthetic-files.ts";

/** What a child measures: a synthetic repository of so many changed files, or a pull request of a mirror. */
export type Subject =
  | { readonly kind: "synthetic"; readonly size: number }
  | { readonly kind: "mirror"; readonly folder: string; readonly base: string; readonly head: string };

/** One pull request of the index file. */
export interface IndexEntry {
  readonly id: string;
  readonly repo: string;
  readonly commit: string;
  readonly base_commit: string;
}

/** Entries of an index whose mirrors are there: DIR/owner+name or DIR/owner/name, with or without `.git` or `repo` in it. */
export function subjectsOf(mirrors: string, index: string): readonly { readonly name: string; readonly subject: Subject | null }[] {
  const entries: readonly IndexEntry[] = JSON.parse(readFileSync(index, "utf8"));
  return entries.map((entry) => {
    const names = [entry.repo.replace("/", "+"), entry.repo, `${entry.repo}.git`, entry.id];
    const folder = names.flatMap((name) => [join(mirrors, name, "repo"), join(mirrors, name)]).find(isRepository);
    return { name: entry.id, subject: folder === undefined ? null : { kind: "mirror", folder, base: entry.base_commit, head: entry.commit } };
  });
}

function isRepository(folder: string): boolean {
  return existsSync(join(folder, "HEAD")) || existsSync(join(folder, ".git"));
}

export async function changeOfSubject(subject: Subject): Promise<Change> {
  if (subject.kind === "synthetic") return syntheticChange(subject.size);
  const { folder, base, head } = subject;
  return createGitSource({ folder, base, head, title: "", body: "", environment: { PATH: process.env["PATH"] ?? "" } }).read();
}

/** As git would give it: blobs by content, read in batches, shared by both sides. */
function syntheticChange(size: number): Change {
  const { base, head } = syntheticFiles(size);
  const blobs = new Map<string, Uint8Array>();
  const cache: BlobCache = new Map();
  const snapshotOf = (files: Files, commit: string) => {
    const entries = Object.entries(files).map(([path, text]): SnapshotEntry => {
      const bytes = Buffer.from(text);
      const blobId = createHash("sha1").update(bytes).digest("hex");
      blobs.set(blobId, bytes);
      return { path, kind: "file", blobId, bytes: bytes.length };
    });
    const loadBlobs = (wanted: readonly SnapshotEntry[]) => {
      const loaded = wanted.flatMap(({ blobId }) => {
        const bytes = blobs.get(blobId);
        return bytes === undefined ? [] : [[blobId, bytes] as const];
      });
      return Promise.resolve(new Map(loaded));
    };
    return createSnapshot({ commit, entries, cache, loadBlobs });
  };
  return { ...changeOf(base, head), base: snapshotOf(base, "base"), head: snapshotOf(head, "head") };
}
