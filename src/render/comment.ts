import type { PlacedFinding } from "../findings/finding.ts";
import { codeBlock, codeSpan, fence, link, safeInline, safeMarkdown } from "./markdown-escape.ts";
import { otherEvidence, placeLink, placeOfEvidence } from "./place.ts";
import type { RenderContext } from "./render-context.ts";
import { cutText } from "./visible-text.ts";
import { severityNames } from "./wording.ts";

/** GitHub takes 65,536 characters; the rest is room for the publisher's marker. */
export const maximumBodyLength = 64_000;

const firstLimits = { text: 12_000, evidence: 30 };
type Limits = typeof firstLimits;

/** One finding as an inline comment: at most 64,000 characters, always with the disclaimer's line. Long middle parts are cut with a remark. */
export function renderComment(finding: PlacedFinding, context: RenderContext): string {
  return withinBody((limits) => [
    heading(finding),
    ...sections(finding, limits),
    suggestionBlock(finding, limits),
    evidenceList(finding, limits, context),
    footer(finding, context),
  ]);
}

/** What, in production, fix and the disclaimer's line, without heading, suggestion and evidence: for formats that carry those themselves. */
export function renderBody(finding: PlacedFinding, context: RenderContext): string {
  return withinBody((limits) => [...sections(finding, limits), `<sub>${disclaimerLine(context)}</sub>`]);
}

/** The finding with its place instead of a suggestion's: for the summary, where no line of the diff stands beside it. */
export function renderEntry(finding: PlacedFinding, context: RenderContext, maximumTextLength: number): string {
  const limits = { text: maximumTextLength, evidence: 10 };
  const place = `At ${placeLink(finding.placement, context)}${finding.placement.side === "LEFT" ? ", before the change" : ""}`;
  return join([heading(finding), place, ...sections(finding, limits), proposal(finding, limits), evidenceList(finding, limits, context)]);
}

/** The disclaimer in one line, with the address of the full text where there is one. */
function disclaimerLine(context: RenderContext): string {
  const { line, url } = context.disclaimer;
  return url === null || url === undefined ? safeInline(line) : `${safeInline(line)} (${link("disclaimer", url)})`;
}

function withinBody(compose: (limits: Limits) => readonly string[]): string {
  let limits = firstLimits;
  for (;;) {
    const body = join(compose(limits));
    if (body.length <= maximumBodyLength || limits.text < 10) return body;
    limits = { text: Math.floor(limits.text / 2), evidence: Math.ceil(limits.evidence / 2) };
  }
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function heading(finding: PlacedFinding): string {
  const title = safeInline(cutText(finding.title, 250), { bold: false });
  const rule = finding.rule === null ? "" : ` · ${codeSpan(finding.rule)}`;
  return `**${severityNames[finding.severity]} · ${title}**${rule}`;
}

function sections(finding: PlacedFinding, limits: Limits): string[] {
  const text = (markdown: string) => safeMarkdown(cutText(markdown, limits.text));
  return [text(finding.what), labelled("In production", text(finding.why)), labelled("Fix", text(finding.fix))];
}

function labelled(label: string, text: string): string {
  if (text === "") return "";
  return /^(?:- |\d+[.)] |```)/.test(text) ? `**${label}:**\n\n${text}` : `**${label}:** ${text}`;
}

/** Text that GitHub offers to commit. One that holds the beginning of an HTML comment could imitate our marker and is shown as code instead. */
function suggestionBlock(finding: PlacedFinding, limits: Limits): string {
  if (finding.suggestion === null) return "";
  const { replacement } = finding.suggestion;
  if (replacement.length > limits.text) return "The change is too long to be suggested here.";
  return replacement.includes("<!--") ? codeBlock(replacement) : fence(replacement, "suggestion");
}

function proposal(finding: PlacedFinding, limits: Limits): string {
  if (finding.suggestion === null || finding.suggestion.replacement.length > limits.text) return "";
  return codeBlock(finding.suggestion.replacement);
}

function evidenceList(finding: PlacedFinding, limits: Limits, context: RenderContext): string {
  const others = otherEvidence(finding);
  const shown = others.slice(0, limits.evidence).map((evidence) => {
    const note = safeInline(cutText(evidence.note, Math.min(300, limits.text)));
    return `- ${placeLink(placeOfEvidence(evidence), context)}${note === "" ? "" : `: ${note}`}`;
  });
  const hidden = others.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`- and ${hidden} more`] : [])].join("\n");
}

function footer(finding: PlacedFinding, context: RenderContext): string {
  const topic = finding.topics[0];
  const title = topic === undefined ? null : context.topicTitle(topic);
  const parts = [
    topic === undefined ? "" : safeInline(title === null ? topic : `${topic} ${title}`),
    finding.rule === null ? "found by the model" : whyThisRule(finding.rule, context),
    disclaimerLine(context),
  ];
  return `<sub>${parts.filter((part) => part !== "").join(" · ")}</sub>`;
}

function whyThisRule(rule: string, context: RenderContext): string {
  const url = context.ruleDocumentationUrl(rule);
  return url === null ? "" : link("why this rule", url);
}
