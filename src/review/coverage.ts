import type { Change } from "../change/change.ts";
import { exclusionOf, isCode, kindOfUnread, unnamed } from "../change/classify.ts";
import type { RepositoryConfig } from "../config/repository.ts";
import type { Review } from "../findings/review.ts";
import { isOpenApiFile } from "../stack/open-api/open-api.ts";
import type { Opinion } from "../ports/reviewer.ts";
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
  if (content.state === "skipped") return content.reason;
  return isOpenApiFile(path, content) ? "an OpenAPI document that no API of the repository names" : kindOfUnread(path);
}

/**
 * Whether the model has something to look at: a file of the stack changed, or code next to a serverless system, which may be a handler that no template of this
 * repository names.
 */
export function isWorthAsking(coverage: Review["coverage"], understanding: Understanding): boolean {
  if (coverage.reviewed.length > 0) return true;
  const hasSystem = understanding.head.resources.length > 0 || understanding.base.resources.length > 0;
  return hasSystem && coverage.skipped.some(({ path, reason }) => reason === unnamed && isCode(path));
}

/** The coverage once the model has answered: code that it saw was reviewed too. */
export function withOpinion(coverage: Review["coverage"], opinion: Opinion, wasAsked: boolean): Review["coverage"] {
  if (!wasAsked || !opinion.answered) return coverage;
  const omitted = new Set(opinion.omitted.map(({ path }) => path));
  const seen = new Set(coverage.skipped.flatMap(({ path, reason }) => (reason === unnamed && !omitted.has(path) ? [path] : [])));
  return { reviewed: [...coverage.reviewed, ...seen], skipped: coverage.skipped.filter(({ path }) => !seen.has(path)) };
}

/** Names the changed files that did not fit into the request, for the review's notes. */
export function omissionNotes(coverage: Review["coverage"], opinion: Opinion): string[] {
  const reviewed = new Set(coverage.reviewed);
  return opinion.omitted.flatMap(({ path, reason }) =>
    reviewed.has(path) ? [`${path} was reviewed by rules only; it was not sent to the model: ${reason}.`] : [],
  );
}
