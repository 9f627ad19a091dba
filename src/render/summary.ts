import type { PlacedFinding } from "../findings/finding.ts";
import type { Review } from "../findings/review.ts";
import { maximumBodyLength, renderEntry } from "./comment.ts";
import { readCost, renderCost } from "./cost.ts";
import { codeSpan, fence, link, safeInline, safeMarkdown, tableCell } from "./markdown-escape.ts";
import { placeText } from "./place.ts";
import type { RenderContext } from "./render-context.ts";
import { cutText } from "./visible-text.ts";
import { count, coverageSentence, engineSentence, headline, incompleteReasons, severityNames, shortCommit, skippedByReason } from "./wording.ts";

const longestTable = 60;
/** Lengths of the parts that are never left out; together they leave room for the disclaimer. */
const longestTableText = 25_000;
const longestReasons = 5_000;
const longestList = 200;

/** A part of the summary. Parts with an `order` may be left out, lowest first, when all of it does not fit. */
interface Section {
  readonly text: string;
  readonly name: string;
  readonly order: number | null;
}

const always = (text: string): Section => ({ text, name: "", order: null });
const dispensable = (order: number, name: string, text: string): Section => ({ text, name, order });

/**
 * The whole review as one comment, at most 64,000 characters. When it would be longer, these are left out in this order, and the summary says so: the diagram,
 * the lists of files, the suppressed findings, the cost, the notes, the full text of findings without a line. The disclaimer always ends it.
 */
export function renderSummary(review: Review, context: RenderContext): string {
  return fit(
    [
      always(`## ${headline(review)}`),
      always(incompleteText(review)),
      always(safeMarkdown(cutText(review.summary, 2_000))),
      always(findingsTable(review, context)),
      dispensable(6, "the full text of findings without a line", offDiffText(review, context)),
      always(referrals(review)),
      dispensable(1, "the diagram", review.diagram === null ? "" : details("What changes in the system", fence(review.diagram, "mermaid"))),
      dispensable(4, "the cost", costText(review)),
      dispensable(5, "the notes", notesText(review)),
      dispensable(3, "the suppressed findings", suppressedText(review)),
      always(coverageSentence(review)),
      dispensable(2, "the lists of files", coverageText(review)),
    ],
    endOf(review, context),
  );
}

function fit(sections: readonly Section[], end: string): string {
  const leftOut = new Set<Section>();
  const inOrder = sections
    .filter((section) => section.order !== null && section.text !== "")
    .toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0));
  for (;;) {
    const remark =
      leftOut.size === 0 ? "" : `Left out here because the summary would be too long: ${[...leftOut].map((section) => section.name).join(", ")}.`;
    const body = [...sections.filter((section) => !leftOut.has(section)).map((section) => section.text), remark, end]
      .filter((part) => part !== "")
      .join("\n\n");
    const next = inOrder[leftOut.size];
    if (body.length <= maximumBodyLength || next === undefined) return body;
    leftOut.add(next);
  }
}

function incompleteText(review: Review): string {
  const reasons = incompleteReasons(review).map((reason) => `- ${safeInline(cutText(reason, 500))}`);
  return reasons.length === 0 ? "" : `**This review is not complete:**\n\n${beginning(reasons, longestReasons).join("\n")}`;
}

function findingsTable(review: Review, context: RenderContext): string {
  if (review.findings.length === 0) return "";
  const rows = beginning(
    review.findings.slice(0, longestTable).map((finding) => findingRow(finding, context)),
    longestTableText,
  );
  const more = review.findings.length - rows.length;
  const table = ["| Severity | Finding | Place | In full |", "| --- | --- | --- | --- |", ...rows].join("\n");
  return more > 0 ? `${table}\n\nand ${count(more, "more finding")}, less severe` : table;
}

function findingRow(finding: PlacedFinding, context: RenderContext): string {
  const { path, startLine, endLine, side, inline } = finding.placement;
  const rule = finding.rule === null ? "" : ` · ${codeSpan(finding.rule.replaceAll("|", "¦"))}`;
  const label = codeSpan(placeText({ path: path.length > 200 ? `…${path.slice(-200)}` : path, startLine, endLine }).replaceAll("|", "¦"));
  const place = link(label, context.fileUrl(path, startLine, endLine, side));
  return `| ${severityNames[finding.severity]} | ${tableCell(cutText(finding.title, 200))}${rule} | ${place} | ${inline ? "comment on the line" : "below"} |`;
}

