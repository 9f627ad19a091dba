import { type Value, textOf } from "../../value.ts";
import { joined, scalar, unknown } from "../../value-builders.ts";
import type { CallExpression } from "./expression.ts";
import { nameKey } from "./name-key.ts";

/** Where a resource is declared; without scope where it is the scope that asks. */
export interface ResourcePlace {
  readonly address: string;
  readonly scope?: string;
}

const functions = new Set(["resourceid", "subscriptionresourceid", "tenantresourceid", "extensionresourceid", "managementgroupresourceid"]);

/**
 * `resourceId(…)` and its sisters: a reference where the resource is declared beside it, else the identifier's text behind a scope that is not known.
 * Undefined for other functions.
 */
export function resourceIdOf(
  call: CallExpression,
  values: readonly Value[],
  find: (type: string, name: string) => ResourcePlace | undefined,
): Value | undefined {
  if (!functions.has(call.name.toLowerCase())) return undefined;
  const typed = values.findIndex((value) => isResourceType(textOf(value)));
  const type = textOf(values[typed]);
  if (type === undefined) return undefined;
  const names = values.slice(typed + 1);
  const place = find(type, names.map(nameKey).join("/"));
  if (place !== undefined) return { kind: "reference", ...place, attribute: "id", at: call.at };
  const [namespace, ...kinds] = type.split("/");
  const path = kinds.flatMap((kind, index) => {
    const name = names[index];
    return [scalar(`/${kind}/`, call.at), name ?? unknown("the resource has no name", call.at)];
  });
  return joined([unknown("the scope of the deployment is not known", call.at), scalar(`/providers/${namespace}`, call.at), ...path], call.at);
}

function isResourceType(text: string | undefined): boolean {
  const slash = text?.indexOf("/") ?? -1;
  return text !== undefined && slash > 0 && text.slice(0, slash).includes(".");
}
