import type { JobResult, JobWithMetadata } from "pg-boss";
import { TransientError, UserError } from "../errors.ts";
import type { Attempt, JobQueue, ReviewJob } from "../ports/job-queue.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "./open-store.ts";
import { createRunningJobs, type RunningJobs } from "./running-jobs.ts";
import { idOfDelivery, pullRequestKey, readStoredJob, supersedes } from "./stored-job.ts";

const name = "review";
const retryLimit = 5;
/** A crashed worker's job is taken up again after this; shorter is not possible with pg-boss. */
const heartbeatSeconds = 10;
const longestReviewSeconds = 45 * 60;
/** GitHub lets a delivery be sent again for 3 days, and said 30 before. */
const rememberedSeconds = 31 * 24 * 60 * 60;

/** The durable queue on an open store; `concurrency` jobs are worked at once. */
export async function createJobQueue(store: Store, concurrency: number, log: Log): Promise<JobQueue> {
  const { boss } = store;
  const running = createRunningJobs();
  await createQueue(store);

  return {
    async send(job) {
      const id = await boss.send(name, job, { id: idOfDelivery(job.delivery), singletonKey: pullRequestKey(job) });
      if (id === null) return false;
      await cancelOlder(store, job);
      running.abortOlder(job);
      return true;
    },
    async work(handle) {
      if (store.isExclusive) await releaseOrphans(store, log);
      const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 };
      const worker = { localConcurrency: concurrency, heartbeatRefreshSeconds: 2, perJobResults: true, includeMetadata: true } as const;
      await boss.work<unknown, unknown, typeof worker & typeof polling>(name, { ...worker, ...polling }, async (rows) =>
        Promise.all(rows.map((row) => workRow(row, { store, running, log, handle }))),
      );
    },
    stop: (graceSeconds) => store.close(graceSeconds),
    isReady: () =>
      boss
        .getDb()
        .executeSql("SELECT 1 AS ready")
        .then(
          ({ rows }) => rows.length === 1,
          () => false,
        ),
  };
}

interface Worked {
  readonly store: Store;
  readonly running: RunningJobs;
  readonly log: Log;
  readonly handle: Parameters<JobQueue["work"]>[0];
}

/** Works one stored job and says how its row is to be settled. */
async function workRow(row: JobWithMetadata<unknown>, { store, running, log, handle }: Worked): Promise<JobResult> {
  const job = readStoredJob(row.data);
  if (job === null) {
    log.error({ row: row.id }, "a stored job cannot be read; it is dropped");
    return { id: row.id, status: "deadletter", output: { error: "unreadable" } };
  }
  const attempt: Attempt = { number: row.retryCount + 1, isLast: row.retryCount >= row.retryLimit };
  const stopped = new AbortController();
  row.signal.addEventListener("abort", () => stopped.abort(row.signal.reason));
  try {
    await running.run(job, (superseded) => {
      superseded.addEventListener("abort", () => stopped.abort(superseded.reason));
      return handle(job, stopped.signal, attempt);
    });
    return { id: row.id, status: "completed" };
  } catch (error) {
    // Whoever took the job away has already settled its row: as cancelled, or as to be tried again after a stop.
    if (stopped.signal.aborted) return { id: row.id, status: "failed", output: { error: "stopped" } };
    return await settleFailure(store, { row, job, error, log });
  }
}

async function createQueue({ boss }: Store): Promise<void> {
  const settings = {
    retryLimit,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 600,
    heartbeatSeconds,
    expireInSeconds: longestReviewSeconds,
    deleteAfterSeconds: rememberedSeconds,
    notify: true,
  };
  await boss.createQueue(name, { ...settings, policy: "singleton" });
  await boss.updateQueue(name, settings);
}

/** Takes queued and running jobs that `newer` supersedes out; a worker in another process learns of it by its next heartbeat. */
async function cancelOlder({ boss }: Store, newer: ReviewJob): Promise<void> {
  const rows = await boss.findJobs<unknown>(name, { key: pullRequestKey(newer) });
  const older = rows.filter((row) => {
    const job = ["created", "retry", "active"].includes(row.state) ? readStoredJob(row.data) : null;
    return job !== null && supersedes(newer, job);
  });
  if (older.length > 0)
    await boss.cancel(
      name,
      older.map((row) => row.id),
    );
}

/** After a crash of the only process that can hold jobs, what is marked active is not being worked: it is tried again at once. */
async function releaseOrphans({ boss }: Store, log: Log): Promise<void> {
  const { rows } = await boss.getDb().executeSql("SELECT id FROM pgboss.job WHERE name = $1 AND state = 'active'", [name]);
  for (const { id } of rows) {
    await boss.fail(name, id, { error: "the process ended while the job ran" });
    await boss.update(name, undefined, { id, startAfter: new Date(0) });
    log.warn({ row: id }, "a job of a process that ended is worked again");
  }
}

async function settleFailure(
  { boss }: Store,
  { row, job, error, log }: { readonly row: JobWithMetadata<unknown>; readonly job: ReviewJob; readonly error: unknown; readonly log: Log },
): Promise<JobResult> {
  const fields = { delivery: job.delivery, pullRequest: pullRequestKey(job), attempt: row.retryCount + 1, err: error };
  const output = { error: error instanceof Error ? error.message : String(error) };
  if (error instanceof UserError) {
    log.warn(fields, "a review ended with something that its owners must put right");
    return { id: row.id, status: "completed", output };
  }
  if (!(error instanceof TransientError)) {
    log.error(fields, "a review failed");
    return { id: row.id, status: "deadletter", output };
  }
  log.warn(fields, "a review is tried again later");
  if (error.retryAfterSeconds !== undefined) {
    await boss.fail(name, { id: row.id, retryCount: row.retryCount }, output);
    await boss.update(name, undefined, { id: row.id, startAfter: Math.max(1, Math.ceil(error.retryAfterSeconds)) });
  }
  return { id: row.id, status: "failed", output };
}
