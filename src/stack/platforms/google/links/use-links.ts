import type { Link } from "../../../link.ts";
import { type Value, entryOf } from "../../../value.ts";
import { grantOf } from "../grants.ts";
import { valueAtPath } from "../property-path.ts";
import { type Declaration, makeLink } from "./declaration.ts";

/** What a function names in its environment. */
export function* environmentLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource, index } = declaration;
  for (const name of ["environment", "secretEnvironment"] as const) {
    const variables = resource.value(name);
    if (resource.kind !== "function" || variables?.kind !== "map") continue;
    for (const variable of variables.entries.values()) {
      const value = secretOf(variable.value) ?? variable.value;
      const found = pointsSomewhere(value) ? index.find(value, native.scope, []) : undefined;
      const target = found && index.resourceOf(found);
      if (target === undefined || target === resource) continue;
      const kind = target.kind === "secret" ? "reads" : "uses";
      yield makeLink(declaration, { kind, name: variable.name, from: { resource }, to: { resource: target, value }, at: variable.at });
    }
  }
}

/** A role granted to a service account on a declared resource. */
export function* permitLinks(declaration: Declaration): Iterable<Link> {
  const { native, index } = declaration;
  const grant = grantOf(native, index);
  const target = grant?.target && index.resourceOf(grant.target);
  if (grant === undefined || target === undefined) return;
  for (const member of grant.members) {
    const account = index.resourceOf(member);
    const role = grant.statement.actions?.[0]?.text ?? native.name;
    if (account !== undefined) yield makeLink(declaration, { kind: "permits", name: role, from: { resource: account }, to: { resource: target } });
  }
}

function pointsSomewhere(value: Value): boolean {
  return value.kind === "reference" || value.kind === "joined";
}

function secretOf(value: Value): Value | undefined {
  if (value.kind !== "map") return undefined;
  return (
    entryOf(value, "secret")?.value ??
    valueAtPath(value, "value_source.secret_key_ref.secret") ??
    valueAtPath(value, "value_from.secret_key_ref.name")
  );
}
