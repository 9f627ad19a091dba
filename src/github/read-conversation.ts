import { z } from "zod";
import type { GitHubClient } from "./client.ts";
import type { Mark, Markers } from "./marker.ts";
import type { PullRequestAddress } from "./pull-request.ts";

/** A thread that one of our comments opened. */
export interface OwnThread {
  readonly threadId: string;
  /** The comment's number, for a reply. */
  readonly comment: number;
  readonly mark: Mark;
  readonly isResolved: boolean;
  /** Its line is no longer in the diff. */
  readonly isOutdated: boolean;
  readonly canResolve: boolean;
  /** Whether we said already that the finding is cured. */
  readonly isAnswered: boolean;
}

/** What we have said on a pull request. */
export interface Conversation {
  readonly threads: readonly OwnThread[];
  readonly reviews: readonly Mark[];
  /** The comment that holds our summary; null before the first review. */
  readonly summary: { readonly comment: number; readonly body: string } | null;
}

const author = z.object({ databaseId: z.number().nullish() }).nullish();
const comment = z.object({ fullDatabaseId: z.coerce.number(), body: z.string(), author });
const page = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
const threads = z.object({
  pageInfo: page,
  nodes: z.array(
    z.object({
      id: z.string(),
      isResolved: z.boolean(),
      isOutdated: z.boolean(),
      viewerCanResolve: z.boolean(),
      comments: z.object({ nodes: z.array(comment) }),
    }),
  ),
});
const texts = z.object({ pageInfo: page, nodes: z.array(comment) });
const conversationAnswer = z.object({
  viewer: z.object({ databaseId: z.number().nullish() }),
  repository: z.object({ pullRequest: z.object({ reviewThreads: threads, reviews: texts, comments: texts }) }),
});

const authorFields = "author { ... on Bot { databaseId } ... on User { databaseId } }";
const textFields = `pageInfo { hasNextPage endCursor } nodes { fullDatabaseId body ${authorFields} }`;
const query = `query($owner: String!, $name: String!, $number: Int!, $threads: String, $reviews: String, $comments: String) {
  viewer { databaseId }
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    reviewThreads(first: 100, after: $threads) { pageInfo { hasNextPage endCursor } nodes {
      id isResolved isOutdated viewerCanResolve comments(first: 30) { nodes { fullDatabaseId body ${authorFields} } } } }
    reviews(first: 100, after: $reviews) { ${textFields} }
    comments(first: 100, after: $comments) { ${textFields} }
  } } }`;

const mostPages = 20;

/** Reads what we said before, with one request for a hundred of each kind. Ours is what our account wrote and our key signed. */
export async function readConversation(client: GitHubClient, address: PullRequestAddress, markers: Markers): Promise<Conversation> {
  const found: { threads: OwnThread[]; reviews: Mark[]; summary: Conversation["summary"] } = { threads: [], reviews: [], summary: null };
  const cursors: { threads?: string; reviews?: string; comments?: string } = {};
  for (let requests = 0; requests < mostPages; requests++) {
    const variables = { owner: address.owner, name: address.repository, number: address.number, ...cursors };
    const answer = conversationAnswer.parse(await client.query(query, variables));
    const own = { id: answer.viewer.databaseId ?? null, markers };
    const pull = answer.repository.pullRequest;
    found.threads.push(...pull.reviewThreads.nodes.flatMap((thread) => toOwnThread(thread, own)));
    found.reviews.push(...pull.reviews.nodes.flatMap((review) => ownMark(review, own, "review") ?? []));
    found.summary ??= summaryOf(pull.comments.nodes, own);
    const cursorOf = (info: z.output<typeof page>, former: string | undefined) => info.endCursor ?? former;
    const next = {
      threads: cursorOf(pull.reviewThreads.pageInfo, cursors.threads),
      reviews: cursorOf(pull.reviews.pageInfo, cursors.reviews),
      comments: cursorOf(pull.comments.pageInfo, cursors.comments),
    };
    Object.assign(cursors, Object.fromEntries(Object.entries(next).filter(([, cursor]) => cursor !== undefined)));
    if (![pull.reviewThreads, pull.reviews, pull.comments].some((list) => list.pageInfo.hasNextPage)) break;
  }
  return found;
}

interface Own {
  readonly id: number | null;
  readonly markers: Markers;
}
type Text = z.output<typeof comment>;

function ownMark(text: Text, own: Own, kind: Mark["kind"]): Mark | null {
  if (own.id === null || text.author?.databaseId !== own.id) return null;
  const mark = own.markers.read(text.body);
  return mark?.kind === kind ? mark : null;
}

function toOwnThread(thread: z.output<typeof threads>["nodes"][number], own: Own): OwnThread[] {
  const [first, ...replies] = thread.comments.nodes;
  const mark = first === undefined ? null : ownMark(first, own, "finding");
  if (first === undefined || mark === null) return [];
  return [
    {
      threadId: thread.id,
      comment: first.fullDatabaseId,
      mark,
      isResolved: thread.isResolved,
      isOutdated: thread.isOutdated,
      canResolve: thread.viewerCanResolve,
      isAnswered: replies.some((reply) => ownMark(reply, own, "answer") !== null),
    },
  ];
}

function summaryOf(comments: readonly Text[], own: Own): Conversation["summary"] {
  const summary = comments.find((text) => ownMark(text, own, "summary") !== null);
  return summary === undefined ? null : { comment: summary.fullDatabaseId, body: summary.body };
}
