import type { Review } from "../findings/review.ts";
import { renderJson } from "../render/json.ts";
import { renderMarkdown } from "../render/markdown.ts";
import type { RenderContext } from "../render/render-context.ts";
import { renderSarif } from "../render/sarif.ts";
import { renderTerminal } from "../render/terminal.ts";
import type { Rule } from "../rules/rule.ts";

export const reviewFormats = ["pretty", "json", "sarif", "markdown"] as const;
export type ReviewFormat = (typeof reviewFormats)[number];

/** What the forms need between them. */
export interface FormatContext extends RenderContext {
  readonly color: boolean;
  readonly width: number;
  readonly sourceOf: (path: string, side: "LEFT" | "RIGHT") => string | null;
  readonly rules: readonly Rule[];
}

/** A review in one of the forms of the command line. */
export function renderReview(review: Review, format: ReviewFormat, context: FormatContext): string {
  switch (format) {
    case "json":
      return renderJson(review, context);
    case "sarif":
      return renderSarif(review, context);
    case "markdown":
      return renderMarkdown(review, context);
    case "pretty":
      return renderTerminal(review, context);
  }
}
