import type { Review } from "../findings/review.ts";
import { renderComment } from "./comment.ts";
import { placeLink } from "./place.ts";
import type { RenderContext } from "./render-context.ts";
import { renderSummary } from "./summary.ts";

/** The whole review as one Markdown document for a file or a pipe: every inline comment under its place, then the summary, which ends with the disclaimer. */
export function renderMarkdown(review: Review, context: RenderContext): string {
  const comments = review.findings
    .filter((finding) => finding.placement.inline)
    .map((finding) => {
      const before = finding.placement.side === "LEFT" ? " (before the change)" : "";
      return `### ${placeLink(finding.placement, context)}${before}\n\n${renderComment(finding, context)}`;
    });
  return `${[...comments, renderSummary(review, context)].join("\n\n---\n\n")}\n`;
}
