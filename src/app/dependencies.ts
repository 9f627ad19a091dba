import type { JobQueue, ReviewJob } from "../ports/job-queue.ts";
import type { Log } from "../ports/log.ts";
import type { Metrics } from "./metrics.ts";

/** A pull request as an event or the API shows it: what a job needs of it. */
export interface ReviewablePullRequest {
  readonly number: number;
  readonly isOpen: boolean;
  readonly head: string;
  readonly title: string;
  readonly body: string;
  readonly updatedAt: string;
}

/** A comment's author; `id` tells who it is, the login is only how the API is asked. */
export interface Account {
  readonly id: number;
  readonly login: string;
}

/** What a command asks of GitHub, as the installation that the event came from. */
export interface CommandGitHub {
  /** Whether GitHub says that the account may write to the repository. */
  mayWrite(account: Account): Promise<boolean>;
  /** Null when it is gone. */
  readPullRequest(number: number): Promise<ReviewablePullRequest | null>;
  /** Acknowledges a command; never throws. */
  acknowledge(comment: number): Promise<void>;
  /** Answers in the conversation of a pull request. */
  reply(number: number, text: string): Promise<void>;
}

/** Where an event came from. */
export interface EventPlace {
  readonly installation: number;
  readonly owner: string;
  readonly repository: string;
}

/** What the event handlers work with. */
export interface AppDependencies {
  readonly queue: Pick<JobQueue, "send">;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Number of our GitHub App: a re-run of another app's check is not ours. */
  readonly appId: number;
  readonly githubOf: (place: EventPlace) => Promise<CommandGitHub>;
  /** A pull request in a webhook's payload. */
  readonly decodePullRequest: (payload: unknown) => ReviewablePullRequest;
  /** The pull request that a check run of ours is about, from its `external_id`. */
  readonly pullRequestOfCheck: (externalId: string | null | undefined) => number | null;
}

/** What became of a delivery, for the metrics. */
export type DeliveryOutcome = "queued" | "repeated" | "ignored" | "refused" | "answered";

/** Stores a review job; the delivery is answered as soon as that is done. */
export async function enqueue(
  { queue, log }: AppDependencies,
  parts: {
    readonly delivery: string;
    readonly place: EventPlace;
    readonly pull: ReviewablePullRequest;
    readonly reason: ReviewJob["reason"];
    readonly comment?: number;
  },
): Promise<DeliveryOutcome> {
  const { delivery, place, pull, reason, comment } = parts;
  const isStored = await queue.send({
    delivery,
    ...place,
    pullRequest: pull.number,
    head: pull.head,
    title: pull.title,
    body: pull.body,
    reason,
    at: pull.updatedAt,
    ...(comment === undefined ? {} : { comment }),
  });
  log.info({ delivery, ...place, pullRequest: pull.number, reason, isStored }, "a review is asked for");
  return isStored ? "queued" : "repeated";
}
