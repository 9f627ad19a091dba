import { Octokit } from "@octokit/rest";
import { createClient, type GitHubClient } from "../../../src/github/client.ts";
import type { GitHubServer } from "./server.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The reviewer's client, pointed at the test's GitHub, without pauses. */
export function clientOf(server: GitHubServer): GitHubClient {
  const octokit = new Octokit({ auth: server.token(), baseUrl: `http://${server.host}/api/v3`, log: silent });
  return createClient(octokit, { writePauseMs: 0, retryPauseMs: 0 });
}
