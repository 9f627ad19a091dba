import { z } from "zod";
import { help } from "./commands/help.ts";
import { parseCommand } from "./commands/parse-command.ts";
import { review } from "./commands/review.ts";
import type { AppDependencies, DeliveryOutcome } from "./dependencies.ts";
import { eventPlace } from "./event-place.ts";

const payloadSchema = z.object({
  action: z.literal("created"),
  issue: z.object({ number: z.number(), state: z.literal("open"), pull_request: z.object({}) }),
  comment: z.object({ id: z.number(), body: z.string(), user: z.object({ id: z.number(), login: z.string() }) }),
});

/** A comment on a pull request may be a command. Who may not write is not answered at all, whatever was asked. */
export async function onIssueComment(dependencies: AppDependencies, delivery: string, payload: unknown): Promise<DeliveryOutcome> {
  const place = eventPlace(payload);
  const event = payloadSchema.safeParse(payload);
  const command = event.success ? parseCommand(event.data.comment.body) : null;
  if (place === null || !event.success || command === null) return "ignored";
  const { issue, comment } = event.data;
  const github = await dependencies.githubOf(place);
  if (!(await github.mayWrite(comment.user))) return "refused";
  if (command.name !== "review") return await help(github, issue.number);
  return await review(dependencies, github, { delivery, place, pullRequest: issue.number, comment: comment.id });
}
