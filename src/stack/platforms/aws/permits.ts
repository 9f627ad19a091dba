import type { Statement } from "../../statement.ts";
import { type Answer, allOf, anyOf, negated } from "./answer.ts";
import { conditionsHold } from "./conditions.ts";
import { type ActionTarget, covers } from "./covers.ts";
import { globMatches } from "./glob.ts";

/**
 * Whether these statements let their holder do an action ("sqs:SendMessage") to a target, as IAM evaluates them: a denial wins, what nobody allows is denied
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html). Statements under conditions that cannot be judged are unknown.
 * With a null target: whether the action is allowed on everything, or possibly on something.
 */
export function permits(statements: readonly Statement[], action: string, target: ActionTarget): Answer {
  return evaluated(statements, (statement) => {
    // Most statements speak of other actions: their resources, which cost more to compare, need not be looked at.
    const speaksOf = matchesAction(statement, action);
    return speaksOf === "no" ? "no" : allOf([speaksOf, matchesResource(statement, action, target), conditionsHold(statement.conditions, {})]);
  });
}

/** The answer of all statements, once it is told which of them apply. */
export function evaluated(statements: readonly Statement[], applies: (statement: Statement) => Answer): Answer {
  const denied = firstOf(statements, (statement) => (statement.effect === "Deny" ? applies(statement) : "no"));
  if (denied === "yes") return "no";
  const allowed = firstOf(statements, (statement) => (statement.effect === "Allow" ? applies(statement) : "no"));
  return allowed === "yes" && denied === "unknown" ? "unknown" : allowed;
}

/** Whether it holds for any of them; the rest is not asked once it does. */
function firstOf<T>(items: readonly T[], holds: (item: T) => Answer): Answer {
  let answer: Answer = "no";
  for (const item of items) {
    answer = anyOf([answer, holds(item)]);
    if (answer === "yes") return answer;
  }
  return answer;
}

/** Whether a statement speaks of the action. IAM compares actions without regard to case. */
export function matchesAction(statement: Statement, action: string): Answer {
  if (statement.actions === null) return "unknown";
  const wanted = action.toLowerCase();
  const isNamed = statement.actions.some(({ text }) => globMatches(text.toLowerCase(), wanted));
  return isNamed !== statement.isNotAction ? "yes" : "no";
}

/** Whether a statement speaks of the target. Resource policies without the element speak of what they stand on. */
export function matchesResource(statement: Statement, action: string, target: ActionTarget): Answer {
  if (statement.resources.length === 0) return "yes";
  const covered = firstOf(statement.resources, (pattern) => covers(pattern, action, target));
  return statement.isNotResource ? negated(covered) : covered;
}
