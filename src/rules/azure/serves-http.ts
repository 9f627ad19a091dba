import { serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";

/** Whether an app may answer HTTP requests: one of its functions does, or its functions are not in the repository. */
export function servesHttp(stack: Stack, app: Resource): boolean {
  const triggers = triggersIn(stack, app);
  return triggers.length === 0 || triggers.some((trigger) => serviceOf(trigger) === "http");
}
