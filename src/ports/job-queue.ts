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
}

/** A durable queue: what was sent is worked after a crash too, at least once. */
export interface JobQueue {
  /** Stores a job; false when a job with the same delivery was stored before. Resolves once the job is on disk. */
  send(job: ReviewJob): Promise<boolean>;
  /** Works jobs, one at a time for each pull request, until stopped. A TransientError is tried again later. */
  work(handle: (job: ReviewJob, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Lets running jobs end for at most `graceSeconds`, then stops; unfinished jobs are worked after the next start. */
  stop(graceSeconds: number): Promise<void>;
  /** Whether the store answers. */
  isReady(): Promise<boolean>;
}
