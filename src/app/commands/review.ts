import { type AppDependencies, type CommandGitHub, type DeliveryOutcome, enqueue, type EventPlace } from "../dependencies.ts";

/** Reviews the current head again, whatever was reviewed before. The comment gets its result as a reaction when the review has ended. */
export async function review(
  dependencies: AppDependencies,
  github: CommandGitHub,
  command: { readonly delivery: string; readonly place: EventPlace; readonly pullRequest: number; readonly comment: number },
): Promise<DeliveryOutcome> {
  const pull = await github.readPullRequest(command.pullRequest);
  if (pull === null || !pull.isOpen) return "ignored";
  const outcome = await enqueue(dependencies, { ...command, pull, reason: "command" });
  if (outcome === "queued") await github.acknowledge(command.comment);
  return outcome;
}
