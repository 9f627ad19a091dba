import { type PlacedFinding, type Severity, isAtLeast } from "../findings/finding.ts";
import type { Review } from "../findings/review.ts";
import { renderEntry } from "./comment.ts";
import { plainLine, plainText } from "./plain-text.ts";
import { placeOfEvidence } from "./place.ts";
import type { RenderContext } from "./render-context.ts";
import { renderSummary } from "./summary.ts";
import { cutText } from "./visible-text.ts";
import { headline, incompleteReasons } from "./wording.ts";

/** What decides the conclusion, and what is known of the head's files. */
export interface CheckOptions {
  readonly failOn: Severity | "never";
  /** Lines of a file at head, where known: annotations are kept inside the file. */
  readonly lineCount?: (path: string) => number | null;
}

/** An annotation as the Checks API takes it. Texts are shown as they are, without Markdown. */
export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title: string;
}

export interface RenderedCheck {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** All of them; the API takes 50 in a request. */
  readonly annotations: readonly CheckAnnotation[];
  readonly conclusion: "success" | "failure" | "neutral";
}

/** The API takes 65,535 characters in `summary` and `text`, 64 KB in an annotation's message and 255 characters in its title. */
const maximumTextLength = 65_000;
const maximumMessageLength = 12_000;
const maximumTitleLength = 250;

/**
 * The review as a check run. It fails only by the policy; it is neutral when the review is not whole or nothing was reviewed, so that a failure of ours is
 * never green.
 */
export function renderCheck(review: Review, options: CheckOptions, context: RenderContext): RenderedCheck {
  return {
    title: titleOf(review),
    summary: renderSummary(review, context),
    text: fullText(review, context),
    annotations: review.findings.flatMap((finding) => annotationsOf(finding, options, context)),
    conclusion: conclusionOf(review, options.failOn),
  };
}

function titleOf(review: Review): string {
  const incomplete = incompleteReasons(review).length > 0 && review.findings.length > 0;
  return incomplete ? `${headline(review)} (the review is not complete)` : headline(review);
}

function conclusionOf(review: Review, failOn: Severity | "never"): RenderedCheck["conclusion"] {
  if (failOn !== "never" && review.findings.some((finding) => isAtLeast(finding.severity, failOn))) return "failure";
  if (incompleteReasons(review).length > 0) return "neutral";
  return review.coverage.reviewed.length === 0 && review.findings.length === 0 ? "neutral" : "success";
}

function fullText(review: Review, context: RenderContext): string {
  let text = "";
  for (const [index, finding] of review.findings.entries()) {
    const entry = renderEntry(finding, context, 4_000);
    const remark = `\n\n---\n\nand ${review.findings.length - index} more, without their text here`;
    if (text.length + entry.length + remark.length + 10 > maximumTextLength) return text + remark;
    text += text === "" ? entry : `\n\n---\n\n${entry}`;
  }
  return text;
}

/** One annotation on the first place at head: annotations cannot stand on lines that are gone. */
function annotationsOf(finding: PlacedFinding, options: CheckOptions, context: RenderContext): CheckAnnotation[] {
  const place = headPlace(finding);
  if (place === undefined) return [];
  const last = options.lineCount?.(place.path) ?? Number.MAX_SAFE_INTEGER;
  const startLine = Math.min(Math.max(1, place.startLine), Math.max(1, last));
  const endLine = Math.min(Math.max(startLine, place.endLine), Math.max(1, last));
  return [
    {
      path: place.path,
      start_line: startLine,
      end_line: endLine,
      annotation_level: levelOf(finding.severity, options.failOn),
      title: cutText(plainLine(finding.title), maximumTitleLength - 50),
      message: messageOf(finding, context),
    },
  ];
}

function headPlace(finding: PlacedFinding): { path: string; startLine: number; endLine: number } | undefined {
  if (finding.placement.side === "RIGHT") return finding.placement;
  const evidence = finding.evidence.find((one) => one.side === "head");
  return evidence === undefined ? undefined : placeOfEvidence(evidence);
}

function levelOf(severity: Severity, failOn: Severity | "never"): CheckAnnotation["annotation_level"] {
  if (failOn !== "never" && isAtLeast(severity, failOn)) return "failure";
  return severity === "low" ? "notice" : "warning";
}

function messageOf(finding: PlacedFinding, context: RenderContext): string {
  const part = (text: string) => plainText(cutText(text, maximumMessageLength / 4));
  const rule = finding.rule === null ? "Found by the model." : `Rule: ${plainLine(finding.rule)}.`;
  const texts = [part(finding.what), `In production: ${part(finding.why)}`, `Fix: ${part(finding.fix)}`, rule, plainLine(context.disclaimer.line)];
  return texts.join("\n\n");
}
