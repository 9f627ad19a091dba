import { entry, list, map, mapOf, scalar } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { managedPolicyValue } from "../grants.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import { documentValue, policyDocument, principalValue, statementValue } from "../statements.ts";
import type { Translation } from "../translation.ts";

/** Roles that the author declares, with everything that was granted to them. Called last. */
export function translateRole(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const draft = translation.roles.of(node.instance);
  const properties = translation
    .properties(node)
    .take(given, { roleName: "RoleName", description: "Description", permissionsBoundary: "PermissionsBoundary" });
  const trust = propertyOf(given, "assumedBy");
  if (trust !== undefined) {
    const principal = principalValue(translation, conversion, [trust.value], trust.at);
    const statement = map(
      [
        entry("Effect", scalar("Allow", trust.at)),
        entry("Action", scalar("sts:AssumeRole", trust.at)),
        ...(principal === undefined ? [] : [entry("Principal", principal)]),
      ],
      trust.at,
    );
    properties.put("AssumeRolePolicyDocument", policyDocument([statement], trust.at), trust, "assumedBy");
  }
  const managed = propertyOf(given, "managedPolicies");
  const managedValues = [...listItems(managed?.value).map((policy) => managedPolicyValue(conversion, policy)), ...(draft?.managed ?? [])];
  if (managedValues.length > 0) properties.put("ManagedPolicyArns", list(managedValues, managed?.value.at ?? node.at), managed, "managedPolicies");
  const policies = [...inlinePolicies(translation, node), ...(draft?.policies ?? [])];
  if (policies.length > 0)
    properties.put(
      "Policies",
      list(policies, propertyOf(given, "inlinePolicies")?.at ?? node.at),
      propertyOf(given, "inlinePolicies"),
      "inlinePolicies",
    );
  if (translation.state.escaped.has(node.instance))
    properties.put(
      "Policies",
      list([...policies, { kind: "unknown", reason: "the role is handed to code that was not read", at: node.at }], node.at),
    );
  translation.add(node, { type: "AWS::IAM::Role", properties });
}

/** `inlinePolicies: { orders: new PolicyDocument({…}) }`. */
function inlinePolicies(translation: Translation, node: ConstructNode): readonly Value[] {
  const written = propertyValue(node.arguments[0], "inlinePolicies");
  const conversion = translation.conversion(node.scope);
  if (written === undefined) return [];
  if (written.kind !== "object") return [conversion.value({ kind: "unknown", reason: "the policies are made elsewhere", at: written.at })];
  const policies = [...written.fields].map(([name, field]) =>
    mapOf({ PolicyName: scalar(name, field.key), PolicyDocument: documentValue(translation, conversion, field.value) }, field.at),
  );
  return written.open === undefined ? policies : [...policies, { kind: "unknown", reason: written.open, at: written.at }];
}

/** `new Policy(…)` and `new ManagedPolicy(…)`, with the roles that they name. */
export function translatePolicy(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const isManaged = node.type === "aws-iam.ManagedPolicy";
  const properties = translation.properties(node).take(given, { policyName: "PolicyName", managedPolicyName: "ManagedPolicyName" });
  const added = translation.callsOn(node, "addStatements").flatMap((call) => call.arguments);
  const document = propertyOf(given, "document");
  const statements = [...listItems(propertyValue(given, "statements")), ...added].map((statement) =>
    statementValue(translation, conversion, statement),
  );
  properties.put(
    "PolicyDocument",
    document === undefined ? policyDocument(statements, node.at) : documentValue(translation, conversion, document.value),
  );
  const attached = translation.callsOn(node, "attachToRole").flatMap((call) => call.arguments);
  const roles = [...listItems(propertyValue(given, "roles")), ...attached].map((role) => conversion.value(role));
  if (roles.length > 0) properties.put("Roles", list(roles, node.at));
  translation.add(node, { type: isManaged ? "AWS::IAM::ManagedPolicy" : "AWS::IAM::Policy", properties });
}
