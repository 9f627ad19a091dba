import type { Resource } from "../../resource.ts";
import type { Answer } from "./answer.ts";
import type { ActionTarget } from "./covers.ts";
import { permits } from "./permits.ts";

/** Whether a role allows an action on a target. A role of which a policy is not known never says no. */
export function rolePermits(role: Resource, action: string, target: ActionTarget): Answer {
  const answer = permits(role.statements, action, target);
  const complete = role.boolean("complete");
  return answer === "no" && !(complete.known && complete.value) ? "unknown" : answer;
}
