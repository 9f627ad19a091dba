import { execFileSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** Files to write by path; null removes one. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** A real git repository of a test's own. */
export interface GitRepository {
  readonly path: string;
  /** Runs git and gives what it prints, without the last line break. */
  git(...parameters: string[]): string;
  /** Checks `parent` out (none: an empty history), writes the files and commits them; gives the commit's SHA. */
  commit(parent: string | null, files: Files): Promise<string>;
  remove(): Promise<void>;
}

const identity = {
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.com",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.com",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
};

export async function createGitRepository(): Promise<GitRepository> {
  const folder = await temporaryFolder();
  const git = (...parameters: string[]) =>
    execFileSync("git", parameters, {
      cwd: folder.path,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...identity },
      maxBuffer: 64_000_000,
    }).replace(/\n$/, "");
  git("init", "--quiet", "--initial-branch=main");
  return {
    path: folder.path,
    git,
    async commit(parent, files) {
      if (parent !== null) git("checkout", "--quiet", "--detach", parent);
      for (const [name, content] of Object.entries(files)) {
        const path = join(folder.path, name);
        if (content === null) await rm(path);
        else {
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, content);
        }
      }
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message=change");
      return git("rev-parse", "HEAD");
    },
    remove: () => folder.remove(),
  };
}
