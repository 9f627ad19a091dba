import { spawn } from "node:child_process";
import { UserError } from "../errors.ts";

/** Runs git in one repository. Repository configuration that would run programs (external diff, text conversion, hooks, fsmonitor) is off. */
export interface Git {
  run(parameters: readonly string[], input?: Uint8Array | string): Promise<Buffer>;
  /** As `run`, for answers of one line; null when git exits with a status other than 0. */
  line(parameters: readonly string[]): Promise<string | null>;
}

const safety = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.quotePath=false",
  "diff.external=",
  "diff.noprefix=false",
  "diff.mnemonicPrefix=false",
  "diff.context=3",
  "diff.interHunkContext=0",
  "diff.renameLimit=2000",
];

class GitFailure extends Error {
  override readonly name = "GitFailure";
  readonly stderr: string;

  constructor(parameters: readonly string[], stderr: string) {
    super(`git ${parameters[0] ?? ""} failed: ${stderr.trim().split("\n").at(-1) ?? ""}`);
    this.stderr = stderr;
  }
}

/** Git is not let onto the network: what a partial clone has left behind stays away. */
function failureOf(parameters: readonly string[], stderr: string): Error {
  const failure = new GitFailure(parameters, stderr);
  if (!/promisor remote|missing (?:blob|tree|commit|object)|unable to read (?:tree|sha1 file)|lazy fetching disabled/.test(stderr)) return failure;
  return new UserError("the repository lacks contents of these commits", {
    remedy: "It is a partial clone: clone it without --filter (actions/checkout: without `filter`), so that files of both commits are there.",
    cause: failure,
  });
}

/** Variables of the process that git may see (PATH, HOME), handed in by the caller. */
export type GitEnvironment = Readonly<Record<string, string>>;

const fixed = { LC_ALL: "C", GIT_NO_LAZY_FETCH: "1", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" };

/** A git runner for a folder. `environment` holds PATH and HOME, and variables such as GIT_DIR. */
export function createGit(folder: string, environment: GitEnvironment): Git {
  const run = (parameters: readonly string[], input?: Uint8Array | string) =>
    new Promise<Buffer>((resolve, reject) => {
      const child = spawn("git", ["-C", folder, ...safety.flatMap((setting) => ["-c", setting]), ...parameters], {
        env: { ...fixed, ...environment },
        stdio: ["pipe", "pipe", "pipe"],
      });
      const out: Buffer[] = [];
      let stderr = "";
      child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      child.on("error", (cause) => reject(new UserError("git cannot be started", { remedy: "Install git and put it on PATH.", cause })));
      child.on("close", (status) => (status === 0 ? resolve(Buffer.concat(out)) : reject(failureOf(parameters, stderr))));
      child.stdin.on("error", () => undefined);
      child.stdin.end(input);
    });
  const line = async (parameters: readonly string[]) => {
    try {
      return (await run(parameters)).toString().trim();
    } catch (error) {
      if (error instanceof GitFailure) return null;
      throw error;
    }
  };
  return { run, line };
}
