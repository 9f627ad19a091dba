import type { Change } from "../change/change.ts";
import type { Category, Finding, PlacedFinding, Severity } from "../findings/finding.ts";
import type { Usage } from "../findings/review.ts";
import type { Delta } from "../stack/delta.ts";
import type { Stack } from "../stack/stack.ts";

/** What the model is asked about. Nothing else of the repository reaches it. */
export interface Brief {
  readonly change: Change;
  readonly base: Stack;
  readonly head: Stack;
  readonly delta: Delta;
  /** Rule findings, so that the model does not repeat them. */
  readonly found: readonly Finding[];
  /** Free text from the repository's configuration at base. */
  readonly instructions: string;
  /** Language of the answers, a BCP 47 tag; "en" by default. */
  readonly language: string;
  readonly signal: AbortSignal;
}

/** One claim of the model, typed, still unproven. `quote` is the line it is about, copied from the file; code finds it. */
export interface Claim {
  readonly kind: string;
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly path: string;
  readonly side: "base" | "head";
  readonly quote: string;
  readonly resource: string | null;
  readonly severity: Severity;
  readonly category: Category;
  readonly confidence: number;
  readonly topics: readonly string[];
  /** Replacement of exactly the quoted lines; null where the cure is elsewhere. */
  readonly replacement: string | null;
}

export interface Opinion {
  /** The claims that code could prove to stand somewhere: the quote was found, path and resource exist. Not yet placed on the diff. */
  readonly findings: readonly Finding[];
  /** Claims that code refused, by reason: "quote not found", "unknown resource". */
  readonly dropped: Readonly<Record<string, number>>;
  readonly usage: Usage;
  /** What the reader must know: "the model's answer was cut off", "12 files did not fit the budget". */
  readonly notes: readonly string[];
  /** Files that were left out of the request, with the reason. */
  readonly omitted: readonly { readonly path: string; readonly reason: string }[];
  /** False when the model could not be asked at all: the review is by rules only, and says so. */
  readonly answered: boolean;
}

/** The verdict of a fresh context on one finding of the model. */
export interface Verdict {
  readonly finding: string;
  readonly stands: boolean;
  readonly reason: string;
}

export interface Refutation {
  readonly verdicts: readonly Verdict[];
  readonly usage: Usage;
  readonly notes: readonly string[];
}

/** The model, behind a port. Neither method throws for what the model or its service does: that ends in `notes`. Both throw when `signal` aborts. */
export interface Reviewer {
  opine(brief: Brief): Promise<Opinion>;
  /** Tries to refute each finding in a context that has not seen how it came about. */
  refute(brief: Brief, findings: readonly PlacedFinding[]): Promise<Refutation>;
}
