import type { PlacedFinding } from "../findings/finding.ts";
import type { GitHubClient } from "./client.ts";
import { RefusedError } from "./failures.ts";
import { type PullRequestAddress, pullParameters } from "./pull-request.ts";

/** An inline comment that is ready to be sent. */
export interface InlineComment {
  readonly finding: PlacedFinding;
  readonly body: string;
}

/** A review to post. `body` stands above the comments. */
export interface ReviewToPost {
  readonly address: PullRequestAddress;
  readonly head: string;
  readonly body: string;
  readonly comments: readonly InlineComment[];
}

/**
 * Posts one review event. GitHub refuses a whole review for one comment that it does not like and does not say which: then the halves are tried, and what
 * is refused alone is given back. More than one review is posted only in that case.
 */
export async function postReview(client: GitHubClient, review: ReviewToPost): Promise<readonly InlineComment[]> {
  if (review.comments.length === 0) return [];
  try {
    await client.write("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
      ...pullParameters(review.address),
      commit_id: review.head,
      event: "COMMENT",
      body: review.body,
      comments: review.comments.map(toComment),
    });
    return [];
  } catch (error) {
    if (!(error instanceof RefusedError) || error.status !== 422) throw error;
    if (review.comments.length === 1) return review.comments;
    const middle = Math.ceil(review.comments.length / 2);
    const refused = await postReview(client, { ...review, comments: review.comments.slice(0, middle) });
    return [...refused, ...(await postReview(client, { ...review, comments: review.comments.slice(middle) }))];
  }
}

/** `start_line` is left out for a single line: GitHub refuses one that equals `line`. */
function toComment({ finding, body }: InlineComment) {
  const { path, startLine, endLine, side } = finding.placement;
  const start = startLine < endLine ? { start_line: startLine, start_side: side } : {};
  return { path, body, line: endLine, side, ...start };
}
