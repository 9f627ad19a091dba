import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Change } from "../change/change.ts";
import { type BlobCache, createSnapshot } from "../change/lazy-snapshot.ts";
import { UserError } from "../errors.ts";
import type { Source } from "../ports/source.ts";
import { createGit, type Git, type GitEnvironment } from "./git-command.ts";
import { createBlobLoader } from "./read-blobs.ts";
import { readDiff } from "./read-diff.ts";
import { readTree } from "./read-tree.ts";
import { defaultBase, resolveCommit } from "./references.ts";
import { treeOfWorktree, treesOfFolders } from "./temporary-trees.ts";

/** What to compare in a local folder. */
export interface LocalRequest {
  /** A git repository (also bare, also without a checkout) or a folder that holds `base/` and `head/`. */
  readonly folder: string;
  /** A reference; the default branch when absent. The merge base with head is what is compared. */
  readonly base: string | undefined;
  /** A reference, or "worktree" for the files as they lie; HEAD when absent. */
  readonly head: string | undefined;
  readonly title: string;
  readonly body: string;
  readonly environment: GitEnvironment;
}

/** A local change and what must be called when it is no longer read. */
export interface LocalSource extends Source {
  dispose(): Promise<void>;
}

/** Reads a change from a local repository or a pair of folders. */
export function createGitSource(local: LocalRequest): LocalSource {
  const request = { ...local, folder: resolve(local.folder) };
  const disposals: (() => Promise<void>)[] = [];

  async function read(): Promise<Change> {
    const sides = (await isFolderPair(request.folder)) ? await foldersOf(request, disposals) : await commitsOf(request, disposals);
    const [baseEntries, headEntries, files] = await Promise.all([
      readTree(sides.git, sides.baseTree),
      readTree(sides.git, sides.headTree),
      readDiff(sides.git, sides.baseTree, sides.headTree),
    ]);
    const cache: BlobCache = new Map();
    const loadBlobs = createBlobLoader(sides.git);
    return {
      base: createSnapshot({ commit: sides.base, entries: baseEntries, loadBlobs, cache }),
      head: createSnapshot({ commit: sides.head, entries: headEntries, loadBlobs, cache }),
      files,
      title: request.title,
      body: request.body,
    };
  }

  return {
    read,
    async dispose() {
      await Promise.all(disposals.splice(0).map((dispose) => dispose()));
    },
  };
}

interface Sides {
  readonly git: Git;
  readonly base: string;
  readonly baseTree: string;
  readonly head: string;
  readonly headTree: string;
}

async function foldersOf(request: LocalRequest, disposals: (() => Promise<void>)[]): Promise<Sides> {
  const { git, trees, dispose } = await treesOfFolders([join(request.folder, "base"), join(request.folder, "head")], request.environment);
  disposals.push(dispose);
  const [baseTree = "", headTree = ""] = trees;
  return { git, base: "base", baseTree, head: "head", headTree };
}

async function commitsOf(request: LocalRequest, disposals: (() => Promise<void>)[]): Promise<Sides> {
  const git = createGit(request.folder, request.environment);
  if ((await git.line(["rev-parse", "--git-dir"])) === null) {
    throw new UserError(`${request.folder} is neither a git repository nor a folder with base/ and head/`, {
      remedy: "Give the path of one of the two.",
    });
  }
  const isWorktree = request.head === "worktree";
  const head = await resolveCommit(git, isWorktree ? "HEAD" : (request.head ?? "HEAD"));
  const wanted = await resolveCommit(git, request.base ?? (await defaultBase(git, head, isWorktree)));
  const base = (await git.line(["merge-base", wanted, head])) ?? wanted;
  if (!isWorktree) return { git, base, baseTree: `${base}^{tree}`, head, headTree: `${head}^{tree}` };
  const worktree = await treeOfWorktree(request.folder, request.environment);
  disposals.push(worktree.dispose);
  return { git: worktree.git, base, baseTree: `${base}^{tree}`, head: "worktree", headTree: worktree.tree };
}

async function isFolderPair(folder: string): Promise<boolean> {
  const kinds = await Promise.all(
    ["base", "head", ".git"].map((name) =>
      stat(join(folder, name)).then(
        (entry) => (entry.isDirectory() ? "folder" : "file"),
        () => "absent",
      ),
    ),
  );
  return kinds[0] === "folder" && kinds[1] === "folder" && kinds[2] === "absent";
}
