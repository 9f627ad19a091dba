import type { NativeResource } from "../../../native.ts";
import type { Statement } from "../../../statement.ts";
import { type MapValue, type Value, entryOf, itemsOf, textOf } from "../../../value.ts";
import { unknown } from "../../../value-builders.ts";
import { structured } from "../structured-text.ts";
import { stamped } from "./stamped.ts";

/** Where a policy document comes from: references in its statements belong to the scope of the declaration. */
export interface PolicyOrigin {
  readonly native: NativeResource;
  /** For readers: "inline policy orders". */
  readonly origin: string;
}

/** More statements than any policy may hold (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html) are not read. */
const mostStatements = 1000;

/**
 * The statements of a policy document, written as a map or as JSON text. A part that is not known becomes a statement without known actions, so that
 * nobody takes its absence for a denial.
 */
export function statementsOf(document: Value, from: PolicyOrigin): readonly Statement[] {
  const policy = structured(document);
  const body = policy.kind === "map" ? entryOf(policy, "Statement")?.value : undefined;
  if (body === undefined) return policy.kind === "map" ? [] : [unreadStatement(document, from)];
  return itemsOf(structured(body))
    .slice(0, mostStatements)
    .flatMap((item) => statementOf(structured(item), from));
}

/** A statement of which nothing is known but that it exists. */
function unreadStatement(value: Value, from: PolicyOrigin): Statement {
  return {
    effect: "Allow",
    actions: null,
    isNotAction: false,
    resources: [unknown("the policy is not known", value.at)],
    isNotResource: false,
    principals: [],
    conditions: null,
    at: value.at,
    origin: from.origin,
    declaredBy: from.native.name,
  };
}

function statementOf(item: Value, from: PolicyOrigin): readonly Statement[] {
  if (item.kind !== "map") return [unreadStatement(item, from)];
  const scope = from.native.scope;
  const effect = textOf(entryOf(item, "Effect")?.value);
  const notAction = entryOf(item, "NotAction")?.value;
  const notResource = entryOf(item, "NotResource")?.value;
  const isDeny = effect?.toLowerCase() === "deny";
  const shared = {
    effect: isDeny ? "Deny" : "Allow",
    isNotAction: notAction !== undefined,
    resources: itemsOf(notResource ?? entryOf(item, "Resource")?.value).map((value) => stamped(value, scope)),
    isNotResource: notResource !== undefined,
    principals: principalsOf(item).map(({ type, value }) => ({ type, value: stamped(value, scope) })),
    conditions: conditionsOf(item, scope),
    at: item.at,
    origin: from.origin,
    declaredBy: from.native.name,
  } satisfies Partial<Statement> as Omit<Statement, "actions">;
  const values = itemsOf(notAction ?? entryOf(item, "Action")?.value);
  const actions = values.flatMap((value) => (textOf(value) === undefined ? [] : [{ text: textOf(value) ?? "", at: value.at }]));
  const isComplete = actions.length === values.length && values.length > 0 && effect !== undefined;
  if (isComplete) return [{ ...shared, actions }];
  const open: Statement = { ...shared, actions: null };
  return actions.length > 0 && notAction === undefined && effect !== undefined ? [{ ...shared, actions }, open] : [open];
}

function principalsOf(item: MapValue): Statement["principals"] {
  const value = structured(entryOf(item, "Principal")?.value ?? entryOf(item, "NotPrincipal")?.value ?? { kind: "list", items: [], at: item.at });
  const isNot = entryOf(item, "NotPrincipal") !== undefined;
  if (value.kind === "list" && value.items.length === 0) return [];
  if (value.kind !== "map") return [{ type: isNot ? "NotPrincipal" : textOf(value) === "*" ? "*" : "AWS", value }];
  return [...value.entries.values()].flatMap((entry) =>
    itemsOf(entry.value).map((principal) => ({ type: isNot ? "NotPrincipal" : entry.name, value: principal })),
  );
}

function conditionsOf(item: MapValue, scope: string): Value | null {
  const value = entryOf(item, "Condition")?.value;
  if (value === undefined || (value.kind === "map" && value.entries.size === 0)) return null;
  return stamped(structured(value), scope);
}
