import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";

/** Services that hand an event over and do not wait: what the function fails on is then Lambda's to keep. */
const services = new Set(["sns", "s3", "eventbridge", "iot"]);

/**
 * Triggers that hand events over asynchronously. Schedules are left out, whose event says nothing and whose next run makes up for it, and so are topics that tell of
 * alarms: those reach people by other ways too.
 */
export function eventDeliveries(lambda: Resource, stack: Stack): readonly Link[] {
  return stack.triggersOf(lambda).filter((link) => {
    const service = link.string("service");
    return service.known && services.has(service.value) && !isSchedule(link) && !tellsOfAlarms(link, stack);
  });
}

/** Everything that calls a function asynchronously, schedules too. */
export function asynchronousCallers(lambda: Resource, stack: Stack): readonly Link[] {
  return stack.triggersOf(lambda).filter((link) => {
    const service = link.string("service");
    return service.known && (services.has(service.value) || service.value === "scheduler" || service.value === "logs" || service.value === "ses");
  });
}

function isSchedule(link: Link): boolean {
  return link.has("scheduleExpression") || link.from.resource?.has("scheduleExpression") === true;
}

function tellsOfAlarms(link: Link, stack: Stack): boolean {
  return link.from.resource !== null && stack.linksTo(link.from.resource, "uses").some(({ name }) => name === "AlarmActions");
}

/** Whether a dead-letter target or an on-failure destination keeps the events that a function fails on, as far as can be told. */
export function keepsFailedEvents(lambda: Resource, stack: Stack): boolean {
  if (lambda.has("asyncDeadLetterTarget") || lambda.has("asyncFailureDestination")) return true;
  if (stack.linksFrom(lambda, "on-failure").length > 0 || stack.linksFrom(lambda, "dead-letters").length > 0) return true;
  // A configuration whose function is not told may be this one's.
  return stack.linksOf("on-failure", "aws").some(({ from, declaredBy }) => {
    return from.resource === null && declaredBy?.nativeShape === "AWS::Lambda::EventInvokeConfig";
  });
}

/** How people call what delivers. */
export function deliverersOf(links: readonly Link[]): string {
  const names: Readonly<Record<string, string>> = {
    sns: "SNS",
    s3: "S3",
    eventbridge: "EventBridge",
    iot: "IoT",
    scheduler: "EventBridge Scheduler",
    logs: "CloudWatch Logs",
    ses: "SES",
  };
  const found = links.flatMap((link) => {
    const service = link.string("service");
    return service.known ? [names[service.value] ?? service.value] : [];
  });
  return [...new Set(found)].join(" and ");
}
