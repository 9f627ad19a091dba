import { z } from "zod";
import type { ChangedFile } from "../change/change.ts";
import { parsePatch } from "../change/parse-patch.ts";
import type { SnapshotEntry } from "../change/snapshot.ts";
import type { GitHubClient } from "./client.ts";
import { type PullRequestAddress, pullParameters } from "./pull-request.ts";

const fileAnswer = z.object({
  filename: z.string(),
  previous_filename: z.string().nullish(),
  status: z.string(),
  changes: z.number(),
  additions: z.number(),
  deletions: z.number(),
  patch: z.string().nullish(),
});
export type ComparedFile = z.output<typeof fileAnswer>;

/** The merge base of a pull request and its files. `isWhole` is false above 3,000 files, the most that GitHub lists. */
export interface Comparison {
  readonly mergeBase: string;
  readonly files: readonly ComparedFile[];
  readonly isWhole: boolean;
}

const comparisonAnswer = z.object({ merge_base_commit: z.object({ sha: z.string() }), files: z.array(fileAnswer).nullish() });

/** A comparison lists at most 300 files, in its first page. */
const mostComparedFiles = 300;
const filesInAPage = 100;
const mostListedFiles = 3_000;

/** Compares base and head with one request, and lists the files page by page where there are too many for that. */
export async function compareCommits(
  client: GitHubClient,
  address: PullRequestAddress,
  commits: { readonly base: string; readonly head: string },
): Promise<Comparison> {
  const answer = await client.read("GET /repos/{owner}/{repo}/compare/{basehead}", {
    owner: address.owner,
    repo: address.repository,
    basehead: `${commits.base}...${commits.head}`,
    per_page: 1,
  });
  const comparison = comparisonAnswer.parse(answer);
  const files = comparison.files ?? [];
  const mergeBase = comparison.merge_base_commit.sha;
  if (files.length < mostComparedFiles) return { mergeBase, files, isWhole: true };
  const listed = await listFiles(client, address);
  return { mergeBase, files: listed, isWhole: listed.length < mostListedFiles };
}

async function listFiles(client: GitHubClient, address: PullRequestAddress): Promise<ComparedFile[]> {
  const files: ComparedFile[] = [];
  for (let page = 1; page <= mostListedFiles / filesInAPage; page++) {
    const parameters = { ...pullParameters(address), per_page: filesInAPage, page };
    const answer = z.array(fileAnswer).parse(await client.read("GET /repos/{owner}/{repo}/pulls/{pull_number}/files", parameters));
    files.push(...answer);
    if (answer.length < filesInAPage) break;
  }
  return files;
}

type Entries = ReadonlyMap<string, SnapshotEntry>;

/** Past this many changed lines in a pull request, GitHub shows files without diff and without counts. */
const mostLinesOfADiff = 20_000;

/** GitHub's files as changed files. `base` and `head` tell kinds, modes, and a binary file from a diff that is left out. */
export function toChangedFiles(files: readonly ComparedFile[], base: Entries, head: Entries): ChangedFile[] {
  const lines = files.reduce((sum, file) => sum + file.changes, 0);
  return files.flatMap((file): ChangedFile[] => {
    if (file.status === "unchanged") return [];
    const previousPath = file.previous_filename ?? undefined;
    const before = base.get(previousPath ?? file.filename);
    const after = head.get(file.filename);
    const diff = diffOf(file, { isSameContent: before !== undefined && before.blobId === after?.blobId, isCutShort: lines >= mostLinesOfADiff });
    const modeChange = before && after && before.kind !== after.kind ? { modeChange: { from: modeOf(before), to: modeOf(after) } } : {};
    const renamed = previousPath === undefined ? {} : { previousPath };
    return [{ path: file.filename, ...renamed, status: statusOf(file.status, before, after), ...modeChange, ...diff }];
  });
}

function diffOf(
  file: ComparedFile,
  known: { readonly isSameContent: boolean; readonly isCutShort: boolean },
): Pick<ChangedFile, "hunks" | "binary" | "diffOmitted"> {
  if (file.patch) {
    const hunks = parsePatch(file.patch);
    return hunks === null ? { hunks: [], binary: false, diffOmitted: true } : { hunks, binary: false };
  }
  if (known.isSameContent) return { hunks: [], binary: false };
  if (file.changes > 0 || known.isCutShort) return { hunks: [], binary: false, diffOmitted: true };
  return { hunks: [], binary: true };
}

function statusOf(status: string, before: SnapshotEntry | undefined, after: SnapshotEntry | undefined): ChangedFile["status"] {
  if (status === "added" || status === "removed" || status === "renamed" || status === "copied") return status;
  const isOtherType = before !== undefined && after !== undefined && typeOf(before) !== typeOf(after);
  return isOtherType ? "type-changed" : "modified";
}

function typeOf(entry: SnapshotEntry): string {
  return entry.kind === "executable" ? "file" : entry.kind;
}

function modeOf(entry: SnapshotEntry): string {
  return { file: "100644", executable: "100755", symlink: "120000", submodule: "160000" }[entry.kind];
}
