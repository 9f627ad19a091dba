import type { NativeResource } from "../../../native.ts";
import type { Statement } from "../../../statement.ts";
import { type Value, textOf } from "../../../value.ts";
import { entry, map, mapOf } from "../../../value-builders.ts";
import { propertyAt } from "../property-path.ts";
import { stamped } from "./stamped.ts";

/** Which condition key each property of a permission sets (https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html). */
const conditionKeys: ReadonlyMap<string, { readonly operator: string; readonly key: string }> = new Map([
  ["SourceArn", { operator: "ArnLike", key: "aws:SourceArn" }],
  ["SourceAccount", { operator: "StringEquals", key: "aws:SourceAccount" }],
  ["PrincipalOrgID", { operator: "StringEquals", key: "aws:PrincipalOrgID" }],
  ["EventSourceToken", { operator: "StringEquals", key: "lambda:EventSourceToken" }],
  ["FunctionUrlAuthType", { operator: "StringEquals", key: "lambda:FunctionUrlAuthType" }],
  ["InvokedViaFunctionUrl", { operator: "Bool", key: "lambda:InvokedViaFunctionUrl" }],
]);

/** A permission on a function as the statement that Lambda adds to the function's policy. */
export function permissionStatement(permission: NativeResource): Statement {
  const action = propertyAt(permission.properties, "Action");
  const principal = propertyAt(permission.properties, "Principal");
  const text = textOf(action?.value);
  return {
    effect: "Allow",
    actions: action === undefined || text === undefined ? null : [{ text, at: action.at }],
    isNotAction: false,
    resources: [],
    isNotResource: false,
    principals: principal === undefined ? [] : [{ type: principalType(principal.value), value: stamped(principal.value, permission.scope) }],
    conditions: conditionsOf(permission),
    at: permission.at,
    origin: `permission ${permission.name}`,
    declaredBy: permission.name,
  };
}

function principalType(principal: Value): string {
  const text = textOf(principal);
  if (text === "*") return "*";
  return text !== undefined && text.endsWith(".amazonaws.com") ? "Service" : "AWS";
}

function conditionsOf(permission: NativeResource): Value | null {
  const operators = new Map<string, Value>();
  for (const [property, { operator, key }] of conditionKeys) {
    const found = propertyAt(permission.properties, property);
    if (found === undefined) continue;
    const before = operators.get(operator);
    const added = entry(key, stamped(found.value, permission.scope), { at: found.at });
    operators.set(operator, map([...(before?.kind === "map" ? before.entries.values() : []), added], found.at));
  }
  return operators.size === 0 ? null : mapOf(Object.fromEntries(operators), permission.at);
}
