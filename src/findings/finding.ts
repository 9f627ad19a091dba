import type { Location } from "../change/location.ts";

/** How bad a finding is in production, worst first. */
export const severities = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

export const categories = ["reliability", "security", "cost", "performance", "observability", "data", "deployment", "design"] as const;
export type Category = (typeof categories)[number];

/** Whether `one` is at least as bad as `other`. */
export function isAtLeast(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) <= severities.indexOf(other);
}

/** A place that shows a finding, best anchor first. `side` says in which snapshot it stands. */
export interface Evidence {
  readonly location: Location;
  readonly side: "base" | "head";
  /** What the reader sees there: "`ProcessOrders` may run 120 s". Empty where the place speaks for itself. */
  readonly note: string;
}

/** A change of the head's text that cures a finding: the range (offsets of UTF-16 units in the head file) and what replaces it. */
export interface Edit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** One problem, before it is placed on the diff. Texts are Markdown; every part of a reviewed repository in them is escaped when rendered. */
export interface Finding {
  /** Stable identity, `f-` and 16 hexadecimal digits of a hash over rule or claim kind, resource and setting; never line or prose. */
  readonly id: string;
  /** The rule's id; null for the model's findings. */
  readonly rule: string | null;
  readonly source: "rule" | "model";
  readonly title: string;
  /** What is there: the reader's names and numbers. */
  readonly what: string;
  /** What happens in production. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  readonly severity: Severity;
  /** 0 to 1: how sure we are that the finding is true. Rules: 1 unless they say otherwise. */
  readonly confidence: number;
  readonly category: Category;
  /** Persona topics, most fitting first: "22.6". */
  readonly topics: readonly string[];
  /** Id of the resource it is about. */
  readonly resource: string | null;
  readonly evidence: readonly Evidence[];
  readonly edit: Edit | null;
}

/** Where a finding stands on the pull request's diff. `inline: false`: no line of a hunk can take it; it goes to summary and annotations. */
export interface Placement {
  readonly inline: boolean;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly side: "LEFT" | "RIGHT";
}

/** A committable suggestion: it replaces exactly lines `startLine` to `endLine` of the head file, which are the comment's own lines. */
export interface Suggestion {
  readonly startLine: number;
  readonly endLine: number;
  readonly replacement: string;
}

export interface PlacedFinding extends Finding {
  readonly placement: Placement;
  readonly suggestion: Suggestion | null;
}
