import type { CommandGitHub, DeliveryOutcome } from "../dependencies.ts";

const text = [
  "I know these commands, each on a line of its own, from people with write permission:",
  "",
  "| Command | What it does |",
  "| --- | --- |",
  "| `/serverless review` | Reviews the current head of this pull request again |",
  "| `/serverless help` | Shows this list |",
  "",
  "Settings live in `.github/serverless-reviewer.yml` on the base branch; no command changes them.",
].join("\n");

/** Lists the commands; also the answer to one that we do not have. */
export async function help(github: CommandGitHub, pullRequest: number): Promise<DeliveryOutcome> {
  await github.reply(pullRequest, text);
  return "answered";
}
