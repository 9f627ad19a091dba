/** A process that takes a job of the queue under argv[2] and never ends it: the test kills it. */
import { openStore } from "../../src/queue/open-store.ts";
import { createJobQueue } from "../../src/queue/pg-boss-queue.ts";
import { createRecordingLog } from "./recording-log.ts";

const log = createRecordingLog();
const [, , dataDirectory = "", databaseUrl] = process.argv;
const queue = await createJobQueue(await openStore({ dataDirectory, databaseUrl }, log), 1, log);
await queue.work(async (job) => {
  process.stdout.write(`started ${job.delivery}\n`);
  await new Promise(() => setInterval(() => undefined, 1_000));
});
process.stdout.write("ready\n");
