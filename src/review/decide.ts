import picomatch from "picomatch";
import type { Change } from "../change/change.ts";
import { type RepositoryConfig, configurationPath } from "../config/repository.ts";
import { type Finding, type PlacedFinding, isAtLeast, severities } from "../findings/finding.ts";
import { placeOnDiff } from "../findings/placement.ts";
import type { LeftOut, Suppressed } from "../findings/review.ts";
import { placeSuggestion } from "../findings/suggestion.ts";
import { reasonText } from "../findings/suppression-directive.ts";
import { configuredSuppression } from "./suppressions/configured.ts";

/** What is shown, what is marked as left out, and what the team has accepted. */
export interface Decision {
  readonly findings: readonly PlacedFinding[];
  readonly leftOut: readonly LeftOut[];
  readonly suppressed: readonly Suppressed[];
}

/** Findings below this confidence are not worth a reader's time. */
const leastConfidence = 0.6;

/** Places a finding on the diff; its suggestion moves the comment to the lines that it replaces, where those can take it. */
export function place(finding: Finding, change: Change): PlacedFinding {
  const placed = finding.edit === null ? null : placeSuggestion(finding.edit, change);
  if (placed !== null) return { ...finding, placement: placed.placement, suggestion: placed.suggestion };
  return { ...finding, placement: placeOnDiff(finding.evidence, change), suggestion: null };
}

/** Marks, ranks and caps findings by the repository's configuration. Nothing is dropped: what is not shown says why. */
export function decide(found: readonly PlacedFinding[], config: RepositoryConfig, now: Date): Decision {
  const kept: PlacedFinding[] = [];
  const leftOut: LeftOut[] = [];
  const suppressed: Suppressed[] = [];
  for (const original of found) {
    const finding = withSeverity(original, config);
    const accepted = configuredSuppression(finding, config.suppress, now);
    const reason = refusalOf(finding, config);
    if (accepted?.expired === false)
      suppressed.push({ id: finding.id, rule: finding.rule, reason: reasonText(accepted.suppression), by: configurationPath });
    else if (reason !== null) leftOut.push({ finding, reason });
    else kept.push(finding);
  }
  return { findings: capInline(kept.toSorted(worstFirst), config.maxComments), leftOut, suppressed };
}

function withSeverity(finding: PlacedFinding, config: RepositoryConfig): PlacedFinding {
  const wanted = finding.rule === null ? undefined : config.rules.get(finding.rule);
  return wanted === undefined || wanted === "off" || wanted === "on" ? finding : { ...finding, severity: wanted };
}

function refusalOf(finding: PlacedFinding, config: RepositoryConfig): string | null {
  if (finding.rule !== null && config.rules.get(finding.rule) === "off") return "the rule is off in the repository's configuration";
  if (!isAtLeast(finding.severity, config.minSeverity)) return `below min_severity (${config.minSeverity})`;
  if (finding.confidence < leastConfidence) return `confidence ${finding.confidence.toFixed(2)} is below ${leastConfidence}`;
  return isIgnoredPath(finding.placement.path, config) ? "the path is left out by the repository's configuration" : null;
}

/** Whether the configuration leaves a path out of reviews. */
export function isIgnoredPath(path: string, config: RepositoryConfig): boolean {
  const { include, exclude } = config.paths;
  if (include.length > 0 && !picomatch([...include], { dot: true })(path)) return true;
  return exclude.length > 0 && picomatch([...exclude], { dot: true })(path);
}

/** Worst first; then surer first; then by place, so that the order is the same on every run. */
function worstFirst(one: PlacedFinding, other: PlacedFinding): number {
  return (
    severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
    other.confidence - one.confidence ||
    compareText(one.placement.path, other.placement.path) ||
    one.placement.startLine - other.placement.startLine ||
    compareText(one.id, other.id)
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The worst `limit` keep their inline place; the rest is told in the summary. */
function capInline(findings: readonly PlacedFinding[], limit: number): PlacedFinding[] {
  let inline = 0;
  return findings.map((finding) => {
    if (!finding.placement.inline || ++inline <= limit) return finding;
    return { ...finding, placement: { ...finding.placement, inline: false } };
  });
}
