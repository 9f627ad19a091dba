import { z } from "zod";
import { type AppDependencies, type DeliveryOutcome, enqueue } from "./dependencies.ts";
import { eventPlace } from "./event-place.ts";

/** Actions of a `pull_request` event that ask for a review. Drafts and bots are decided upon in the worker, by the configuration at base. */
export const reviewedActions = ["opened", "reopened", "synchronize", "ready_for_review"] as const;

const payloadSchema = z.object({ action: z.enum(reviewedActions), pull_request: z.unknown() });

/** A pull request was opened or changed: it is to be reviewed. */
export async function onPullRequest(dependencies: AppDependencies, delivery: string, payload: unknown): Promise<DeliveryOutcome> {
  const place = eventPlace(payload);
  const event = payloadSchema.safeParse(payload);
  if (place === null || !event.success) return "ignored";
  const pull = dependencies.decodePullRequest(event.data.pull_request);
  return await enqueue(dependencies, { delivery, place, pull, reason: event.data.action });
}
