import type { Resource } from "../../resource.ts";
import type { Statement } from "../../statement.ts";
import { textOf } from "../../value.ts";
import { type Answer, allOf, anyOf } from "./answer.ts";
import { conditionsHold } from "./conditions.ts";
import { evaluated, matchesAction, matchesResource } from "./permits.ts";
import { servicePrincipal } from "./service-principal.ts";

/** A delivery by a service of AWS: `sns.amazonaws.com` does `sqs:SendMessage` to the holder of the policy, for a topic. */
export interface Delivery {
  readonly principal: string;
  readonly action: string;
  /** The resource that the service acts for; null where it is not of the stack. */
  readonly source: Resource | null;
}

/** Whether the resource policy of a queue, topic, function or bus lets a service deliver to it. */
export function permitsService(holder: Resource, delivery: Delivery): Answer {
  return evaluated(holder.statements, (statement) =>
    allOf([
      matchesPrincipal(statement, delivery.principal),
      matchesAction(statement, delivery.action),
      matchesResource(statement, delivery.action, holder),
      conditionsHold(statement.conditions, { source: delivery.source }),
    ]),
  );
}

function matchesPrincipal(statement: Statement, principal: string): Answer {
  if (statement.actions === null && statement.principals.length === 0) return "unknown";
  return anyOf(
    statement.principals.map(({ type, value }) => {
      const text = textOf(value);
      if (type === "NotPrincipal" || (text === undefined && type !== "AWS")) return "unknown";
      const isEveryone = text === "*" && (type === "*" || type === "AWS" || type === "Service");
      return isEveryone || (type === "Service" && text !== undefined && servicePrincipal(text) === principal) ? "yes" : "no";
    }),
  );
}
