import type { PlacedFinding } from "../findings/finding.ts";
import type { Review } from "../findings/review.ts";
import type { Conversation, OwnThread } from "./read-conversation.ts";

/** What is to be written for a review, given what was said before. */
export interface PublicationPlan {
  /** Inline findings that no thread of ours says yet, worst first, at most 30. */
  readonly comments: readonly PlacedFinding[];
  /** Threads whose finding this head has cured, still without an answer. */
  readonly cured: readonly OwnThread[];
}

/** Above some 30 comments, GitHub answers 502 to a review. */
const mostComments = 30;

/** Decides what to say. A second try of a run finds its own review and says nothing twice. */
export function planPublication(review: Review, conversation: Conversation, run: string): PublicationPlan {
  const said = new Set(conversation.threads.map((thread) => thread.mark.id));
  const isPosted = conversation.reviews.some((mark) => mark.run === run && mark.head === review.head);
  const fresh = review.findings.filter((finding) => finding.placement.inline && !said.has(finding.id));
  const standing = new Set([
    ...review.findings.map((finding) => finding.id),
    ...review.leftOut.map((left) => left.finding.id),
    ...review.suppressed.map((suppressed) => suppressed.id),
  ]);
  return {
    comments: isPosted ? [] : fresh.slice(0, mostComments),
    cured: conversation.threads.filter(
      (thread) => !thread.isResolved && !thread.isAnswered && !standing.has(thread.mark.id) && provesCure(thread, review),
    ),
  };
}

/**
 * A rule that is silent now has seen that the finding is gone. A model may only have looked elsewhere: its silence counts where the lines have changed, and
 * where it was asked at all.
 */
function provesCure(thread: OwnThread, review: Review): boolean {
  if (thread.mark.head === review.head) return false;
  if (thread.mark.source === "rule") return true;
  return thread.isOutdated && review.engine === "claude" && review.usage.calls > 0;
}
