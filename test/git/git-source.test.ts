import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { createGitSource } from "../../src/git/git-source.ts";

let folder: string;
const environment = { PATH: process.env["PATH"] ?? "", HOME: tmpdir() };
const git = (...parameters: string[]) =>
  execFileSync("git", ["-C", folder, "-c", "user.name=t", "-c", "user.email=t@example.invalid", ...parameters], { stdio: "pipe" })
    .toString()
    .trim();
const commit = (message: string) => {
  git("add", "-A");
  git("commit", "-q", "-m", message);
  return git("rev-parse", "HEAD");
};

async function read(options: { base?: string; head?: string; folder?: string } = {}) {
  const source = createGitSource({ folder: options.folder ?? folder, base: options.base, head: options.head, title: "", body: "", environment });
  try {
    const change = await source.read();
    await change.base.load(change.base.entries.keys());
    await change.head.load(change.head.entries.keys());
    return change;
  } finally {
    await source.dispose();
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "git-source-"));
  git("init", "-q", "-b", "main");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("createGitSource", () => {
  it("compares with the merge base, not with what came to the base branch later", async () => {
    await writeFile(join(folder, "a.txt"), "1\n");
    const fork = commit("fork");
    git("checkout", "-q", "-b", "feature");
    await writeFile(join(folder, "b.txt"), "2\n");
    commit("feature");
    git("checkout", "-q", "main");
    await writeFile(join(folder, "c.txt"), "3\n");
    commit("later");
    const change = await read({ base: "main", head: "feature" });
    expect(change.base.commit).toBe(fork);
    expect(change.files.map((file) => file.path)).toEqual(["b.txt"]);
  });

  it("tells added, modified, removed, renamed, mode-changed, binary, symbolic and type-changed files apart", async () => {
    await writeFile(join(folder, "modified.txt"), "one\ntwo\n");
    await writeFile(join(folder, "removed.txt"), "gone\n");
    await writeFile(join(folder, "old name.txt"), "a\nb\nc\nd\ne\n");
    await writeFile(join(folder, "script.sh"), "#!/bin/sh\n");
    await writeFile(join(folder, "picture.bin"), Buffer.from([0, 1, 2]));
    await writeFile(join(folder, "becomes-link"), "text\n");
    commit("base");
    await writeFile(join(folder, "modified.txt"), "one\n2\n");
    await rm(join(folder, "removed.txt"));
    await rename(join(folder, "old name.txt"), join(folder, 'new "é" name.txt'));
    await chmod(join(folder, "script.sh"), 0o755);
    await writeFile(join(folder, "picture.bin"), Buffer.from([0, 1, 3]));
    await rm(join(folder, "becomes-link"));
    await symlink("modified.txt", join(folder, "becomes-link"));
    await writeFile(join(folder, "added.txt"), "new");
    commit("head");
    const { files } = await read({ base: "HEAD^" });
    const told = Object.fromEntries(
      files.map((file) => [file.path, [file.status, file.previousPath, file.modeChange?.to, file.binary, file.hunks.length]]),
    );
    expect(told).toEqual({
      "added.txt": ["added", undefined, undefined, false, 1],
      "becomes-link": ["type-changed", undefined, "120000", false, 2],
      "modified.txt": ["modified", undefined, undefined, false, 1],
      'new "é" name.txt': ["renamed", "old name.txt", undefined, false, 0],
      "picture.bin": ["modified", undefined, undefined, true, 0],
      "removed.txt": ["removed", undefined, undefined, false, 1],
      "script.sh": ["modified", undefined, "100755", false, 0],
    });
  });

  it("reads a bare repository", async () => {
    await writeFile(join(folder, "a.txt"), "1\n");
    commit("one");
    await writeFile(join(folder, "a.txt"), "2\n");
    commit("two");
    const bare = await mkdtemp(join(tmpdir(), "git-bare-"));
    execFileSync("git", ["clone", "-q", "--bare", folder, bare], { stdio: "pipe" });
    const change = await read({ folder: bare, base: "HEAD^" });
    await rm(bare, { recursive: true });
    expect(change.head.read("a.txt")).toMatchObject({ state: "text", text: "2\n" });
    expect(change.base.read("a.txt")).toMatchObject({ state: "text", text: "1\n" });
  });

  it("reads uncommitted and untracked files of the work tree, leaves ignored ones out, and touches neither index nor files", async () => {
    await writeFile(join(folder, ".gitignore"), "ignored.txt\n");
    await writeFile(join(folder, "a.txt"), "1\n");
    commit("one");
    await writeFile(join(folder, "a.txt"), "2\n");
    await writeFile(join(folder, "untracked.txt"), "new\n");
    await writeFile(join(folder, "ignored.txt"), "no\n");
    const before = git("status", "--porcelain");
    const change = await read({ base: "HEAD", head: "worktree" });
    expect(change.head.commit).toBe("worktree");
    expect(change.files.map((file) => file.path)).toEqual(["a.txt", "untracked.txt"]);
    expect(change.head.read("untracked.txt")).toMatchObject({ text: "new\n" });
    expect(git("status", "--porcelain")).toBe(before);
  });

  it("reads a folder with base/ and head/ as two snapshots, with ignored files and without converting line ends", async () => {
    const pair = await mkdtemp(join(tmpdir(), "git-pair-"));
    await mkdir(join(pair, "base"));
    await mkdir(join(pair, "head"));
    await writeFile(join(pair, "base", "a.txt"), "1\r\n");
    await writeFile(join(pair, "head", "a.txt"), "2\r\n");
    await writeFile(join(pair, "head", ".gitignore"), "dist\n");
    await writeFile(join(pair, "head", ".gitattributes"), "* text=auto\n");
    await writeFile(join(pair, "head", "dist"), "kept\n");
    const change = await read({ folder: pair });
    await rm(pair, { recursive: true });
    expect(change.files.map((file) => file.path)).toEqual([".gitattributes", ".gitignore", "a.txt", "dist"]);
    expect(change.head.read("a.txt")).toMatchObject({ text: "2\r\n" });
  });

  it("takes a relative path", async () => {
    const pair = await mkdtemp(join(tmpdir(), "git-pair-"));
    for (const side of ["base", "head"]) {
      await mkdir(join(pair, side));
      await writeFile(join(pair, side, "a.txt"), side);
    }
    const change = await read({ folder: relative(process.cwd(), pair) });
    await rm(pair, { recursive: true });
    expect(change.files.map((file) => file.path)).toEqual(["a.txt"]);
  });

  it("runs nothing that the repository's configuration names", async () => {
    await writeFile(join(folder, "a.txt"), "1\n");
    commit("one");
    await writeFile(join(folder, "a.txt"), "2\n");
    commit("two");
    const trap = join(folder, "ran");
    git("config", "diff.external", `touch ${trap} #`);
    git("config", "diff.trap.textconv", `touch ${trap} #`);
    git("config", "core.fsmonitor", `touch ${trap}`);
    await writeFile(join(folder, ".git", "info", "attributes"), "*.txt diff=trap\n");
    const change = await read({ base: "HEAD^" });
    expect(change.files[0]?.hunks[0]?.lines.map((line) => line.text)).toEqual(["1", "2"]);
    expect(existsSync(trap)).toBe(false);
  });

  it("takes the default branch as base, and the parent commit when HEAD is on it", async () => {
    await writeFile(join(folder, "a.txt"), "1\n");
    commit("one");
    await writeFile(join(folder, "a.txt"), "2\n");
    const second = commit("two");
    expect((await read()).files.map((file) => file.path)).toEqual(["a.txt"]);
    git("checkout", "-q", "-b", "feature");
    await writeFile(join(folder, "b.txt"), "3\n");
    commit("three");
    const change = await read();
    expect(change.base.commit).toBe(second);
  });

  it.each([
    ["a reference that does not exist", { base: "nowhere" }, /"nowhere" is not a commit/],
    ["a reference that looks like an option", { base: "--output=x" }, /is not a commit/],
    ["a folder that is no repository", { folder: tmpdir() }, /neither a git repository nor a folder with base\/ and head\//],
  ])("refuses %s with one line and a way out", async (_, options, message) => {
    await writeFile(join(folder, "a.txt"), "1\n");
    commit("one");
    const failure = await read(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ message: expect.stringMatching(message), remedy: expect.any(String) });
  });

  it("says of a clone without contents how to get them, and does not fetch them itself", async () => {
    await writeFile(join(folder, "a.txt"), "1\n");
    commit("one");
    await writeFile(join(folder, "a.txt"), "2\n");
    commit("two");
    git("config", "uploadpack.allowFilter", "true");
    const partial = await mkdtemp(join(tmpdir(), "git-partial-"));
    execFileSync("git", ["clone", "-q", "--no-checkout", "--filter=blob:none", `file://${folder}`, partial], { stdio: "pipe" });
    const failure = await read({ folder: partial, base: "HEAD^" }).catch((error: unknown) => error);
    await rm(partial, { recursive: true });
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ message: "the repository lacks contents of these commits", remedy: expect.stringContaining("--filter") });
  });
});
