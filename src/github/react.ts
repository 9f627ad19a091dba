import type { Log } from "../ports/log.ts";
import type { GitHubClient } from "./client.ts";
import type { PullRequestAddress } from "./pull-request.ts";

/** Reacts to a comment on a pull request. A reaction that fails is logged and nothing else: the command was obeyed or will be. */
export async function react(
  { client, log }: { readonly client: GitHubClient; readonly log: Log },
  address: Omit<PullRequestAddress, "number">,
  reaction: { readonly comment: number; readonly content: "eyes" | "rocket" | "confused" },
): Promise<void> {
  try {
    await client.write("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", {
      owner: address.owner,
      repo: address.repository,
      comment_id: reaction.comment,
      content: reaction.content,
    });
  } catch (error) {
    log.warn({ err: error }, "a comment cannot be reacted to");
  }
}
