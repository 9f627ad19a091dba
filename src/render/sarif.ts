import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from "node-sarif-builder";
import type { PlacedFinding, Severity } from "../findings/finding.ts";
import type { Review, Suppressed } from "../findings/review.ts";
import type { Rule } from "../rules/rule.ts";
import { renderBody } from "./comment.ts";
import { type Place, placeOfEvidence } from "./place.ts";
import { plainLine, plainText } from "./plain-text.ts";
import type { RenderContext } from "./render-context.ts";
import { cutText } from "./visible-text.ts";

const levels = { critical: "error", high: "error", medium: "warning", low: "note" } as const satisfies Record<Severity, string>;
/** The scale of GitHub code scanning: above 9 critical, 7 high, 4 medium, below that low. */
const securitySeverities: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "3.0" };

/** `rules`: the rules that ran, for their titles and pages; without them the findings' own titles are used. */
export interface SarifContext extends RenderContext {
  readonly rules?: readonly Rule[];
}

/** The review as SARIF 2.1.0, for code scanning: rules, results with their fingerprints and places, suppressions. */
export function renderSarif(review: Review, context: SarifContext): string {
  const run = new SarifRunBuilder().initSimple({ toolDriverName: "serverless-reviewer", toolDriverVersion: context.version });
  run.run.tool.driver.fullDescription = { text: plainText(context.disclaimer.full) };
  run.run.columnKind = "utf16CodeUnits";
  run.run.properties = { base: review.base, head: review.head, engine: review.engine };
  run.run.invocations = [
    {
      executionSuccessful: (review.incomplete ?? []).length === 0,
      toolExecutionNotifications: [...(review.incomplete ?? []), ...review.notes].map((note) => ({
        level: "note",
        message: { text: plainLine(note) },
      })),
    },
  ];
  for (const rule of rulesOf(review, context)) run.addRule(rule);
  for (const finding of review.findings) run.addResult(resultOf(finding, context));
  for (const one of review.suppressed) run.addResult(suppressedResult(one));
  const builder = new SarifBuilder();
  builder.addRun(run);
  return `${JSON.stringify(builder.buildSarifOutput(), null, 2)}\n`;
}

function ruleIdOf(finding: PlacedFinding): string {
  return finding.rule ?? `model/${finding.category}`;
}

function rulesOf(review: Review, context: SarifContext): SarifRuleBuilder[] {
  const firsts = new Map<string, PlacedFinding>();
  for (const finding of review.findings) if (!firsts.has(ruleIdOf(finding))) firsts.set(ruleIdOf(finding), finding);
  return [...firsts].map(([id, finding]) => ruleOf(id, finding, context));
}

function ruleOf(id: string, finding: PlacedFinding, context: SarifContext): SarifRuleBuilder {
  const rule = context.rules?.find((one) => one.id === id);
  const text = finding.rule === null ? `A ${finding.category} problem, found by the model` : plainLine(rule?.title ?? finding.title);
  const builder = new SarifRuleBuilder().initSimple({
    ruleId: id,
    shortDescriptionText: cutText(text, 900),
    fullDescriptionText: cutText(text, 900),
  });
  const url = finding.rule === null ? null : (context.ruleDocumentationUrl(finding.rule) ?? rule?.source ?? null);
  if (url !== null) builder.setHelpUri(url);
  builder.rule.defaultConfiguration = { level: levels[rule?.severity ?? finding.severity] };
  builder.rule.help = { text: url === null ? context.disclaimer.line : `${url}\n\n${context.disclaimer.line}` };
  builder.rule.properties = {
    tags: [finding.category, ...finding.topics.map((topic) => topicTag(topic, context))].slice(0, 20),
    precision: finding.rule === null ? "medium" : "high",
    ...(finding.category === "security" ? { "security-severity": securitySeverities[rule?.severity ?? finding.severity] } : {}),
  };
  return builder;
}

function topicTag(topic: string, context: RenderContext): string {
  const title = context.topicTitle(topic);
  return title === null ? topic : `${topic} ${title}`;
}

function resultOf(finding: PlacedFinding, context: RenderContext): SarifResultBuilder {
  const builder = new SarifResultBuilder().initSimple({
    ruleId: ruleIdOf(finding),
    level: levels[finding.severity],
    messageText: messageOf(finding, context),
  });
  const place = resultPlace(finding);
  builder.result.message.markdown = renderBody(finding, context);
  builder.result.partialFingerprints = { "finding/v1": finding.id };
  builder.result.locations = [{ physicalLocation: physicalLocation(place) }];
  builder.result.relatedLocations = finding.evidence.slice(0, 50).map((evidence, index) => ({
    id: index,
    physicalLocation: physicalLocation(placeOfEvidence(evidence)),
    message: { text: plainLine(evidence.note) === "" ? "Evidence" : plainLine(evidence.note) },
  }));
  builder.result.properties = {
    severity: finding.severity,
    confidence: finding.confidence,
    category: finding.category,
    topics: finding.topics,
    resource: finding.resource,
    inline: finding.placement.inline,
    side: place.side,
  };
  return builder;
}

/** A place at head where there is one: code scanning shows the head. */
function resultPlace(finding: PlacedFinding): Place {
  if (finding.placement.side === "RIGHT") return finding.placement;
  const evidence = finding.evidence.find((one) => one.side === "head");
  return evidence === undefined ? finding.placement : placeOfEvidence(evidence);
}

function messageOf(finding: PlacedFinding, context: RenderContext): string {
  const texts = [
    `${plainLine(finding.title)}.`,
    plainText(finding.what),
    `In production: ${plainText(finding.why)}`,
    `Fix: ${plainText(finding.fix)}`,
    context.disclaimer.line,
  ];
  return texts.map((text) => cutText(text, 10_000)).join("\n\n");
}

function physicalLocation({ path, startLine, endLine }: Pick<Place, "path" | "startLine" | "endLine">) {
  const first = Math.max(1, startLine);
  const uri = path.split("/").map(encodeURIComponentOf).join("/");
  return { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region: { startLine: first, endLine: Math.max(first, endLine) } };
}

function encodeURIComponentOf(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}

/** A suppressed finding keeps its identity and the reason; its place is where the suppression stands. */
function suppressedResult({ id, rule, reason, by }: Suppressed): SarifResultBuilder {
  // Another tool's skip stands "at" its place: "checkov:skip at template.yaml:12".
  const [, path = by, line] = /^(?:[\w:. =-]{1,80} at )?(.*):(\d+)$/s.exec(by) ?? [];
  const builder = new SarifResultBuilder().initSimple({ ruleId: rule ?? "model", level: "note", messageText: `Suppressed: ${plainLine(reason)}` });
  const startLine = line === undefined ? 1 : Number(line);
  builder.result.partialFingerprints = { "finding/v1": id };
  builder.result.locations = [{ physicalLocation: physicalLocation({ path, startLine, endLine: startLine }) }];
  builder.result.suppressions = [{ kind: line === undefined ? "external" : "inSource", status: "accepted", justification: plainLine(reason) }];
  return builder;
}
