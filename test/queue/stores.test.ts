import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAnswerStore } from "../../src/queue/answer-store.ts";
import { openStore, type Store } from "../../src/queue/open-store.ts";
import { createTokenLedger } from "../../src/queue/token-ledger.ts";
import { startPostgres } from "../support/postgres.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const places = [
  {
    name: "PGlite",
    start: async () => {
      const folder = await temporaryFolder();
      return { place: { dataDirectory: folder.path, databaseUrl: undefined as string | undefined }, stop: () => folder.remove() };
    },
  },
  {
    name: "PostgreSQL",
    start: async () => {
      const server = await startPostgres();
      return { place: { dataDirectory: "unused", databaseUrl: server.url as string | undefined }, stop: () => server.stop() };
    },
  },
];

describe.each(places)("stores on $name", { timeout: 60_000 }, ({ start }) => {
  let running: Awaited<ReturnType<typeof start>>;
  let store: Store;
  const reopen = async () => {
    await store.close(1);
    store = await openStore(running.place, createRecordingLog());
  };

  beforeAll(async () => {
    running = await start();
    store = await openStore(running.place, createRecordingLog());
  }, 60_000);
  afterAll(async () => {
    await store.close(1);
    await running.stop();
  }, 60_000);

  it("remember an answer by its key, also after a restart, and take a newer one in its place", async () => {
    const answers = await createAnswerStore(store);
    await answers.set("one", "first");
    await answers.set("one", "second");
    await reopen();
    const again = await createAnswerStore(store);
    expect(await again.get("one")).toBe("second");
    expect(await again.get("two")).toBeUndefined();
  });

  it("forget answers after three days", async () => {
    const answers = await createAnswerStore(store);
    await answers.set("old", "text");
    await store.boss.getDb().executeSql("UPDATE serverless_reviewer_answers SET at = now() - interval '4 days' WHERE key = 'old'");
    await answers.set("new", "text");
    expect([await answers.get("old"), await answers.get("new")]).toEqual([undefined, "text"]);
  });

  it("add up tokens by pull request and by day, apart for each repository", async () => {
    const ledger = await createTokenLedger(store);
    const [monday, tuesday] = [new Date("2026-11-23T23:00:00Z"), new Date("2026-11-24T01:00:00Z")];
    const account = { owner: "Octo", repository: "orders", pullRequest: 7 };
    await ledger.record(account, monday, 100);
    await ledger.record(account, monday, 20);
    await ledger.record({ ...account, pullRequest: 8 }, tuesday, 5);
    await ledger.record(account, tuesday, 3);
    await ledger.record({ ...account, repository: "other" }, tuesday, 1_000);
    expect(await ledger.spent({ ...account, owner: "octo" }, tuesday)).toEqual({ pullRequest: 123, day: 8 });
  });
});
