import { structuredPatch } from "diff";
import type { Change, ChangedFile } from "../../src/change/change.ts";
import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { parsePatch } from "../../src/change/parse-patch.ts";

type Files = Readonly<Record<string, string>>;

/** A change between two sets of files, with the hunks that git would show (three lines of context). Renames are not detected. */
export function changeOf(base: Files, head: Files): Change {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].toSorted();
  return {
    base: snapshotOf(base, "base"),
    head: snapshotOf(head, "head"),
    files: paths.flatMap((path) => changedFile(path, base[path], head[path])),
    title: "",
    body: "",
  };
}

function changedFile(path: string, before: string | undefined, after: string | undefined): ChangedFile[] {
  if (before === after) return [];
  const status = before === undefined ? "added" : after === undefined ? "removed" : "modified";
  const patch = structuredPatch(path, path, before ?? "", after ?? "", "", "", { context: 3 });
  const text = patch.hunks
    .map((hunk) => `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@\n${hunk.lines.join("\n")}`)
    .join("\n");
  return [{ path, status, binary: false, hunks: parsePatch(text) ?? [] }];
}
