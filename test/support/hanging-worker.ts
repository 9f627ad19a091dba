/** A process that takes a job of the queue under argv[2] and never ends it: the test kills it. */
import { openJobQueue } from "../../src/queue/pg-boss-queue.ts";
import { createRecordingLog } from "./recording-log.ts";

const [, , dataDirectory = "", databaseUrl] = process.argv;
const queue = await openJobQueue({ dataDirectory, databaseUrl, concurrency: 1 }, createRecordingLog());
await queue.work(async (job) => {
  process.stdout.write(`started ${job.delivery}\n`);
  await new Promise(() => setInterval(() => undefined, 1_000));
});
process.stdout.write("ready\n");
