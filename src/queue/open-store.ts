import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { fromPglite, PgBoss } from "pg-boss";
import type { Log } from "../ports/log.ts";

/** Where jobs live. `databaseUrl` absent: PGlite under `dataDirectory`, which one process alone may open. */
export interface StorePlace {
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
}

/** An open pg-boss and what closes it. */
export interface Store {
  readonly boss: PgBoss;
  /** True when no other process can hold a job of this store. */
  readonly isExclusive: boolean;
  close(graceSeconds: number): Promise<void>;
}

const options = { useListenNotify: true, schedule: false, superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 };

/** Opens the store and brings its schema up to date. */
export async function openStore(place: StorePlace, log: Log): Promise<Store> {
  const store = place.databaseUrl === undefined ? await openPglite(place.dataDirectory) : openPostgres(place.databaseUrl);
  store.boss.on("error", (error) => log.error({ err: error }, "the queue's store failed"));
  store.boss.on("warning", (warning) => log.warn({ warning: warning.message }, "the queue's store warns"));
  await store.boss.start();
  return store;
}

function openPostgres(connectionString: string): Store {
  const boss = new PgBoss({ ...options, connectionString });
  return { boss, isExclusive: false, close: (graceSeconds) => boss.stop({ graceful: true, timeout: graceSeconds * 1_000 }) };
}

async function openPglite(dataDirectory: string): Promise<Store> {
  const folder = join(dataDirectory, "queue");
  await mkdir(folder, { recursive: true });
  const database = await PGlite.create(folder);
  const boss = new PgBoss({ ...options, db: fromPglite(database), backend: "pglite" });
  return {
    boss,
    isExclusive: true,
    async close(graceSeconds) {
      await boss.stop({ graceful: true, timeout: graceSeconds * 1_000 });
      await database.close();
    },
  };
}
