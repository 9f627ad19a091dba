import type { ReviewJob } from "../ports/job-queue.ts";
import { pullRequestKey, supersedes } from "./stored-job.ts";

/** The jobs that this process works now. */
export interface RunningJobs {
  /** Runs a job once an earlier one of the same pull request has ended, with a signal that `abortOlder` can trip. */
  run<Result>(job: ReviewJob, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Aborts running jobs that `newer` supersedes. */
  abortOlder(newer: ReviewJob): void;
}

/** Keeps one job at a time for each pull request inside this process, also while a cancelled one still winds down. */
export function createRunningJobs(): RunningJobs {
  const running = new Map<string, { readonly job: ReviewJob; readonly abort: AbortController; readonly ended: Promise<unknown> }>();

  return {
    async run(job, work) {
      const key = pullRequestKey(job);
      for (let earlier = running.get(key); earlier !== undefined; earlier = running.get(key)) await earlier.ended;
      const abort = new AbortController();
      const result = work(abort.signal);
      const entry = { job, abort, ended: result.catch(() => undefined) };
      running.set(key, entry);
      try {
        return await result;
      } finally {
        running.delete(key);
      }
    },
    abortOlder(newer) {
      const entry = running.get(pullRequestKey(newer));
      if (entry !== undefined && supersedes(newer, entry.job)) {
        entry.abort.abort(new DOMException("a newer head of the pull request arrived", "AbortError"));
      }
    },
  };
}
