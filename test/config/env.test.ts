import { generateKeyPairSync } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { markerSecretOf, readCommandEnvironment, readServerEnvironment } from "../../src/config/env.ts";
import { UserError } from "../../src/errors.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const complete = { APP_ID: "42", PRIVATE_KEY: pem, WEBHOOK_SECRET: "hush" };

function problemOf(variables: Record<string, string>): string {
  try {
    readServerEnvironment(variables);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "none";
}

describe("the server's environment", () => {
  it("has defaults for all but the App's own values", () => {
    expect(readServerEnvironment(complete)).toMatchObject({
      appId: 42,
      githubUrl: "https://api.github.com",
      host: "localhost",
      port: 3_000,
      databaseUrl: undefined,
      dataDirectory: ".data",
      workerConcurrency: 2,
      githubWritePauseMs: 1_000,
      model: { provider: "anthropic", apiKey: undefined },
    });
  });

  it("names every missing and malformed variable in one line", () => {
    const message = problemOf({
      APP_ID: "my-app",
      PORT: "many",
      GHE_HOST: "https://ghe.example",
      DATABASE_URL: "mysql://x",
      WORKER_CONCURRENCY: "0",
    });
    for (const name of ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET", "PORT", "GHE_HOST", "DATABASE_URL", "WORKER_CONCURRENCY"])
      expect(message).toContain(name);
    expect(message).not.toContain("\n");
  });

  it("takes an empty value for an absent one", () => {
    expect(problemOf({ ...complete, WEBHOOK_SECRET: "" })).toContain("WEBHOOK_SECRET is missing");
    expect(readServerEnvironment({ ...complete, DATABASE_URL: "" }).databaseUrl).toBeUndefined();
  });

  it("reads \\n in PRIVATE_KEY as a line break", () => {
    expect(readServerEnvironment({ ...complete, PRIVATE_KEY: pem.replaceAll("\n", "\\n") }).privateKey).toBe(pem);
  });

  it("reads the key from PRIVATE_KEY_PATH and says when the file is not there or holds no key", async () => {
    const folder = await temporaryFolder();
    const path = join(folder.path, "key.pem");
    const variables = { APP_ID: "42", WEBHOOK_SECRET: "hush", PRIVATE_KEY_PATH: path };
    expect(problemOf(variables)).toContain(`PRIVATE_KEY_PATH names a file that does not exist: ${path}`);
    await writeFile(path, "no key");
    expect(problemOf(variables)).toContain("PRIVATE_KEY_PATH does not hold a private key");
    await writeFile(path, pem);
    expect(readServerEnvironment(variables).privateKey).toBe(pem);
    await folder.remove();
  });

  it("never repeats a secret in what it says", () => {
    expect(problemOf({ ...complete, PRIVATE_KEY: "not-a-key-but-secret" })).not.toContain("not-a-key-but-secret");
  });

  it("points at a GitHub Enterprise Server, with protocol and port", () => {
    expect(readServerEnvironment({ ...complete, GHE_HOST: "127.0.0.1:8080", GHE_PROTOCOL: "http" }).githubUrl).toBe("http://127.0.0.1:8080/api/v3");
  });

  it("derives a marker secret that does not hold the webhook secret and depends on it", () => {
    expect(markerSecretOf("hush")).toMatch(/^[0-9a-f]{64}$/);
    expect(markerSecretOf("hush")).not.toBe(markerSecretOf("Hush"));
    expect(readServerEnvironment(complete).markerSecret).toBe(markerSecretOf("hush"));
  });
});

describe("the command line's environment", () => {
  it("needs nothing and reads the token and the model's key", () => {
    expect(readCommandEnvironment({}).githubToken).toBeUndefined();
    expect(readCommandEnvironment({ GITHUB_TOKEN: "t", ANTHROPIC_API_KEY: "k" })).toMatchObject({ githubToken: "t", model: { apiKey: "k" } });
  });

  it("refuses a malformed value", () => {
    expect(() => readCommandEnvironment({ MODEL_PROVIDER: "other" })).toThrow("MODEL_PROVIDER must be one of");
  });
});
