import type { EditPlan } from "../../findings/edit-plan.ts";
import { matchesAction } from "../../stack/platforms/aws/permits.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Statement } from "../../stack/statement.ts";
import type { Value } from "../../stack/value.ts";
import { arnBeside } from "../words.ts";

/**
 * An edit that allows an action on a resource in a statement which a role has already: one that speaks of this resource alone takes the action, one that
 * speaks of this action alone takes the resource. Undefined where none does: a statement of its own is not a line beside others.
 */
export function grantEdit(role: Resource, action: string, target: Resource | null): EditPlan | undefined {
  const statements = target === null ? [] : role.statements.filter(isPlain);
  if (target === null) return undefined;
  const ofTarget = statements.find(({ resources }) => resources.every((value) => isOf(value, target)));
  const last = ofTarget?.actions?.at(-1);
  if (last !== undefined) return { kind: "append", after: last.at, written: last.text, value: action };
  const ofAction = statements.find(({ actions }) => actions?.length === 1 && actions[0]?.text.toLowerCase() === action.toLowerCase());
  return ofAction && resourceEdit(ofAction, target);
}

/** An edit that adds a resource, or what lies below it, to a statement that names resources one by one. */
export function resourceEdit(statement: Statement, target: Resource, ending = ""): EditPlan | undefined {
  const last = statement.resources.at(-1);
  const scope = last?.kind === "reference" ? last.scope : undefined;
  const value = scope === undefined ? undefined : arnBeside(target, { scope }, ending);
  return last?.kind === "reference" && value !== undefined ? { kind: "append", after: last.at, written: last.address, value } : undefined;
}

/** Statements that allow what they name, without a condition. */
function isPlain(statement: Statement): boolean {
  return (
    statement.effect === "Allow" &&
    statement.conditions === null &&
    !statement.isNotAction &&
    !statement.isNotResource &&
    statement.resources.length > 0
  );
}

/** Whether a value points to the resource or below it. */
function isOf(value: Value, target: Resource): boolean {
  const first = value.kind === "joined" ? value.parts[0] : value;
  return first?.kind === "reference" && first.address === target.address && (first.scope ?? target.scope) === target.scope;
}

/** The first statement that allows an action and names resources. */
export function allowingStatement(role: Resource, action: string): Statement | undefined {
  return role.statements.find((statement) => isPlain(statement) && matchesAction(statement, action) === "yes");
}
