import { routeLinks } from "./api-links.ts";
import type { LinkBuilder } from "./declaration.ts";
import { eventTriggerLinks, identityLinks } from "./function-links.ts";
import { alarmLinks, eventarcLinks, notificationLinks, scheduleLinks, subscriptionLinks, taskQueueLinks } from "./messaging-links.ts";
import { workflowCallLinks } from "./workflow-links.ts";
import { environmentLinks, permitLinks } from "./use-links.ts";

/** Everything that makes links; each looks at the types that it knows. */
export const linkBuilders: readonly LinkBuilder[] = [
  identityLinks,
  eventTriggerLinks,
  subscriptionLinks,
  notificationLinks,
  scheduleLinks,
  eventarcLinks,
  taskQueueLinks,
  alarmLinks,
  environmentLinks,
  permitLinks,
  workflowCallLinks,
  routeLinks,
];
