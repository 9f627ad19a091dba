import { azureRoles } from "../../../facts/azure-roles.ts";
import type { NativeResource } from "../../native.ts";
import type { Resource } from "../../resource.ts";
import type { Statement } from "../../statement.ts";
import { type Value, entryOf, textOf, valueAt } from "../../value.ts";
import { scalar } from "../../value-builders.ts";
import type { NativeIndex } from "./native-index.ts";
import { resourceOf } from "./resource-of.ts";

const assignmentTypes = ["Microsoft.Authorization/roleAssignments", "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments"];

/** The rights of managed identities: one role for each identity that some assignment names, by the declaration that has the identity. */
export function identityRoles(index: NativeIndex): ReadonlyMap<NativeResource, Resource> {
  const statements = new Map<NativeResource, Statement[]>();
  for (const assignment of assignmentTypes.flatMap((type) => index.ofType(type))) {
    const principal = index.resolve(valueAt(assignment.properties, "properties", "principalId"), assignment.scope);
    if (principal === undefined) continue;
    const before = statements.get(principal);
    const statement = statementOf(assignment, index);
    if (before === undefined) statements.set(principal, [statement]);
    else before.push(statement);
  }
  return new Map([...statements].map(([principal, own]) => [principal, roleOf(principal, own)]));
}

function roleOf(principal: NativeResource, statements: readonly Statement[]): Resource {
  const settings = new Map([["complete", { value: scalar(false, principal.at), at: principal.at, nativeName: "roleAssignments" }]]);
  const native = {
    ...principal,
    name: `${principal.name} identity`,
    address: `${principal.address}:identity`,
    type: "Microsoft.ManagedIdentity",
    nativeType: "role assignments",
  };
  return resourceOf(native, "role", { settings, statements });
}

function statementOf(assignment: NativeResource, index: NativeIndex): Statement {
  const properties = valueAt(assignment.properties, "properties");
  const role = entryOf(properties, "roleDefinitionName") ?? entryOf(properties, "roleDefinitionId");
  const name = roleName(role?.value, assignment, index);
  const scope = entryOf(assignment.properties, "scope")?.value ?? entryOf(properties, "scope")?.value;
  return {
    effect: "Allow",
    actions: name === undefined || role === undefined ? null : [{ text: name, at: role.at }],
    isNotAction: false,
    resources: scope === undefined ? [] : [scope],
    isNotResource: false,
    principals: [],
    conditions: entryOf(properties, "condition")?.value ?? null,
    at: assignment.at,
    origin: `role assignment ${assignment.name}`,
  };
}

/** The built-in role's name, or the id where it is another one. */
function roleName(value: Value | undefined, assignment: NativeResource, index: NativeIndex): string | undefined {
  const definition = index.resolve(value, assignment.scope);
  const known = definition === undefined ? value : index.nameOf(definition);
  const last = known?.kind === "joined" ? known.parts.at(-1) : known;
  const text = textOf(last);
  const id = text?.slice(text.lastIndexOf("/") + 1);
  return id === undefined || id === "" ? undefined : (azureRoles.get(id.toLowerCase()) ?? id);
}
