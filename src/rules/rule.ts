import type { Location } from "../change/location.ts";
import type { Change } from "../change/change.ts";
import type { EditPlan } from "../findings/edit-plan.ts";
import type { Category, Severity } from "../findings/finding.ts";
import type { Delta } from "../stack/delta.ts";
import type { Link } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import type { Stack } from "../stack/stack.ts";
import type { Platform } from "../stack/vocabulary.ts";

/** Files of an example repository by path. `base` is the repository before the change; absent = the files are new. */
export interface Example {
  readonly base?: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
}

/** What a rule yields: a finding still without identity and placement. */
export interface Draft {
  /** What it is about; its id is part of the finding's identity. */
  readonly subject: Resource | Link | { readonly id: string };
  /** The setting or detail, part of the identity; never a line or prose. */
  readonly claim: string;
  /** Places, best anchor first; the note says what the reader sees there. */
  readonly evidence: readonly { readonly at: Location; readonly note?: string; readonly side?: "base" | "head" }[];
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** An edit that cures it, proposed only where the cure is local and certain; it is offered once it was tried on the head's text and cured the finding. */
  readonly edit?: EditPlan | undefined;
  readonly severity?: Severity;
  readonly confidence?: number;
}

/** What a rule may ask. `now` is the review's date: wording follows it. */
export interface RuleContext {
  readonly stack: Stack;
  /** What stood before, where the stack is a head: a rule may leave to a change rule what the change took away. */
  readonly base?: Stack;
  readonly now: Date;
}

/** What a change rule may ask besides: both stacks and what differs. */
export interface ChangeRuleContext extends RuleContext {
  readonly base: Stack;
  readonly delta: Delta;
  readonly change: Change;
}

/** One deterministic check. One file, one rule; the id is the file's name. Examples are documentation and test at once. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly string[];
  readonly category: Category;
  readonly severity: Severity;
  readonly platforms: readonly Platform[];
  /** The vendor's page that states the fact. */
  readonly source: string;
  /** False for rules that run only with `--rules all` or when the repository turns them on. */
  readonly onByDefault?: boolean;
  /** Ids of other tools' checks that mean the same, for example `checkov:CKV_AWS_116`: their suppressions are honoured. */
  readonly peers?: readonly string[];
  /** Each must yield a finding of this rule. */
  readonly bad: readonly Example[];
  /** None may yield a finding of this rule. */
  readonly good: readonly Example[];
  /** Looks at one stack; findings that stand at base too are the background and stay silent. */
  check?(context: RuleContext): Iterable<Draft>;
  /** Looks at the change itself: what is gone, replaced or widened. */
  checkChange?(context: ChangeRuleContext): Iterable<Draft>;
}
