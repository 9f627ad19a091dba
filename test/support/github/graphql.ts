import { z } from "zod";
import type { World } from "./answers.ts";
import { compare, isInHunk, readText } from "./git-data.ts";
import { type Account, appAccount, type ReviewComment } from "./state.ts";

const input = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).default({}) });

/** Answers the reviewer's queries, told apart by what they ask for. Lists come in pages of 100, as GitHub gives them. */
export function answerGraphql(world: World, body: unknown): { readonly data: unknown; readonly errors?: unknown } {
  const { query, variables } = input.parse(body);
  if (query.includes("resolveReviewThread")) return resolveThread(world, String(variables["thread"]));
  if (query.includes("reviewThreads")) return { data: conversation(world, variables) };
  if (query.includes("organisation:")) return configuration(world, variables);
  if (/b\d+: object\(oid/.test(query)) return { data: { repository: blobs(world, query) } };
  return { data: null, errors: [{ message: `the test's GitHub does not know this query: ${query}` }] };
}

function blobs({ repository }: World, query: string): Record<string, unknown> {
  const fields = [...query.matchAll(/(b\d+): object\(oid: "([0-9a-f]+)"\)/g)];
  return Object.fromEntries(
    fields.map(([, name = "", id = ""]) => {
      const text = readText(repository, id);
      const isBinary = text?.includes("\0") ?? false;
      return [name, text === null ? null : { text: isBinary ? null : text.slice(0, 512_000), isBinary, isTruncated: text.length > 512_000 }];
    }),
  );
}

function configuration({ repository, state }: World, variables: Record<string, unknown>) {
  const text = readText(repository, String(variables["expression"]));
  const organisation = state.organisationConfiguration;
  return {
    data: {
      repository: { object: text === null ? null : { text } },
      organisation: organisation === null ? null : { object: { text: organisation } },
    },
    ...(organisation === null ? { errors: [{ type: "NOT_FOUND", path: ["organisation"], message: "Could not resolve to a Repository" }] } : {}),
  };
}

function conversation(world: World, variables: Record<string, unknown>) {
  const { state } = world;
  const number = Number(variables["number"]);
  const openers = state.reviewComments.filter((comment) => comment.pull === number && comment.inReplyTo === null);
  const page = <Item>(items: readonly Item[], cursor: unknown) => {
    const start = Number(cursor ?? 0);
    const nodes = items.slice(start, start + 100);
    const end = start + nodes.length;
    return { pageInfo: { hasNextPage: end < items.length, endCursor: nodes.length > 0 ? String(end) : null }, nodes };
  };
  return {
    viewer: { databaseId: appAccount.id },
    repository: {
      pullRequest: {
        reviewThreads: page(
          openers.map((opener) => threadOf(world, opener)),
          variables["threads"],
        ),
        reviews: page(state.reviews.filter((review) => review.pull === number).map(textOf), variables["reviews"]),
        comments: page(state.issueComments.filter((comment) => comment.pull === number).map(textOf), variables["comments"]),
      },
    },
  };
}

function threadOf({ state, repository }: World, opener: ReviewComment) {
  const pull = state.pulls.get(opener.pull);
  const file = pull && compare(repository, pull.base, pull.head).files.find((candidate) => candidate.filename === opener.path);
  const isOutdated = file === undefined || !isInHunk(file, { side: opener.side, start: opener.startLine ?? opener.line, end: opener.line });
  const comments = state.reviewComments.filter((comment) => comment.id === opener.id || comment.inReplyTo === opener.id);
  return {
    id: `thread-${opener.id}`,
    isResolved: opener.isResolved,
    isOutdated,
    viewerCanResolve: state.canResolve,
    comments: { nodes: comments.map(textOf) },
  };
}

function textOf(text: { readonly id: number; readonly body: string; readonly author: Account }) {
  return { fullDatabaseId: String(text.id), body: text.body, author: { databaseId: text.author.id } };
}

function resolveThread({ state }: World, threadId: string) {
  const opener = state.reviewComments.find((comment) => `thread-${comment.id}` === threadId);
  if (opener === undefined || !state.canResolve)
    return { data: null, errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }] };
  opener.isResolved = true;
  return { data: { resolveReviewThread: { thread: { isResolved: true } } } };
}
