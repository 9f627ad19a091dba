import { UserError } from "../errors.ts";
import type { Git } from "./git-command.ts";

/** The commit that a reference names. @throws UserError when there is none. */
export async function resolveCommit(git: Git, reference: string): Promise<string> {
  const commit = reference.startsWith("-") ? null : await git.line(["rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`]);
  if (commit === null) {
    throw new UserError(`"${reference}" is not a commit of this repository`, { remedy: "Fetch it, or give a branch, tag or commit that exists." });
  }
  return commit;
}

/** What a pull request of HEAD would be compared with: the remote's default branch, main or master; the parent of HEAD when HEAD is on it. */
export async function defaultBase(git: Git, head: string, isWorktree: boolean): Promise<string> {
  for (const name of ["refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master"]) {
    const commit = await git.line(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]);
    if (commit !== null && commit !== head) return name;
  }
  if (isWorktree) return head;
  if ((await git.line(["rev-parse", "--verify", "--quiet", `${head}^`])) !== null) return `${head}^`;
  throw new UserError("there is nothing to compare with: the repository has one commit", { remedy: "Give --base, or use --head worktree." });
}
