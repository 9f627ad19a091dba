/** One review that is to be made. `delivery` is GitHub's X-GitHub-Delivery, the idempotency key. */
export interface ReviewJob {
  readonly delivery: string;
  readonly installation: number;
  readonly owner: string;
  readonly repository: string;
  readonly pullRequest: number;
  /** Head SHA at the time of the event: the generation. */
  readonly head: string;
  /** Title and description, frozen at the event. */
  readonly title: string;
  readonly body: string;
  /** Why: an event of the pull request, or a command by somebody with write permission. */
  readonly reason: "opened" | "reopened" | "synchronize" | "ready_for_review" | "command" | "rerequested";
  /** When it happened by GitHub's clock, ISO 8601: an event that arrives late must not displace a later one. */
  readonly at?: string;
  /** The comment that gave the command, for the reaction that answers it. */
  readonly comment?: number;
}

/** Which try of a job this is. After the last one nobody will come back: whatever is open must be closed. */
export interface Attempt {
  /** 1 for the first. */
  readonly number: number;
  readonly isLast: boolean;
}

/** A durable queue: what was sent is worked after a crash too, at least once. */
export interface JobQueue {
  /** Stores a job; false when a job with the same delivery was stored before. Resolves once the job is on disk. */
  send(job: ReviewJob): Promise<boolean>;
  /**
   * Works jobs, one at a time for each pull request, until stopped. A TransientError is tried again later, a UserError never. `signal` aborts when a newer
   * head of the same pull request was stored, or when the grace of `stop` is over.
   */
  work(handle: (job: ReviewJob, signal: AbortSignal, attempt: Attempt) => Promise<void>): Promise<void>;
  /** Lets running jobs end for at most `graceSeconds`, then stops; unfinished jobs are worked after the next start. */
  stop(graceSeconds: number): Promise<void>;
  /** Whether the store answers. */
  isReady(): Promise<boolean>;
}
