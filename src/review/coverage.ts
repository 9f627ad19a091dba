import type { Change } from "../change/change.ts";
import { exclusionOf, kindOfUnread } from "../change/classify.ts";
import type { RepositoryConfig } from "../config/repository.ts";
import type { Review } from "../findings/review.ts";
import { isIgnoredPath } from "./decide.ts";
import type { Understanding } from "./understand.ts";

/** Which changed files were reviewed, and why the others were not: every changed file is in one of the two lists. */
export function coverageOf(change: Change, understanding: Understanding, config: RepositoryConfig): Review["coverage"] {
  const reviewed: string[] = [];
  const skipped: { path: string; reason: string }[] = [];
  for (const file of change.files) {
    const reason = reasonToSkip(file.path, change, understanding, config) ?? (file.binary ? "binary file" : null);
    if (reason === null) reviewed.push(file.path);
    else skipped.push({ path: file.path, reason });
  }
  return { reviewed, skipped };
}

function reasonToSkip(path: string, change: Change, understanding: Understanding, config: RepositoryConfig): string | null {
  if (isIgnoredPath(path, config)) return "left out by the repository's configuration";
  const exclusion = exclusionOf(path);
  if (exclusion !== null) return exclusion;
  const file = change.files.find((candidate) => candidate.path === path);
  const [baseFiles, headFiles] = [understanding.base.files, understanding.head.files];
  if (headFiles.has(path) || baseFiles.has(file?.previousPath ?? path)) return null;
  const side = file?.status === "removed" ? change.base : change.head;
  const content = side.read(path);
  return content.state === "skipped" ? content.reason : kindOfUnread(path);
}