/** As many lines from the top as fit. */
function beginning(lines: readonly string[], maximumLength: number): readonly string[] {
  let length = 0;
  const last = lines.findIndex((line) => (length += line.length + 1) > maximumLength);
  return last < 0 ? lines : lines.slice(0, last);
}

function offDiffText(review: Review, context: RenderContext): string {
  const entries = review.findings.filter((finding) => !finding.placement.inline);
  if (entries.length === 0) return "";
  const title = `${count(entries.length, "finding")} without an inline comment`;
  return details(
    title,
    entries
      .slice(0, longestTable)
      .map((finding) => renderEntry(finding, context, 2_000))
      .join("\n\n---\n\n"),
  );
}

/** What the practices ask a summary to name: data steps that must be checked by a person, and paths for the next security assessment. */
function referrals(review: Review): string {
  const titles = (category: PlacedFinding["category"]) =>
    [...new Set(review.findings.flatMap((finding) => (finding.category === category ? [finding.title] : [])))]
      .slice(0, 5)
      .map((title) => `“${safeInline(cutText(title, 150))}”`)
      .join(", ");
  const [data, security] = [titles("data"), titles("security")];
  return [
    data === "" ? "" : `Before it is applied, have the engineer who owns the data and its backups check: ${data}.`,
    security === "" ? "" : `Put into the scope of the next independent security assessment and penetration test: ${security}.`,
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}

function costText(review: Review): string {
  const cost = readCost(review.cost);
  return cost === null ? "" : renderCost(cost);
}

function notesText(review: Review): string {
  const lines = [...review.notes, ...leftOutNotes(review)];
  if (lines.length === 0) return "";
  const shown = lines.slice(0, 50).map((note) => `- ${safeInline(cutText(note, 500))}`);
  if (lines.length > shown.length) shown.push(`- and ${lines.length - shown.length} more`);
  return ["**About this review:**", shown.join("\n")].join("\n\n");
}

/** "3 findings are not shown: below min_severity", one line a reason; why the model's own claims were refuted is not told one by one. */
export function leftOutNotes(review: Review): readonly string[] {
  const groups = Map.groupBy(review.leftOut, ({ reason }) => (reason.startsWith("refuted") ? "refuted by a second look" : reason));
  return [...groups].map(([reason, entries]) => `${count(entries.length, "finding is", "findings are")} not shown: ${reason}`);
}

function suppressedText(review: Review): string {
  if (review.suppressed.length === 0) return "";
  const lines = review.suppressed.slice(0, longestList).map(({ id, rule, reason, by }) => {
    return `- ${codeSpan(rule ?? id)}, suppressed in ${codeSpan(cutText(by, 300))}: ${safeInline(cutText(reason, 500))}`;
  });
  return details(`${count(review.suppressed.length, "finding")} suppressed`, lines.join("\n"));
}

function coverageText(review: Review): string {
  const { reviewed, skipped } = review.coverage;
  if (reviewed.length + skipped.length === 0) return "";
  const groups = skippedByReason(review)
    .slice(0, 30)
    .map(({ reason, paths }) => `**Skipped, ${safeInline(cutText(reason, 200))}:** ${pathList(paths)}`);
  return details("Files", [reviewed.length === 0 ? "" : `**Reviewed:** ${pathList(reviewed)}`, ...groups].filter((part) => part !== "").join("\n\n"));
}

function pathList(paths: readonly string[]): string {
  const shown = paths.slice(0, longestList).map((path) => codeSpan(cutText(path, 200)));
  return paths.length > shown.length ? `${shown.join(", ")} and ${paths.length - shown.length} more` : shown.join(", ");
}

/** A folded part. The title is ours: no foreign text stands inside HTML. */
function details(title: string, content: string): string {
  return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

function endOf(review: Review, context: RenderContext): string {
  const commits = `${codeSpan(shortCommit(review.base))} to ${codeSpan(shortCommit(review.head))}`;
  const made = `<sub>serverless-reviewer ${safeInline(context.version)} · ${commits} · ${engineSentence(review)}</sub>`;
  return [made, "---", "**Disclaimer**", unwrap(context.disclaimer.full)].join("\n\n");
}

/** Joins wrapped lines: GitHub keeps every line break of a comment. */
function unwrap(markdown: string): string {
  return markdown.trim().replace(/(?<!\n)\n(?!\n|[-*] )/g, " ");
}
