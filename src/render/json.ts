import type { PlacedFinding } from "../findings/finding.ts";
import type { Review } from "../findings/review.ts";
import { renderBody } from "./comment.ts";
import { safeMarkdown } from "./markdown-escape.ts";
import { placeOfEvidence } from "./place.ts";
import type { RenderContext } from "./render-context.ts";

/** The review as one JSON document, version 1, ending with a line break. Fields are only ever added to a version. */
export function renderJson(review: Review, context: RenderContext): string {
  const document = {
    version: 1,
    tool: { name: "serverless-reviewer", version: context.version },
    engine: review.engine,
    base: review.base,
    head: review.head,
    findings: review.findings.map((finding) => findingOf(finding, context)),
    summary: safeMarkdown(review.summary),
    diagram: review.diagram,
    cost: review.cost ?? null,
    suppressed: review.suppressed.map(({ id, rule, reason, by }) => ({ id, rule, reason, by })),
    coverage: { reviewed: review.coverage.reviewed, skipped: review.coverage.skipped.map(({ path, reason }) => ({ path, reason })) },
    notes: review.notes,
    incomplete: review.incomplete ?? [],
    disclaimer: context.disclaimer.full,
    usage: review.usage,
    timings: review.timings,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function findingOf(finding: PlacedFinding, context: RenderContext): unknown {
  const { placement, suggestion } = finding;
  return {
    id: finding.id,
    rule: finding.rule,
    source: finding.source,
    title: finding.title,
    body: renderBody(finding, context),
    severity: finding.severity,
    confidence: finding.confidence,
    category: finding.category,
    topics: finding.topics,
    resource: finding.resource,
    path: placement.path,
    startLine: placement.startLine,
    endLine: placement.endLine,
    side: placement.side,
    inline: placement.inline,
    evidence: finding.evidence.map((evidence) => {
      const { path, startLine, endLine } = placeOfEvidence(evidence);
      return { path, startLine, endLine, note: evidence.note };
    }),
    suggestion: suggestion === null ? null : { startLine: suggestion.startLine, endLine: suggestion.endLine, replacement: suggestion.replacement },
  };
}
