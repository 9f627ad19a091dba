import { eventPatternSelfMatch } from "./event-pattern-self-match.ts";
import { eventsTargetNoDlq } from "./events-target-no-dlq.ts";
import { eventsV2SubscriberNoFailureQueue } from "./events-v2-subscriber-no-failure-queue.ts";
import { scheduleShorterThanTimeout } from "./schedule-shorter-than-timeout.ts";
import { schedulerTargetNoDlq } from "./scheduler-target-no-dlq.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const events: readonly Rule[] = [
  eventPatternSelfMatch,
  eventsTargetNoDlq,
  eventsV2SubscriberNoFailureQueue,
  scheduleShorterThanTimeout,
  schedulerTargetNoDlq,
];
