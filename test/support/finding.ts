import type { PlacedFinding } from "../../src/findings/finding.ts";
import { noUsage, type Review } from "../../src/findings/review.ts";

/** A finding on one line of the head, with what a test wants to be different. */
export function placedFinding(changes: Partial<PlacedFinding> & { readonly id: string }): PlacedFinding {
  return {
    rule: "some-rule",
    source: "rule",
    title: "Title",
    what: "What.",
    why: "Why.",
    fix: "Fix.",
    severity: "high",
    confidence: 1,
    category: "reliability",
    topics: [],
    resource: null,
    evidence: [],
    edit: null,
    placement: { inline: true, path: "template.yaml", startLine: 2, endLine: 2, side: "RIGHT" },
    suggestion: null,
    ...changes,
  };
}

/** A review of nothing, with what a test wants to be different. */
export function emptyReview(changes: Partial<Review> = {}): Review {
  return {
    engine: "rules",
    base: "base",
    head: "head",
    findings: [],
    leftOut: [],
    suppressed: [],
    summary: "",
    diagram: null,
    cost: null,
    coverage: { reviewed: [], skipped: [] },
    notes: [],
    usage: noUsage,
    timings: {},
    ...changes,
  };
}
