import type { ReviewJob } from "../../src/ports/job-queue.ts";

/** A review job as GitHub's first delivery for a pull request makes it, with what a test wants to be different. */
export function reviewJob(changes: Partial<ReviewJob> = {}): ReviewJob {
  return {
    delivery: "0b0e3c4e-0000-4000-8000-000000000001",
    installation: 7,
    owner: "acme",
    repository: "shop",
    pullRequest: 1,
    head: "a".repeat(40),
    title: "Raise the timeout",
    body: "",
    reason: "opened",
    at: "2026-01-01T00:00:00Z",
    ...changes,
  };
}
