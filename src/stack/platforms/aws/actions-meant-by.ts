import { type IamAction, iamActionsOfService } from "../../../facts/iam-actions.ts";
import { globMatches } from "./glob.ts";

/** The actions of a service that a name or a pattern with `*` and `?` stands for, in any case; none for services that the list does not hold. */
export function actionsMeantBy(service: string, pattern: string): readonly IamAction[] {
  const actions = iamActionsOfService(service);
  if (actions === undefined) return [];
  const wanted = pattern.toLowerCase();
  const exact = actions.get(wanted);
  if (exact !== undefined) return [exact];
  return [...actions].filter(([name]) => globMatches(wanted, name)).map(([, action]) => action);
}
