import { z } from "zod";
import type { Log } from "../ports/log.ts";
import { type GitHubClient, readOrNull } from "./client.ts";
import type { Markers } from "./marker.ts";
import { type PullRequest, readPullRequest } from "./pull-request.ts";
import { react } from "./react.ts";

const permissionAnswer = z.object({ permission: z.string(), user: z.object({ id: z.number() }).nullish() });

/** What a command asks of GitHub, for one repository. */
export interface CommandAccess {
  mayWrite(account: { readonly id: number; readonly login: string }): Promise<boolean>;
  readPullRequest(number: number): Promise<PullRequest | null>;
  acknowledge(comment: number): Promise<void>;
  reply(number: number, text: string): Promise<void>;
}

/** Answers from the API as the installation. `markersOf` signs replies, so that we know them as ours. */
export function createCommandAccess(parts: {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repository: string;
  readonly log: Log;
  readonly markersOf: (number: number) => Markers;
}): CommandAccess {
  const { client, owner, repository } = parts;
  return {
    async mayWrite(account) {
      const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
      const answer = await readOrNull(client, route, { owner, repo: repository, username: account.login });
      const { permission, user } = permissionAnswer.nullable().parse(answer) ?? { permission: "none" };
      // A login can change hands; the answer must be about the account that commented.
      return user?.id === account.id && (permission === "admin" || permission === "write");
    },
    readPullRequest: (number) => readPullRequest(client, { owner, repository, number }),
    acknowledge: (comment) => react(parts, { owner, repository }, { comment, content: "eyes" }),
    async reply(number, text) {
      const body = parts.markersOf(number).sign(text, { kind: "help", id: "", head: "", run: "", source: "" });
      await client.write("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { owner, repo: repository, issue_number: number, body });
    },
  };
}
