import { createHash } from "node:crypto";
import { z } from "zod";
import type { ReviewJob } from "../ports/job-queue.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const storedJob = z.object({
  delivery: z.string(),
  installation: z.number(),
  owner: z.string(),
  repository: z.string(),
  pullRequest: z.number(),
  head: z.string(),
  title: z.string(),
  body: z.string(),
  reason: z.enum(["opened", "reopened", "synchronize", "ready_for_review", "command", "rerequested"]),
  at: z.string().exactOptional(),
  comment: z.number().exactOptional(),
}) satisfies z.ZodType<ReviewJob>;

/** The job in a row of the store. Null for a row that another version of us wrote in another form. */
export function readStoredJob(data: unknown): ReviewJob | null {
  const result = storedJob.safeParse(data);
  return result.success ? result.data : null;
}

/** The row's id for a delivery: the delivery's GUID itself, or one made of it, so that the same delivery is never stored twice. */
export function idOfDelivery(delivery: string): string {
  if (uuid.test(delivery)) return delivery.toLowerCase();
  const digits = createHash("sha256").update(delivery).digest("hex");
  return [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join("-");
}

/** What one job at a time runs for. */
export function pullRequestKey(job: ReviewJob): string {
  return `${job.installation}/${job.owner}/${job.repository}#${job.pullRequest}`.toLowerCase();
}

/**
 * Whether `newer` makes work on `older` pointless: another head that came later by GitHub's clock. Within one second, and where the time is not known,
 * neither displaces the other; the worker compares with the live head anyway.
 */
export function supersedes(newer: ReviewJob, older: ReviewJob): boolean {
  if (newer.head === older.head || newer.at === undefined || older.at === undefined) return false;
  return Date.parse(newer.at) > Date.parse(older.at);
}
