import type { PlacedFinding } from "../findings/finding.ts";
import type { Review } from "../findings/review.ts";
import type { Log } from "../ports/log.ts";
import type { GitHubClient } from "./client.ts";
import type { Mark, Markers } from "./marker.ts";
import { planPublication } from "./plan-publication.ts";
import { postReview } from "./post-review.ts";
import { type PullRequestAddress, pullParameters, readPullRequest } from "./pull-request.ts";
import { type Conversation, type OwnThread, readConversation } from "./read-conversation.ts";

/** What turns a review into texts; Markdown that is safe to post. */
export interface PublicationTexts {
  comment(finding: PlacedFinding, review: Review): string;
  /** Null where there is nothing worth a comment; a summary that stands already is updated all the same. */
  summary(review: Review): string | null;
}

/** Where and as what a review is published. `run` names the job: its second try repeats nothing. */
export interface Publication {
  readonly client: GitHubClient;
  readonly address: PullRequestAddress;
  readonly markers: Markers;
  readonly run: string;
  readonly texts: PublicationTexts;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** `review` as it stands on GitHub: findings that GitHub refused inline are no longer inline. Null when a newer head overtook it. */
export type Published = { readonly review: Review; readonly comments: number } | null;

/** Publishes a review: one review event, answers to cured findings, one summary. Before each write the live head is read again. */
export async function publishReview(publication: Publication, review: Review): Promise<Published> {
  const conversation = await readConversation(publication.client, publication.address, publication.markers);
  const plan = planPublication(review, conversation, publication.run);
  if (!(await isCurrent(publication, review.head))) return null;
  const refused = await postComments(publication, review, plan.comments);
  const standing = withoutInline(review, refused);
  for (const thread of plan.cured) {
    if (!(await isCurrent(publication, review.head))) return null;
    await answerCured(publication, thread, review.head);
  }
  if (!(await isCurrent(publication, review.head))) return null;
  await writeSummary(publication, standing, conversation.summary);
  return { review: standing, comments: plan.comments.length - refused.size };
}

/** Whether the pull request is still open at this head. */
async function isCurrent({ client, address, signal }: Publication, head: string): Promise<boolean> {
  signal.throwIfAborted();
  const pull = await readPullRequest(client, address);
  return pull?.isOpen === true && pull.head === head;
}

/** Posts the inline comments; gives the ids of those that GitHub refuses. */
async function postComments(publication: Publication, review: Review, findings: readonly PlacedFinding[]): Promise<ReadonlySet<string>> {
  const { client, address, markers, texts, log } = publication;
  const comments = findings.map((finding) => ({
    finding,
    body: markers.sign(texts.comment(finding, review), markOf(publication, review.head, { kind: "finding", id: finding.id, source: finding.source })),
  }));
  const count = comments.length === 1 ? "1 finding" : `${comments.length} findings`;
  const body = markers.sign(
    `${count} on this change, below; the whole review is in the summary.`,
    markOf(publication, review.head, { kind: "review" }),
  );
  const refused = await postReview(client, { address, head: review.head, body, comments });
  if (refused.length > 0) log.warn({ refused: refused.map(({ finding }) => finding.id) }, "GitHub refuses inline comments; they go to the summary");
  return new Set(refused.map(({ finding }) => finding.id));
}

function markOf({ run }: Publication, head: string, mark: Pick<Mark, "kind"> & Partial<Mark>): Mark {
  return { id: "", source: "", ...mark, head, run };
}

function withoutInline(review: Review, ids: ReadonlySet<string>): Review {
  if (ids.size === 0) return review;
  const findings = review.findings.map((finding) =>
    ids.has(finding.id) ? { ...finding, placement: { ...finding.placement, inline: false }, suggestion: null } : finding,
  );
  return { ...review, findings };
}

async function answerCured(publication: Publication, thread: OwnThread, head: string): Promise<void> {
  const { client, address, markers, log } = publication;
  const text = `Not found any more at ${head.slice(0, 7)}.`;
  await client.write("POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies", {
    ...pullParameters(address),
    comment_id: thread.comment,
    body: markers.sign(text, markOf(publication, head, { kind: "answer", id: thread.mark.id })),
  });
  // GitHub lets an app resolve threads only where it was given `contents: write` too; the answer stands either way.
  if (!thread.canResolve) return;
  try {
    await client.mutate("mutation($thread: ID!) { resolveReviewThread(input: { threadId: $thread }) { thread { isResolved } } }", {
      thread: thread.threadId,
    });
  } catch (error) {
    log.warn({ err: error }, "a thread of a cured finding cannot be resolved; its answer stands");
  }
}

async function writeSummary(publication: Publication, review: Review, former: Conversation["summary"]): Promise<void> {
  const { client, address, markers, texts } = publication;
  const text = texts.summary(review);
  if (text === null && former === null) return;
  const repository = { owner: address.owner, repo: address.repository };
  const body = markers.sign(text ?? "No findings.", markOf(publication, review.head, { kind: "summary" }));
  if (former === null) {
    await client.write("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...repository, issue_number: address.number, body });
  } else if (former.body.trim() !== body.trim()) {
    await client.write("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...repository, comment_id: former.comment, body });
  }
}
