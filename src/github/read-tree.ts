import { z } from "zod";
import type { SnapshotEntry } from "../change/snapshot.ts";
import type { GitHubClient } from "./client.ts";
import type { PullRequestAddress } from "./pull-request.ts";

/** The entries of a commit's tree. `isWhole` is false where GitHub cut the list and only the folders that matter were read. */
export interface Tree {
  readonly entries: readonly SnapshotEntry[];
  readonly isWhole: boolean;
}

const treeAnswer = z.object({
  truncated: z.boolean().nullish(),
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string(), size: z.number().nullish() })),
});

/** Folders that are read one by one when GitHub cuts the list, so that a vast repository costs a bounded number of requests. */
const mostFolders = 60;

/**
 * Reads a commit's tree with one request. When GitHub cuts the answer (100,000 entries or 7 MB), reads the folders that lie on the way to `relevantPaths`
 * and those folders' files instead.
 */
export async function readTree(
  client: GitHubClient,
  address: PullRequestAddress,
  request: { readonly commit: string; readonly relevantPaths: readonly string[] },
): Promise<Tree> {
  const whole = await requestTree(client, address, { treeId: request.commit, recursive: true });
  if (whole.truncated !== true) return { entries: whole.tree.flatMap((entry) => toEntry(entry, "")), isWhole: true };
  const entries: SnapshotEntry[] = [];
  const wanted = foldersOf(request.relevantPaths);
  const open = [{ treeId: request.commit, folder: "" }];
  for (let requests = 0; open.length > 0 && requests < mostFolders; requests++) {
    const next = open.shift();
    if (next === undefined) break;
    const answer = await requestTree(client, address, { treeId: next.treeId, recursive: false });
    for (const entry of answer.tree) {
      entries.push(...toEntry(entry, next.folder));
      const folder = `${next.folder}${entry.path}/`;
      if (entry.type === "tree" && wanted.has(folder)) open.push({ treeId: entry.sha, folder });
    }
  }
  return { entries, isWhole: false };
}

/** Every folder on the way to a path: "a/b/c.yml" gives "a/" and "a/b/". */
function foldersOf(paths: readonly string[]): Set<string> {
  return new Set(paths.flatMap((path) => [...path.matchAll(/\//g)].map((slash) => path.slice(0, slash.index + 1))));
}

async function requestTree(client: GitHubClient, address: PullRequestAddress, request: { readonly treeId: string; readonly recursive: boolean }) {
  const answer = await client.read("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
    owner: address.owner,
    repo: address.repository,
    tree_sha: request.treeId,
    ...(request.recursive ? { recursive: "1" } : {}),
  });
  return treeAnswer.parse(answer);
}

function toEntry(entry: z.output<typeof treeAnswer>["tree"][number], folder: string): SnapshotEntry[] {
  const kind = kindOf(entry.mode);
  if (kind === null) return [];
  const size = typeof entry.size === "number" ? { bytes: entry.size } : {};
  return [{ path: `${folder}${entry.path}`, kind, blobId: entry.sha, ...size }];
}

function kindOf(mode: string): SnapshotEntry["kind"] | null {
  if (mode === "100644") return "file";
  if (mode === "100755") return "executable";
  if (mode === "120000") return "symlink";
  return mode === "160000" ? "submodule" : null;
}
