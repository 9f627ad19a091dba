import { type Severity, severities } from "../findings/finding.ts";
import type { Review } from "../findings/review.ts";

export const severityNames: Readonly<Record<Severity, string>> = { critical: "Critical", high: "High", medium: "Medium", low: "Low" };

/** "1 file", "2 files", "1,204 files". */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${groupDigits(number)} ${number === 1 ? noun : plural}`;
}

/** 12345 → "12,345", the same on every machine. A string keeps its decimals: "1234.50" → "1,234.50". */
export function groupDigits(number: number | string): string {
  const [whole = "", fraction] = String(number).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** "a", "a and b", "a, b and c". */
export function enumerate(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

/** Reasons why the review is not whole, empty where it is. */
export function incompleteReasons(review: Review): readonly string[] {
  return review.incomplete ?? [];
}

/** The review in a few words: what was found, by severity; never a clearance. */
export function headline(review: Review): string {
  const found = review.findings.length;
  if (found > 0) return `${count(found, "finding")}: ${enumerate(bySeverity(review))}`;
  if (incompleteReasons(review).length > 0) return "The review is not complete";
  return review.coverage.reviewed.length === 0 ? "Nothing serverless to review" : "Nothing found in what was reviewed";
}

function bySeverity(review: Review): string[] {
  return severities.flatMap((severity) => {
    const number = review.findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [`${number} ${severity}`];
  });
}

/** "Reviewed 4 files, skipped 2." */
export function coverageSentence(review: Review): string {
  const { reviewed, skipped } = review.coverage;
  const files = reviewed.length === 0 ? "No file was reviewed" : `Reviewed ${count(reviewed.length, "file")}`;
  return skipped.length === 0 ? `${files}.` : `${files}, skipped ${groupDigits(skipped.length)}.`;
}

/** Skipped paths by reason, the most frequent reason first. */
export function skippedByReason(review: Review): readonly { readonly reason: string; readonly paths: readonly string[] }[] {
  const groups = Map.groupBy(review.coverage.skipped, (one) => one.reason);
  return [...groups]
    .map(([reason, entries]) => ({ reason, paths: entries.map((entry) => entry.path) }))
    .toSorted((one, other) => other.paths.length - one.paths.length);
}

/** "rules only" or "rules and Claude", with the tokens that were used. */
export function engineSentence(review: Review): string {
  const { calls, inputTokens, cachedInputTokens, outputTokens } = review.usage;
  if (review.engine === "rules" && calls === 0) return "rules only, no model was asked";
  const cached = cachedInputTokens > 0 ? ` (${groupDigits(cachedInputTokens)} from cache)` : "";
  const tokens = `${count(calls, "call")}, ${groupDigits(inputTokens)} input tokens${cached}, ${groupDigits(outputTokens)} output tokens`;
  return `${review.engine === "rules" ? "rules" : "rules and Claude"}: ${tokens}`;
}

/** Commits as people write them: the first seven digits of a SHA. */
export function shortCommit(commit: string): string {
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit.slice(0, 7) : commit;
}
