import type { Link } from "../../link.ts";
import type { Resource } from "../../resource.ts";
import type { Stack } from "../../stack.ts";

/** What calls a function or service, as far as it is declared: events, pushes, jobs, tasks, workflows. All of them can bring a token of their own. */
export function platformCallers(target: Resource, stack: Stack): readonly Link[] {
  const invocations = stack.linksTo(target, "invokes").filter((link) => link.from.resource?.kind === "workflow");
  return [...stack.triggersOf(target), ...invocations];
}

/** The name of a caller in a sentence. */
export function callerWords(link: Link): string {
  switch (link.from.resource?.kind) {
    case "schedule":
      return "a Cloud Scheduler job";
    case "subscription":
      return "a Pub/Sub push subscription";
    case "queue":
      return "a Cloud Tasks queue";
    case "workflow":
      return "a workflow";
    default:
      return "an event trigger";
  }
}

/** Whether a link is an event that Eventarc or the functions service delivers, not a push, a job or a task. */
export function isEventTrigger(link: Link): boolean {
  const shape = link.declaredBy?.nativeShape;
  return shape === "google_eventarc_trigger" || (shape?.startsWith("google_cloudfunctions") === true && link.name === "event_trigger");
}
