import type { ChangedFile } from "../change/change.ts";
import { parsePatch } from "../change/parse-patch.ts";
import type { Git } from "./git-command.ts";

// Rename detection must be the same in both calls: their answers are read side by side. (`-U` would print the patch in the raw listing too.)
const options = ["-r", "-M", "--no-ext-diff", "--no-textconv", "--no-color", "--full-index"];
const patchOptions = ["-p", "-U3", "--inter-hunk-context=0", "--diff-algorithm=myers"];

/** The changed files between two trees with their hunks, as `git diff` would show them. */
export async function readDiff(git: Git, base: string, head: string): Promise<ChangedFile[]> {
  const [raw, patch] = await Promise.all([
    git.run(["diff-tree", ...options, "--raw", "-z", base, head]),
    git.run(["diff-tree", ...options, ...patchOptions, base, head]),
  ]);
  const records = parseRaw(raw.toString());
  const sections = splitPatch(patch.toString());
  let next = 0;
  return records.map((record) => {
    // A type change (file to symlink) is printed as a deletion and a creation.
    const count = record.status === "type-changed" ? 2 : 1;
    const own = sections.slice(next, next + count);
    next += count;
    return withHunks(record, own);
  });
}

function withHunks(record: ChangedFile, sections: readonly string[]): ChangedFile {
  const text = sections.join("");
  if (sections.some((section) => /^(Binary files .* differ|GIT binary patch)$/m.test(header(section)))) return { ...record, binary: true };
  const hunks = sections.map(parsePatch);
  if (text === "" || hunks.includes(null)) return { ...record, diffOmitted: true };
  return { ...record, hunks: hunks.flatMap((some) => some ?? []) };
}

/** The lines before the first hunk. */
function header(section: string): string {
  const start = section.indexOf("\n@@ ");
  return start < 0 ? section : section.slice(0, start);
}

/** Splits at lines that start with "diff --git ": inside hunks every line starts with a space, "+", "-" or a backslash. */
function splitPatch(patch: string): string[] {
  return patch.split(/^(?=diff --git )/m).filter((section) => section.startsWith("diff --git "));
}

/** Records of `--raw -z`: `:mode mode id id STATUS\0path\0[path\0]`. */
function parseRaw(raw: string): ChangedFile[] {
  const fields = raw.split("\0");
  const files: ChangedFile[] = [];
  let index = 0;
  while (index < fields.length) {
    const [from = "", to = "", , , letter = ""] = (fields[index++] ?? "").replace(/^:/, "").split(" ");
    if (letter === "") continue;
    const first = fields[index++] ?? "";
    const moved = letter.startsWith("R") || letter.startsWith("C");
    const path = moved ? (fields[index++] ?? "") : first;
    const modeChanged = from !== to && letter[0] !== "A" && letter[0] !== "D";
    files.push({
      path,
      ...(moved && { previousPath: first }),
      status: statusOf(letter),
      ...(modeChanged && { modeChange: { from, to } }),
      binary: false,
      hunks: [],
    });
  }
  return files;
}

function statusOf(letter: string): ChangedFile["status"] {
  switch (letter[0]) {
    case "A":
      return "added";
    case "D":
      return "removed";
    case "R":
      return "renamed";
    case "C":
      return "copied";
    case "T":
      return "type-changed";
    default:
      return "modified";
  }
}
