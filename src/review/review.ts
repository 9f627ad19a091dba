import type { Change } from "../change/change.ts";
import type { RepositoryConfig } from "../config/repository.ts";
import type { Finding, PlacedFinding } from "../findings/finding.ts";
import { type Review, type Usage, addUsage, noUsage } from "../findings/review.ts";
import type { Clock } from "../ports/clock.ts";
import type { Brief, Opinion, Reviewer } from "../ports/reviewer.ts";
import { describeDelta } from "../render/describe-delta.ts";
import { renderDeltaDiagram } from "../render/mermaid.ts";
import { suppressionExpired } from "../rules/changes/suppression-expired.ts";
import { rules as everyRule } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";
import type { StackTools } from "../stack/build-stack.ts";
import { costOf } from "./cost-of.ts";
import { coverageOf, isWorthAsking, omissionNotes, withOpinion } from "./coverage.ts";
import { checkEdits } from "./check-edits.ts";
import { type Decision, decide, isIgnoredPath, place } from "./decide.ts";
import { type Inspection, inspect } from "./inspect.ts";
import { foldRepeats } from "./fold-repeats.ts";
import { mergeTwins } from "./merge-twins.ts";
import { createSteps } from "./steps.ts";
import { suppressInline } from "./suppressions/suppress.ts";
import { type Understanding, understandWhereItMatters } from "./understand.ts";

/** What a review is made with. `reviewer` is null for the rules engine. */
export interface ReviewTools {
  readonly stack: StackTools;
  readonly rules: readonly Rule[];
  readonly reviewer: Reviewer | null;
  readonly clock: Clock;
}

export interface ReviewRequest {
  readonly change: Change;
  readonly config: RepositoryConfig;
  readonly signal: AbortSignal;
  /** Told the name of each step as it begins. */
  readonly onStep?: (name: string) => void;
}

/**
 * Reviews a change: understand → inspect → consult → verify → decide. Pure apart from the model, which is asked only where the change touches the system.
 * @throws whatever `signal` aborts with.
 */
export async function review(request: ReviewRequest, tools: ReviewTools): Promise<Review> {
  const { change, config, signal } = request;
  const { step, timings } = createSteps(tools.clock, signal, request.onStep);
  const understanding = await step("understand", () => understandWhereItMatters(change, tools.stack));
  const coverage = coverageOf(change, understanding, config);
  const inspection = await step("inspect", () => inspect(change, understanding, tools.rules, tools.clock.now()));
  const brief = briefOf(request, understanding, inspection);
  const asked = isWorthAsking(coverage, understanding) ? tools.reviewer : null;
  const opinion = await step("consult", () => asked?.opine(brief) ?? nothingSaid);
  const claimed = opinion.findings.map((finding) => place(finding, change));
  const verified = await step("verify", () => verify(claimed, brief, tools.reviewer));
  const decision = await step("decide", () => decideAll(inspection, verified.findings, { request, tools, understanding }));
  const { cost, notes: costNotes } = costOf(understanding, config);
  return {
    engine: tools.reviewer !== null && opinion.answered ? "claude" : "rules",
    base: change.base.commit,
    head: change.head.commit,
    findings: decision.findings,
    leftOut: [...decision.leftOut, ...verified.refuted],
    suppressed: decision.suppressed,
    droppedEdits: decision.droppedEdits,
    summary: describeDelta(understanding.delta),
    diagram: renderDeltaDiagram(understanding.base, understanding.head, understanding.delta),
    cost,
    coverage: withOpinion(coverage, opinion, asked !== null),
    notes: [
      ...(change.notes ?? []),
      ...understanding.notes,
      ...parseNotes(change, understanding),
      ...inspection.notes,
      ...decision.notes,
      ...opinion.notes,
      ...omissionNotes(coverage, opinion),
      ...verified.notes,
      ...costNotes,
    ],
    incomplete: [...(opinion.answered ? [] : ["The model could not be asked: the review is by rules only."]), ...inspection.notes, ...verified.notes],
    usage: addUsage(opinion.usage, verified.usage),
    timings: timings(),
  };
}

interface Deciding {
  readonly request: ReviewRequest;
  readonly tools: ReviewTools;
  readonly understanding: Understanding;
}

type Decided = Decision & { readonly droppedEdits: Readonly<Record<string, number>>; readonly notes: readonly string[] };

/** Suppressions in the files first, then the configuration; what is kept has its suggestions tried. */
async function decideAll(inspection: Inspection, claimed: readonly PlacedFinding[], { request, tools, understanding }: Deciding): Promise<Decided> {
  const { change, config } = request;
  const now = tools.clock.now();
  const accepted = await suppressInline(
    inspection.findings.map((finding) => place(finding, change)),
    {
      change,
      head: understanding.head,
      rules: [...new Set([...tools.rules, ...everyRule])],
      configured: config.suppress,
      now,
      reportsExpired: tools.rules.includes(suppressionExpired),
    },
  );
  const decision = decide([...foldRepeats(mergeTwins(accepted.findings)), ...claimed], config, now);
  const edits = await checkEdits(decision.findings, { change, understanding, rules: tools.rules, tools: tools.stack, now, signal: request.signal });
  return {
    findings: edits.findings,
    leftOut: decision.leftOut,
    suppressed: [...accepted.suppressed, ...decision.suppressed],
    droppedEdits: edits.dropped,
    notes: accepted.notes,
  };
}

const nothingSaid: Opinion = { findings: [], dropped: {}, usage: noUsage, notes: [], omitted: [], answered: true };

function briefOf(request: ReviewRequest, understanding: Understanding, inspection: Inspection): Brief {
  const { change, config, signal } = request;
  return {
    // What the configuration leaves out is not sent to the model either.
    change: { ...change, files: change.files.filter((file) => !isIgnoredPath(file.path, config)) },
    base: understanding.base,
    head: understanding.head,
    delta: understanding.delta,
    found: inspection.findings,
    instructions: config.instructions,
    language: config.language,
    signal,
  };
}

interface Verification {
  readonly findings: readonly PlacedFinding[];
  readonly refuted: readonly { finding: PlacedFinding; reason: string }[];
  readonly usage: Usage;
  readonly notes: readonly string[];
}

/** Lets a fresh context refute the model's findings: what it refutes, or does not answer for, is left out. */
async function verify(claimed: readonly PlacedFinding[], brief: Brief, reviewer: Reviewer | null): Promise<Verification> {
  if (claimed.length === 0 || reviewer === null) return { findings: [], refuted: [], usage: noUsage, notes: [] };
  const { verdicts, usage, notes } = await reviewer.refute(brief, claimed);
  const standing = new Map(verdicts.map((verdict) => [verdict.finding, verdict]));
  const isStanding = (finding: Finding) => standing.get(finding.id)?.stands === true;
  return {
    findings: claimed.filter(isStanding),
    refuted: claimed
      .filter((finding) => !isStanding(finding))
      .map((finding) => ({ finding, reason: `refuted: ${standing.get(finding.id)?.reason ?? "not verified"}` })),
    usage,
    notes,
  };
}

/** What could not be understood in files that the change touches. Elsewhere it is not the pull request's business; names that nothing declares are a rule's. */
function parseNotes(change: Change, understanding: Understanding): string[] {
  const changed = new Set(change.files.map((file) => file.path));
  const own = understanding.head.notes.filter((note) => changed.has(note.path) && note.undeclared === undefined);
  return [...new Set(own.map((note) => `${note.path}${note.line === undefined ? "" : `:${note.line}`}: ${note.message}`))];
}
