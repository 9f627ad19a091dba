import type { Change } from "../../change/change.ts";
import type { Suppression } from "../../config/repository.ts";
import type { PlacedFinding } from "../../findings/finding.ts";
import type { Suppressed } from "../../findings/review.ts";
import { isExpired } from "../../findings/suppression-directive.ts";
import { type ExpiredSuppression, expiredSuppression, suppressionExpired } from "../../rules/changes/suppression-expired.ts";
import type { Rule } from "../../rules/rule.ts";
import type { Stack } from "../../stack/stack.ts";
import { place } from "../decide.ts";
import { findingOf } from "../inspect.ts";
import { cdkNagCalls } from "./cdk-nag-calls.ts";
import { configuredSuppression, placeInConfiguration } from "./configured.ts";
import { ownComments } from "./own-comments.ts";
import { peerComments } from "./peer-comments.ts";
import { RuleCatalogue } from "./rule-catalogue.ts";
import { type Subject, subjectOf } from "./subject.ts";
import { type FoundSuppressions, type InlineSuppression, covers } from "./suppression.ts";
import { templateMetadata } from "./template-metadata.ts";

export interface SuppressionContext {
  readonly change: Change;
  readonly head: Stack;
  /** Every rule that exists, also those that did not run: their ids are no mistakes. */
  readonly rules: readonly Rule[];
  readonly configured: readonly Suppression[];
  readonly now: Date;
  /** Whether suppressions that are past their last day become findings. */
  readonly reportsExpired: boolean;
}

export interface Suppressing {
  /** What is not suppressed where it stands, and the suppressions that no longer hold. */
  readonly findings: readonly PlacedFinding[];
  readonly suppressed: readonly Suppressed[];
  readonly notes: readonly string[];
}

/** Notes on suppressions that do not count, of one review. */
const mostNotes = 20;
const mostFiles = 300;

/**
 * Holds back findings that the reviewed files themselves suppress, next to what they are about. Only files with findings are searched. Nothing is hidden:
 * each suppression that holds is listed, each that is past its last day becomes a finding.
 */
export async function suppressInline(found: readonly PlacedFinding[], context: SuppressionContext): Promise<Suppressing> {
  const catalogue = new RuleCatalogue(context.rules);
  const files = new Map<string, FoundSuppressions>();
  const findings: PlacedFinding[] = [];
  const suppressed: Suppressed[] = [];
  const expired: ExpiredSuppression[] = [];
  for (const finding of found) {
    const matching = matchingOf(subjectOf(finding, context.head), files, { ...context, catalogue });
    const holding = matching.find((one) => !isExpired(one.until, context.now));
    if (holding === undefined) findings.push(finding);
    else suppressed.push({ id: finding.id, rule: finding.rule, reason: holding.reason, by: holding.by });
    if (holding !== undefined) continue;
    for (const one of matching)
      expired.push({ rules: one.rules, until: one.until ?? "", at: { path: one.path, startLine: one.line, endLine: one.line } });
    expired.push(...(await expiredInConfiguration(finding, context)));
  }
  const notes = [...files.values()].flatMap((file) => file.notes).slice(0, mostNotes);
  return { findings: [...findings, ...expiredFindings(expired, findings, context)], suppressed, notes };
}

type Search = SuppressionContext & { readonly catalogue: RuleCatalogue };

function matchingOf(subject: Subject, files: Map<string, FoundSuppressions>, search: Search): InlineSuppression[] {
  const { rule } = subject.finding;
  if (rule === null) return [];
  const paths = new Set([...subject.places, ...subject.declarations].map((one) => one.path));
  const candidates = [...paths].flatMap((path) => suppressionsIn(path, files, search).suppressions);
  return candidates.filter((one) => one.rules.includes(rule) && covers(one, subject));
}

function suppressionsIn(path: string, files: Map<string, FoundSuppressions>, search: Search): FoundSuppressions {
  const known = files.get(path);
  if (known !== undefined) return known;
  const content = search.change.head.read(path);
  const found = content.state === "text" && files.size < mostFiles ? searchFile(path, content.text, search) : { suppressions: [], notes: [] };
  files.set(path, found);
  return found;
}

function searchFile(path: string, text: string, { catalogue, now }: Search): FoundSuppressions {
  const own = ownComments(path, text, catalogue);
  const metadata = templateMetadata(path, text, catalogue);
  const peers = [...peerComments(path, text, { catalogue, now }), ...cdkNagCalls(path, text, catalogue)];
  return { suppressions: [...own.suppressions, ...metadata.suppressions, ...peers], notes: [...own.notes, ...metadata.notes] };
}

async function expiredInConfiguration(finding: PlacedFinding, { configured, change, now }: SuppressionContext): Promise<ExpiredSuppression[]> {
  const found = configuredSuppression(finding, configured, now);
  if (found === null || !found.expired || found.suppression.until === undefined) return [];
  const { rule, until } = found.suppression;
  const written = await placeInConfiguration(found.suppression, change);
  const evidence = finding.evidence[0];
  const fallback = evidence === undefined ? null : { at: evidence.location, side: evidence.side };
  const spot = written ?? fallback;
  return spot === null ? [] : [{ rules: [rule], until, ...spot }];
}

function expiredFindings(expired: readonly ExpiredSuppression[], findings: readonly PlacedFinding[], context: SuppressionContext): PlacedFinding[] {
  const known = new Set(findings.map((finding) => finding.id));
  const added: PlacedFinding[] = [];
  for (const one of context.reportsExpired ? expired : []) {
    const finding = findingOf(suppressionExpired, expiredSuppression(one), context.change.head);
    if (known.has(finding.id)) continue;
    known.add(finding.id);
    added.push(place(finding, context.change));
  }
  return added;
}
