import { parsePatch } from "../../../src/change/parse-patch.ts";
import type { GitRepository } from "../git-repository.ts";

/** A file of a comparison, as the API shows it. */
export interface ComparedFile {
  readonly filename: string;
  readonly previous_filename?: string;
  readonly status: string;
  readonly additions: number;
  readonly deletions: number;
  readonly changes: number;
  readonly patch?: string;
}

const statuses: Readonly<Record<string, string>> = { A: "added", M: "modified", D: "removed", R: "renamed", C: "copied", T: "changed" };

/** Compares as GitHub does: merge base to head, renames found, three lines of context. */
export function compare(repository: GitRepository, base: string, head: string): { readonly mergeBase: string; readonly files: ComparedFile[] } {
  const mergeBase = repository.git("merge-base", base, head);
  const fields = repository.git("diff", "-M", "--name-status", "-z", mergeBase, head).split("\0");
  // Git prints both lists in one order.
  const diffs = repository.git("diff", "-M", mergeBase, head).split(/^(?=diff --git )/m);
  const files: ComparedFile[] = [];
  while (fields.length > 1) {
    const status = fields.shift()?.[0] ?? "";
    const first = fields.shift() ?? "";
    const second = status === "R" || status === "C" ? fields.shift() : undefined;
    files.push(comparedFile(status, second === undefined ? [first] : [first, second], diffs[files.length] ?? ""));
  }
  return { mergeBase, files };
}

function comparedFile(status: string, paths: readonly string[], diff: string): ComparedFile {
  const start = diff.indexOf("\n@@ ");
  const patch = start < 0 ? undefined : diff.slice(start + 1).replace(/\n$/, "");
  const lines = patch === undefined ? [] : (parsePatch(patch) ?? []).flatMap((hunk) => hunk.lines);
  const additions = lines.filter((line) => line.kind === "added").length;
  const deletions = lines.filter((line) => line.kind === "removed").length;
  return {
    filename: paths.at(-1) ?? "",
    ...(paths.length > 1 ? { previous_filename: paths[0] ?? "" } : {}),
    status: statuses[status] ?? "modified",
    additions,
    deletions,
    changes: additions + deletions,
    ...(patch === undefined ? {} : { patch }),
  };
}

/** A tree as the API shows it; null for an unknown id. */
export function readTree(repository: GitRepository, treeId: string, isRecursive: boolean) {
  const listed = attempt(() => repository.git("ls-tree", "--long", "-z", ...(isRecursive ? ["-r", "-t"] : []), treeId));
  if (listed === null) return null;
  const tree = listed.split("\0").flatMap((line) => {
    const [, mode = "", type = "", sha = "", size = "-", path = ""] = /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
    return path === "" ? [] : [{ path, mode, type, sha, ...(size === "-" ? {} : { size: Number(size) }) }];
  });
  return { sha: repository.git("rev-parse", `${treeId}^{tree}`), truncated: false, tree };
}

/** Text of an object by id or expression ("HEAD:path"); null where there is none. */
export function readText(repository: GitRepository, expression: string): string | null {
  return attempt(() => `${repository.git("cat-file", "blob", expression)}${endsWithLineBreak(repository, expression) ? "\n" : ""}`);
}

/** `git()` takes one line break off the end of what git prints. */
function endsWithLineBreak(repository: GitRepository, expression: string): boolean {
  const size = Number(repository.git("cat-file", "-s", expression));
  return Buffer.byteLength(repository.git("cat-file", "blob", expression)) < size;
}

/** Whether GitHub takes a comment on a line: both ends in one hunk, on their side. */
export function isInHunk(file: ComparedFile, place: { readonly side: string; readonly start: number; readonly end: number }): boolean {
  const hunks = file.patch === undefined ? [] : (parsePatch(file.patch) ?? []);
  return hunks.some((hunk) => {
    const numbers = new Set(hunk.lines.map((line) => (place.side === "LEFT" ? line.baseLine : line.headLine)));
    return numbers.has(place.start) && numbers.has(place.end);
  });
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
