import type { Location } from "../../../change/location.ts";
import { type MapEntry, type MapValue, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, joined, list, map, mapOf, scalar, unknown } from "../../value-builders.ts";
import { accountArn, allow, inlinePolicy, managedPolicyArn } from "./policy-documents.ts";
import { type TemplateGrant, policyTemplate } from "./policy-templates.ts";

/** What a role is made of: managed policies by ARN, and inline policies. */
export interface RoleParts {
  readonly managed: readonly Value[];
  readonly inline: readonly Value[];
}

/** Reads SAM's `Policies`: names and ARNs of managed policies, statements, policy documents and policy templates, alone or in a list. */
export function rolePartsOf(policies: MapEntry | undefined, owner: string): RoleParts {
  const managed: Value[] = [];
  const inline: Value[] = [];
  for (const policy of itemsOf(policies?.value)) {
    if (policy.kind !== "map") managed.push(managedPolicyOf(policy));
    else if (policy.entries.has("Statement")) inline.push(documentPolicy(policy, owner));
    else for (const template of policy.entries.values()) inline.push(templatePolicy(template));
  }
  return { managed, inline };
}

function managedPolicyOf(policy: Value): Value {
  const name = textOf(policy);
  if (name === undefined || name.startsWith("arn:")) return policy;
  const path = serviceRolePolicies.has(name) ? `service-role/${name}` : name;
  return managedPolicyArn(path, policy.at);
}

/** Managed policies that AWS keeps under `service-role/` and that authors name without it. */
const serviceRolePolicies = new Set([
  "AWSLambdaBasicExecutionRole",
  "AWSLambdaVPCAccessExecutionRole",
  "AWSLambdaSQSQueueExecutionRole",
  "AWSLambdaKinesisExecutionRole",
  "AWSLambdaDynamoDBExecutionRole",
  "AWSLambdaMSKExecutionRole",
  "AWSLambdaENIManagementAccess",
  "AWSLambdaRole",
]);

function documentPolicy(policy: MapValue, owner: string): Value {
  return mapOf({ PolicyName: scalar(`inline policy of ${owner}`, policy.at), PolicyDocument: policy }, policy.at);
}

function templatePolicy(template: MapEntry): Value {
  const grants = policyTemplate(template.name);
  if (grants === undefined) return unknown(`${template.name} is not a policy template of SAM`, template.at);
  const statements = grants.map((grant) => statementOf(grant, template));
  return inlinePolicy(template.name, statements, template.at);
}

function statementOf(grant: TemplateGrant, template: MapEntry): MapValue {
  const at = template.at;
  const actions = grant.actions.split(" ").map((action) => `${grant.service}:${action}`);
  const statement = allow(
    actions,
    grant.resources.map((resource) => resourceOf(grant.service, resource, template)),
    at,
  );
  if (grant.when === undefined) return statement;
  const arn = accountArn(grant.when.service, filled(grant.when.tail, template), at);
  const condition = map([entry("StringEquals", map([entry(grant.when.key, arn, { at })], at), { at })], at);
  return map([...statement.entries.values(), entry("Condition", condition, { at })], at);
}

function resourceOf(service: string, pattern: string, template: MapEntry): Value {
  if (pattern === "*") return scalar("*", template.at);
  if (pattern.startsWith("{") && pattern.endsWith("Arn}")) return joined(filled(pattern, template), template.at);
  return accountArn(service, filled(pattern, template), template.at);
}

/** The text of a pattern with the template's parameters put in. */
function filled(pattern: string, template: MapEntry): readonly Value[] {
  const at = template.at;
  return pattern.split("{").flatMap((piece, index): readonly Value[] => {
    if (index === 0) return [scalar(piece, at)];
    const [name = "", rest = ""] = piece.split("}");
    return [parameterOf(name, template, at), scalar(rest, at)];
  });
}

function parameterOf(name: string, template: MapEntry, at: Location): Value {
  const value = entryOf(template.value, name)?.value;
  if (value === undefined) return unknown(`${template.name} is given no ${name}`, at);
  return value.kind === "list" || value.kind === "map" ? unknown(`${name} is not text`, at) : value;
}

/** Adds the parts of a role up; a managed policy that is named twice counts once. */
export function joinRoleParts(parts: readonly RoleParts[]): RoleParts {
  const managed = new Map<string, Value>();
  for (const [index, policy] of parts.flatMap((part) => part.managed).entries()) {
    const key = textOf(policy) ?? `#${index}`;
    if (!managed.has(key)) managed.set(key, policy);
  }
  return { managed: [...managed.values()], inline: parts.flatMap((part) => part.inline) };
}

/** The properties of the role that is made of the parts. */
export function roleProperties(parts: RoleParts, trust: Value, at: Location): MapValue {
  return mapOf({ AssumeRolePolicyDocument: trust, ManagedPolicyArns: list(parts.managed, at), Policies: list(parts.inline, at) }, at);
}
