import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { TransientError, UserError } from "../../src/errors.ts";
import type { JobQueue } from "../../src/ports/job-queue.ts";
import { openStore } from "../../src/queue/open-store.ts";
import { createJobQueue } from "../../src/queue/pg-boss-queue.ts";
import { startPostgres } from "../support/postgres.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { reviewJob } from "../support/review-job.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

const stores = [
  {
    store: "PGlite",
    start: async () => {
      const folder = await temporaryFolder();
      return { place: { dataDirectory: folder.path, databaseUrl: undefined }, stop: () => folder.remove() };
    },
  },
  {
    store: "PostgreSQL",
    start: async () => {
      const server = await startPostgres();
      return { place: { dataDirectory: "unused", databaseUrl: server.url as string | undefined }, stop: () => server.stop() };
    },
  },
];

describe.each(stores)("a queue on $store", { timeout: 60_000 }, ({ start }) => {
  let running: Awaited<ReturnType<typeof start>>;
  let queue: JobQueue;
  const log = createRecordingLog();
  const open = () => openStore(running.place, log).then((store) => createJobQueue(store, 3, log));
  let number = 100;
  /** A job of a pull request that no other test uses. */
  const fresh = (changes: Parameters<typeof reviewJob>[0] = {}) => {
    number += 1;
    return reviewJob({ delivery: `delivery-${number}`, pullRequest: number, ...changes });
  };

  beforeAll(async () => {
    running = await start();
    queue = await open();
  }, 60_000);
  afterEach(async () => {
    await queue.stop(2);
    queue = await open();
  }, 60_000);
  afterAll(async () => {
    await queue.stop(2);
    await running.stop();
  }, 60_000);

  it("answers that it is ready, and that it is not after it stopped", async () => {
    expect(await queue.isReady()).toBe(true);
    await queue.stop(1);
    expect(await queue.isReady()).toBe(false);
    queue = await open();
  });

  it("works what was sent, once, and refuses the same delivery also after it was worked", async () => {
    const job = fresh();
    const worked: unknown[] = [];
    expect(await queue.send(job)).toBe(true);
    expect(await queue.send(job)).toBe(false);
    await queue.work(async (received) => void worked.push(received));
    await until("the job is worked", () => worked.length > 0);
    expect(await queue.send(job)).toBe(false);
    await wait(1_500);
    expect(worked).toEqual([job]);
  });

  it("works one job of a pull request at a time and others beside it", async () => {
    const one = fresh();
    const second = { ...one, delivery: `${one.delivery}-second` };
    const other = fresh();
    const events: string[] = [];
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    await queue.work(async (job) => {
      events.push(`start ${job.delivery}`);
      if (job.delivery === one.delivery) await held;
      events.push(`end ${job.delivery}`);
    });
    await queue.send(one);
    await until("the first runs", () => events.length === 1);
    await queue.send(second);
    await queue.send(other);
    await until("the other is worked beside it", () => events.includes(`end ${other.delivery}`));
    expect(events).not.toContain(`start ${second.delivery}`);
    release();
    await until("the second runs after the first", () => events.includes(`end ${second.delivery}`));
    expect(events.indexOf(`end ${one.delivery}`)).toBeLessThan(events.indexOf(`start ${second.delivery}`));
  });

  it("aborts a running job and drops a queued one when a newer head is sent, but not for an older one that comes late", async () => {
    const first = fresh({ at: "2026-01-01T00:00:10Z" });
    const late = { ...first, delivery: `${first.delivery}-late`, head: "0".repeat(40), at: "2026-01-01T00:00:05Z" };
    const newer = { ...first, delivery: `${first.delivery}-newer`, head: "b".repeat(40), at: "2026-01-01T00:00:20Z" };
    const events: string[] = [];
    await queue.work(async (job, signal) => {
      events.push(`start ${job.delivery}`);
      if (job.delivery !== first.delivery) return;
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      events.push(`aborted ${job.delivery}`);
      throw signal.reason;
    });
    await queue.send(first);
    await until("the first runs", () => events.length === 1);
    await queue.send(late);
    await wait(300);
    expect(events).toEqual([`start ${first.delivery}`]);
    await queue.send(newer);
    await until("the newer runs", () => events.includes(`start ${newer.delivery}`));
    expect(events).toEqual([`start ${first.delivery}`, `aborted ${first.delivery}`, `start ${newer.delivery}`]);
  });

  it("tries a TransientError again after the time the service named, and counts the attempts", async () => {
    const attempts: number[] = [];
    await queue.work(async (_job, _signal, attempt) => {
      attempts.push(attempt.number);
      if (attempt.number === 1) throw new TransientError("busy", { retryAfterSeconds: 1 });
    });
    await queue.send(fresh());
    await until("it is tried again", () => attempts.length === 2);
    expect(attempts).toEqual([1, 2]);
  });

  it.each([
    { name: "a UserError", error: new UserError("the key is wrong") },
    { name: "a bug", error: new TypeError("boom") },
  ])("does not try $name again", async ({ error }) => {
    let calls = 0;
    await queue.work(async () => {
      calls += 1;
      throw error;
    });
    await queue.send(fresh());
    await until("it is worked", () => calls === 1);
    await wait(2_500);
    expect(calls).toBe(1);
  });

  it("works a job again whose process was killed", async () => {
    const job = fresh();
    await queue.send(job);
    await queue.stop(1);
    const script = fileURLToPath(new URL("../support/hanging-worker.ts", import.meta.url));
    const worker = spawn(process.execPath, [script, running.place.dataDirectory, ...(running.place.databaseUrl ? [running.place.databaseUrl] : [])], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface(worker.stdout)) if (line === `started ${job.delivery}`) break;
    worker.kill("SIGKILL");
    await once(worker, "exit");
    queue = await open();
    const worked: { delivery: string; attempt: number }[] = [];
    await queue.work(async (received, _signal, attempt) => void worked.push({ delivery: received.delivery, attempt: attempt.number }));
    await until("the job is worked again", () => worked.length > 0, 40);
    expect(worked).toEqual([{ delivery: job.delivery, attempt: 2 }]);
  });
});
