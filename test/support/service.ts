import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { appId } from "./github/rest.ts";
import { freePort } from "./postgres.ts";
import { until } from "./until.ts";
import { webhookSecret } from "./webhook.ts";

/** The real server in a process of its own. */
export interface Service {
  readonly url: string;
  /** What it has printed. */
  output(): string;
  /** Ends it and waits until it is gone. */
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

const entry = fileURLToPath(new URL("../../src/server.ts", import.meta.url));

/** Starts the server as `npm start` does, pointed at a GitHub and a model of the test's own, and waits until it is ready. */
export async function startService(places: {
  readonly githubHost: string;
  readonly claudeUrl: string;
  readonly privateKey: string;
  readonly dataDirectory: string;
}): Promise<Service> {
  const port = await freePort();
  let output = "";
  const child: ChildProcess = spawn(process.execPath, [process.env["E2E_SERVER"] ?? entry], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      APP_ID: String(appId),
      PRIVATE_KEY: places.privateKey.replaceAll("\n", "\\n"),
      WEBHOOK_SECRET: webhookSecret,
      GHE_HOST: places.githubHost,
      GHE_PROTOCOL: "http",
      GITHUB_WRITE_PAUSE_MS: "0",
      ANTHROPIC_API_KEY: "key of the tests",
      ANTHROPIC_BASE_URL: places.claudeUrl,
      DATA_DIR: places.dataDirectory,
      HOST: "127.0.0.1",
      PORT: String(port),
      LOG_LEVEL: "info",
    },
  });
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  const isReady = async () => {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${output}`);
    return (await fetch(`${url}/readyz`).catch(() => null))?.ok;
  };
  try {
    await until("the server is ready", isReady, 60);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  return {
    url,
    output: () => output,
    async kill(signal) {
      child.kill(signal);
      await exited;
    },
  };
}
