import type { Link } from "../../link.ts";
import type { Resource } from "../../resource.ts";
import type { Stack } from "../../stack.ts";

/** Services whose caller waits for the answer, so that a cold start is felt. */
const waiting = new Set(["api-rest", "api-http", "api-websocket", "appsync", "function-url", "alb", "cognito", "authorizer", "step-functions"]);

/** Whether a trigger calls an alias or a version, and not the function as it was last uploaded. */
function isQualified(link: Link): boolean {
  return link.has("qualifier") || link.declaredBy?.properties.entries.has("Qualifier") === true;
}

/** Callers that wait for an answer and call the function without alias or version; empty where any caller is bound to one. */
export function unqualifiedWaiters(lambda: Resource, stack: Stack): readonly Link[] {
  const callers = [...stack.triggersOf(lambda), ...stack.linksTo(lambda, "invokes")];
  if (callers.some(isQualified)) return [];
  return callers.filter((link) => {
    const service = link.string("service");
    return service.known && waiting.has(service.value);
  });
}
