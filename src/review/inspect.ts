import type { Change } from "../change/change.ts";
import type { Snapshot } from "../change/snapshot.ts";
import { type EditPlan, pathOfPlan } from "../findings/edit-plan.ts";
import { resolvePlan } from "../findings/resolve-plan.ts";
import type { Edit, Finding } from "../findings/finding.ts";
import { identityOf } from "../findings/identity.ts";
import type { Draft, Rule, RuleContext } from "../rules/rule.ts";
import { Link } from "../stack/link.ts";
import { Resource } from "../stack/resource.ts";
import { withoutKnownPlaces } from "./known-places.ts";
import { withoutSharedLines } from "./shared-lines.ts";
import type { Understanding } from "./understand.ts";

/** What one rule says of one side. No repository of people comes near: the largest that we know, of 800 functions, has one for each. */
const mostDrafts = 5_000;
/** Findings of one rule that get an edit: a review shows a few of them, and a change that causes more is generated. */
const mostEdits = 200;

/** Findings of rules that the change causes, and rules that failed. */
export interface Inspection {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/**
 * Runs rules over both stacks. A finding that stands at head and not at base (by identity) is the change's doing; one that stands at both is the background and
 * stays silent. A rule that throws costs itself, not the review.
 */
export function inspect(change: Change, understanding: Understanding, rules: readonly Rule[], now: Date): Inspection {
  const findings = new Map<string, Finding>();
  const notes: string[] = [];
  for (const rule of rules) {
    try {
      for (const finding of newFindings(rule, change, understanding, now)) if (!findings.has(finding.id)) findings.set(finding.id, finding);
    } catch (error) {
      notes.push(`The rule ${rule.id} failed and was left out: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  return { findings: [...findings.values()], notes };
}

function newFindings(rule: Rule, change: Change, understanding: Understanding, now: Date): Finding[] {
  const { base, head, delta } = understanding;
  const findings: Finding[] = [];
  if (rule.check) {
    const standing = draftsAt(rule, { stack: head, base, now });
    // Most rules say nothing of the head; what they say of the base is then of no interest.
    const former = standing.length === 0 ? [] : draftsAt(rule, { stack: base, now });
    const [before, still] = [former, standing].map((drafts) => new Set(drafts.map((draft) => idOf(rule, draft))));
    const fresh = standing.filter((draft) => before?.has(idOf(rule, draft)) !== true);
    const gone = former.filter((draft) => still?.has(idOf(rule, draft)) !== true);
    const caused = withoutSharedLines(withoutKnownPlaces(fresh, former, change), gone, change);
    // Each edit is worked out on the text of a file.
    findings.push(...caused.map((draft, index) => findingOf(rule, draft, index < mostEdits ? change.head : null)));
  }
  if (rule.checkChange)
    findings.push(...bounded(rule.checkChange({ stack: head, base, delta, change, now })).map((draft) => findingOf(rule, draft, change.head)));
  return findings;
}

function draftsAt(rule: Rule, context: RuleContext): readonly Draft[] {
  return bounded(rule.check?.(context) ?? []);
}

/** @throws Error where there are more than anybody reads. Base and head can only be compared whole. */
function bounded(drafts: Iterable<Draft>): readonly Draft[] {
  const taken: Draft[] = [];
  for (const draft of drafts) {
    if (taken.length === mostDrafts) throw new Error(`it speaks at more than ${mostDrafts.toLocaleString("en-US")} places`);
    taken.push(draft);
  }
  return taken;
}

function idOf(rule: Rule, { subject, claim }: Draft): string {
  return identityOf(rule.id, subject.id, claim);
}

/** Identities of everything that a rule says of a head, also of what stands at base too. */
export function identitiesAtHead(
  rule: Rule,
  change: Change,
  { base, head, delta }: Pick<Understanding, "base" | "head" | "delta">,
  now: Date,
): string[] {
  const drafts = [...draftsAt(rule, { stack: head, base, now }), ...(rule.checkChange?.({ stack: head, base, delta, change, now }) ?? [])];
  return drafts.map((draft) => idOf(rule, draft));
}

/** A rule's draft with its identity, and with what the rule says of all its findings. Its edit is worked out on the text of the head, where one is given. */
export function findingOf(rule: Rule, draft: Draft, head: Snapshot | null): Finding {
  return {
    id: idOf(rule, draft),
    rule: rule.id,
    source: "rule",
    title: rule.title,
    what: draft.what,
    why: draft.why,
    fix: draft.fix,
    severity: draft.severity ?? rule.severity,
    confidence: draft.confidence ?? 1,
    category: rule.category,
    topics: rule.topics,
    resource: resourceOf(draft.subject),
    evidence: evidenceOf(draft),
    edit: draft.edit === undefined || head === null ? null : editOf(draft.edit, head),
  };
}

/** What a rule shows, and behind it the places that decide what stands there: a change of a deploy step alone has a line to be told at. */
function evidenceOf({ evidence }: Draft): Finding["evidence"] {
  const shown = evidence.map((one) => ({ location: one.at, side: one.side ?? "head", note: one.note ?? "" }) as const);
  const deciding = shown.flatMap(({ location, side }) =>
    location.from === undefined ? [] : [{ location: location.from, side, note: "the deployment passes the value here" } as const],
  );
  return [...shown, ...deciding];
}

function editOf(plan: EditPlan, head: Snapshot): Edit | null {
  const content = head.read(pathOfPlan(plan));
  return content.state === "text" ? resolvePlan(plan, content.text) : null;
}

/** A finding about a link is about what it leads to. Subjects without a resource are files. */
function resourceOf(subject: Draft["subject"]): string | null {
  if (subject instanceof Resource) return subject.id;
  return subject instanceof Link ? (subject.to.resource?.id ?? subject.from.resource?.id ?? null) : null;
}
