import type { Evidence, PlacedFinding, Severity } from "../findings/finding.ts";
import type { Review } from "../findings/review.ts";
import { codeFrame, suggestionDiff } from "./code-frame.ts";
import { costLines, readCost } from "./cost.ts";
import { type Place, otherEvidence, placeOfEvidence, placeText } from "./place.ts";
import type { RenderContext } from "./render-context.ts";
import { leftOutNotes } from "./summary.ts";
import { type Palette, paletteOf, setMarkdown, setPlain } from "./terminal-text.ts";
import { cutText, visibleLine } from "./visible-text.ts";
import { coverageSentence, engineSentence, headline, incompleteReasons, shortCommit, skippedByReason } from "./wording.ts";

export interface TerminalContext extends RenderContext {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Text of a file before (LEFT) or after (RIGHT) the change, by the path that a placement or evidence gives; null where it cannot be read. */
  readonly sourceOf: (path: string, side: "LEFT" | "RIGHT") => string | null;
}

/** How a finding's parts are laid out; made once. */
interface Layout {
  readonly context: TerminalContext;
  readonly palette: Palette;
  readonly width: number;
}

const widest = 110;
const narrowest = 40;
const framedEvidence = 2;
const textLimit = 6_000;

/** The review for a person at a terminal: headline, each finding with its code, then what else was seen, and the disclaimer's line. Ends with a line break. */
export function renderTerminal(review: Review, context: TerminalContext): string {
  const layout: Layout = { context, palette: paletteOf(context.color), width: Math.min(widest, Math.max(narrowest, context.width)) };
  const inline = review.findings.filter((finding) => finding.placement.inline);
  const elsewhere = review.findings.filter((finding) => !finding.placement.inline);
  const parts = [
    opening(review, layout),
    ...inline.map((finding) => findingLines(finding, layout)),
    elsewhere.length === 0 ? [] : [layout.palette.paint("bold", "Not on a changed line")],
    ...elsewhere.map((finding) => findingLines(finding, layout)),
    closing(review, layout),
    setMarkdown(`${context.disclaimer.line}.`, plainSetting(layout)).map((line) => layout.palette.paint("dim", line)),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function opening(review: Review, layout: Layout): string[] {
  const { paint } = layout.palette;
  const worst = review.findings[0]?.severity;
  const summary = setMarkdown(cutText(review.summary, 2_000), plainSetting(layout));
  const incomplete = incompleteReasons(review).flatMap((reason) => setPlain(`Not complete: ${reason}`, plainSetting(layout)));
  return [
    paint(worst === undefined ? ["bold"] : ["bold", severityColor[worst]], headline(review)),
    ...incomplete.map((line) => paint("yellow", line)),
    ...(summary.length > 0 ? ["", ...summary] : []),
  ];
}

const severityColor = { critical: "magenta", high: "red", medium: "yellow", low: "blue" } as const satisfies Record<Severity, string>;

function findingLines(finding: PlacedFinding, layout: Layout): string[] {
  const { paint } = layout.palette;
  const label = finding.severity.toUpperCase();
  const indent = " ".repeat(label.length + 2);
  const badge = `${paint(["bold", severityColor[finding.severity]], label)}  `;
  const title = setMarkdown(`**${visibleLine(cutText(finding.title, 250)).replaceAll("**", "")}**`, {
    ...plainSetting(layout),
    width: layout.width - indent.length,
    rest: indent,
  });
  const place = visibleLine(placeText(finding.placement)) + (finding.placement.side === "LEFT" ? " (before the change)" : "");
  const rule = finding.rule === null ? "found by the model" : visibleLine(finding.rule);
  return [
    paint("dim", "─".repeat(layout.width)),
    badge + title.join("\n"),
    `${indent}${paint("underline", place)}${paint("dim", ` · ${rule}`)}`,
    ...spaced(frameAt(finding.placement, 2, layout)),
    ...otherEvidence(finding)
      .slice(0, 10)
      .flatMap((evidence, index) => evidenceLines(evidence, index < framedEvidence, layout)),
    ...spaced(section("", finding.what, layout)),
    ...spaced(section("In production: ", finding.why, layout)),
    ...spaced([...section("Fix: ", finding.fix, layout), ...suggestionLines(finding, layout)]),
  ];
}

function spaced(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", ...lines];
}

function frameAt(place: Place, around: number, { context, palette, width }: Layout): readonly string[] {
  return codeFrame(context.sourceOf(place.path, place.side), place, { palette, width, around });
}

function evidenceLines(evidence: Evidence, framed: boolean, layout: Layout): string[] {
  const place = placeOfEvidence(evidence);
  const note = cutText(evidence.note, 300);
  const where = `${placeText(place)}${place.side === "LEFT" ? " (before the change)" : ""}`;
  const caption = setMarkdown(`${visibleLine(where).replace(/[\\`*[\]!]/g, "\\$&")}${note === "" ? "" : `: ${note}`}`, indented(layout));
  const frame = framed ? frameAt(place, 1, layout) : [];
  return framed || note !== "" ? ["", ...caption, ...frame] : caption.slice();
}

function suggestionLines(finding: PlacedFinding, { context, palette, width }: Layout): readonly string[] {
  const { suggestion, placement } = finding;
  if (suggestion === null) return [];
  return spaced(suggestionDiff(context.sourceOf(placement.path, "RIGHT"), suggestion, { palette, width, around: 0 }));
}

function section(label: string, text: string, layout: Layout): readonly string[] {
  if (text.trim() === "") return [];
  return setMarkdown(`${label === "" ? "" : `**${label.trim()}** `}${cutText(text, textLimit)}`, indented(layout));
}

function plainSetting(layout: Layout) {
  return { width: layout.width, first: "", rest: "", palette: layout.palette };
}

function indented(layout: Layout) {
  return { width: layout.width - 2, first: "  ", rest: "  ", palette: layout.palette };
}

function closing(review: Review, layout: Layout): string[] {
  const { palette } = layout;
  const bullet = (text: string) => setMarkdown(cutText(text, 600), { ...indented(layout), first: "- ", rest: "  " });
  const cost = readCost(review.cost);
  const notes = [...review.notes, ...leftOutNotes(review)];
  const groups = skippedByReason(review).map(
    ({ reason, paths }) => `${paths.length} ${paths.length === 1 ? "file" : "files"} skipped, ${reason}: ${examples(paths)}`,
  );
  return [
    ...(cost === null ? [] : [palette.paint("bold", "Cost"), ...costLines(cost).flatMap(bullet), ""]),
    ...(notes.length === 0 ? [] : [palette.paint("bold", "About this review"), ...notes.slice(0, 30).flatMap(bullet), ""]),
    ...(review.suppressed.length === 0
      ? []
      : [
          palette.paint("bold", "Suppressed"),
          ...review.suppressed.slice(0, 30).flatMap((one) => bullet(`${one.rule ?? one.id}: ${one.reason} (${one.by})`)),
          "",
        ]),
    ...setPlain(
      `${coverageSentence(review)} Compared ${visibleLine(shortCommit(review.base))} with ${visibleLine(shortCommit(review.head))}; ${engineSentence(review)}.`,
      plainSetting(layout),
    ),
    ...groups.slice(0, 10).flatMap(bullet),
  ];
}

function examples(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(", ");
  return paths.length > 3 ? `${shown}, …` : shown;
}
