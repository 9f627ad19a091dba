import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGit, type Git, type GitEnvironment } from "./git-command.ts";

/** Trees that are not in the repository's history, written into an object store of their own; `dispose` removes it. */
export interface TemporaryTrees {
  readonly git: Git;
  readonly dispose: () => Promise<void>;
}

/** Folders as trees: `trees` maps each given folder to a tree id. Attributes of the folders neither convert nor filter anything. */
export async function treesOfFolders(
  folders: readonly string[],
  environment: GitEnvironment,
): Promise<TemporaryTrees & { readonly trees: readonly string[] }> {
  const store = await mkdtemp(join(tmpdir(), "serverless-reviewer-"));
  const dispose = () => rm(store, { recursive: true, force: true });
  try {
    await createGit(store, environment).run(["init", "--quiet", "--bare", store]);
    await mkdir(join(store, "info"), { recursive: true });
    await writeFile(join(store, "info", "attributes"), "* -text -filter -ident -working-tree-encoding\n");
    const trees: string[] = [];
    for (const folder of folders) {
      const git = createGit(folder, { ...environment, GIT_DIR: store, GIT_WORK_TREE: folder, GIT_INDEX_FILE: join(store, `index-${trees.length}`) });
      await git.run(["add", "--all", "--force", "."]);
      trees.push((await git.run(["write-tree"])).toString().trim());
    }
    return { git: createGit(store, { ...environment, GIT_DIR: store }), trees, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The work tree, with uncommitted and untracked (not ignored) files, as a tree. The repository's own objects and index stay untouched. */
export async function treeOfWorktree(folder: string, environment: GitEnvironment): Promise<TemporaryTrees & { readonly tree: string }> {
  const store = await mkdtemp(join(tmpdir(), "serverless-reviewer-"));
  const dispose = () => rm(store, { recursive: true, force: true });
  try {
    const git = createGit(folder, environment);
    const objects = (await git.run(["rev-parse", "--path-format=absolute", "--git-path", "objects"])).toString().trim();
    const index = (await git.run(["rev-parse", "--path-format=absolute", "--git-path", "index"])).toString().trim();
    const temporary = {
      ...environment,
      GIT_OBJECT_DIRECTORY: store,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: objects,
      GIT_INDEX_FILE: join(store, "index"),
    };
    const own = createGit(folder, temporary);
    if (await exists(index)) await own.run(["read-tree", "HEAD"]).catch(() => undefined);
    await own.run(["add", "--all", "."]);
    return { git: own, tree: (await own.run(["write-tree"])).toString().trim(), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
