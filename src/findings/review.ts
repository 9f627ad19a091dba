import type { PlacedFinding } from "./finding.ts";

/** Tokens and calls that a review cost. */
export interface Usage {
  readonly calls: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
}

export const noUsage: Usage = { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };

/** Both together. */
export function addUsage(one: Usage, other: Usage): Usage {
  return {
    calls: one.calls + other.calls,
    inputTokens: one.inputTokens + other.inputTokens,
    cachedInputTokens: one.cachedInputTokens + other.cachedInputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
  };
}

/** A finding that is true but not shown, and why: "below min_severity", "over max_comments" stays in `findings` as not inline. */
export interface LeftOut {
  readonly finding: PlacedFinding;
  readonly reason: string;
}

export interface Suppressed {
  readonly id: string;
  readonly rule: string | null;
  readonly reason: string;
  /** Where the suppression stands: ".github/serverless-reviewer.yml", "template.yaml:12". */
  readonly by: string;
}

/** Findings, summary, diagram, cost delta and what was not reviewed: everything that a publication is made of. */
export interface Review {
  readonly engine: "rules" | "claude";
  /** Commit SHA of each side; "worktree" for uncommitted files. */
  readonly base: string;
  readonly head: string;
  /** Kept findings, worst first. */
  readonly findings: readonly PlacedFinding[];
  readonly leftOut: readonly LeftOut[];
  /** Suggestions that were tried and not offered, by reason. */
  readonly droppedEdits?: Readonly<Record<string, number>>;
  readonly suppressed: readonly Suppressed[];
  /** One or two sentences on what the change does to the system, from the delta. Markdown. */
  readonly summary: string;
  /** Mermaid text; null where nothing of the stack changed. */
  readonly diagram: string | null;
  readonly cost: unknown;
  readonly coverage: {
    readonly reviewed: readonly string[];
    readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  };
  /** What the reader must know about the review itself: a model that did not answer, a rule that failed, a file that could not be parsed. */
  readonly notes: readonly string[];
  /** Why the review is not whole: the model did not answer, a rule failed. Absent or empty = it is. A check run is never green with a reason here. */
  readonly incomplete?: readonly string[];
  readonly usage: Usage;
  readonly timings: Readonly<Record<string, number>>;
}
