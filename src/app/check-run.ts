import { z } from "zod";
import { type AppDependencies, type DeliveryOutcome, enqueue } from "./dependencies.ts";
import { eventPlace } from "./event-place.ts";

const checkRun = z.object({ external_id: z.string().nullish(), app: z.object({ id: z.number() }).nullish() });
const payloadSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("rerequested"), check_run: checkRun }),
  z.object({ action: z.literal("requested_action"), check_run: checkRun, requested_action: z.object({ identifier: z.literal("review") }) }),
]);

/** Somebody pressed "Re-run" or the button under our check. GitHub shows both only to people with write access. */
export async function onCheckRun(dependencies: AppDependencies, delivery: string, payload: unknown): Promise<DeliveryOutcome> {
  const place = eventPlace(payload);
  const event = payloadSchema.safeParse(payload);
  if (place === null || !event.success || event.data.check_run.app?.id !== dependencies.appId) return "ignored";
  const number = dependencies.pullRequestOfCheck(event.data.check_run.external_id);
  if (number === null) return "ignored";
  const github = await dependencies.githubOf(place);
  const pull = await github.readPullRequest(number);
  if (pull === null || !pull.isOpen) return "ignored";
  return await enqueue(dependencies, { delivery, place, pull, reason: "rerequested" });
}
