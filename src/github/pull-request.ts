import { z } from "zod";
import { type GitHubClient, readOrNull } from "./client.ts";

/** Which pull request. */
export interface PullRequestAddress {
  readonly owner: string;
  readonly repository: string;
  readonly number: number;
}

/** A pull request as the API shows it now. */
export interface PullRequest {
  readonly number: number;
  readonly isOpen: boolean;
  readonly isDraft: boolean;
  /** Hostile text, as it is now; a review uses what it was when it was asked for. */
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** Null for an account that is gone. `isBot` by the kind of account, never by the form of the login. */
  readonly author: { readonly id: number; readonly login: string; readonly isBot: boolean } | null;
  readonly head: string;
  /** Tip of the base branch as GitHub last compared it. */
  readonly base: string;
  readonly baseBranch: string;
  readonly updatedAt: string;
  readonly url: string;
}

const pullRequestAnswer = z.object({
  number: z.number(),
  state: z.string(),
  draft: z.boolean().nullish(),
  title: z.string(),
  body: z.string().nullish(),
  labels: z.array(z.object({ name: z.string() })).nullish(),
  user: z.object({ id: z.number(), login: z.string(), type: z.string() }).nullish(),
  head: z.object({ sha: z.string() }),
  base: z.object({ sha: z.string(), ref: z.string() }),
  updated_at: z.string(),
  html_url: z.string(),
});

/** Reads a pull request, from an answer of the API or from a webhook's payload, which has the same form. */
export function decodePullRequest(answer: unknown): PullRequest {
  const pull = pullRequestAnswer.parse(answer);
  return {
    number: pull.number,
    isOpen: pull.state === "open",
    isDraft: pull.draft ?? false,
    title: pull.title,
    body: pull.body ?? "",
    labels: (pull.labels ?? []).map((label) => label.name),
    author: pull.user ? { id: pull.user.id, login: pull.user.login, isBot: pull.user.type === "Bot" } : null,
    head: pull.head.sha,
    base: pull.base.sha,
    baseBranch: pull.base.ref,
    updatedAt: pull.updated_at,
    url: pull.html_url,
  };
}

/** Asks for a pull request; null when it, its repository or our access is gone. */
export async function readPullRequest(client: GitHubClient, address: PullRequestAddress): Promise<PullRequest | null> {
  const answer = await readOrNull(client, "GET /repos/{owner}/{repo}/pulls/{pull_number}", pullParameters(address));
  return answer === null ? null : decodePullRequest(answer);
}

/** Path parameters of the pull request's own routes. */
export function pullParameters(address: PullRequestAddress): { owner: string; repo: string; pull_number: number } {
  return { owner: address.owner, repo: address.repository, pull_number: address.number };
}
