import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, reference, scalar, unknown } from "../../value-builders.ts";
import { type ImplicitOwner, implicitResource } from "../sam/implicit-resource.ts";
import { accountArn, allow, inlinePolicy, managedPolicyArn, trustPolicy } from "../sam/policy-documents.ts";
import { type RoleParts, joinRoleParts, roleProperties } from "../sam/role-policies.ts";
import { normalizedName, sharedRoleAddress } from "./names.ts";
import { type Service, serviceNamed } from "./service.ts";
import { isTrue, settingOf } from "./settings.ts";
import { targetArn } from "./target-arn.ts";

/** Whose role a function runs as: one of its own, the service's, or one that the author made. */
type RoleChoice =
  | { readonly kind: "own"; readonly address: string; readonly at: Location }
  | { readonly kind: "shared" }
  | { readonly kind: "given"; readonly role: MapEntry };

/** What the framework adds to the role of one function, besides what its events need. */
export function functionParts(service: Service, member: MapEntry): RoleParts {
  const at = member.key;
  const any = [scalar("*", at)];
  const statements: Value[] = [
    allow(["logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource", "logs:PutLogEvents"], [logGroupArn(service, member)], at),
  ];
  const onError = settingOf("onError", member.value, undefined);
  if (onError !== undefined)
    statements.push(allow([isTopic(onError.value) ? "sns:Publish" : "sqs:SendMessage"], [targetArn(onError.value)], onError.at));
  for (const end of itemsOf(entryOf(member.value, "destinations")?.value).flatMap((value) =>
    value.kind === "map" ? [...value.entries.values()] : [],
  )) {
    const target = targetArn(
      end.value,
      service.functions.map((one) => one.name),
    );
    statements.push(allow([destinationAction(end.value, target)], [target], end.at));
  }
  const tracing = settingOf("tracing", member.value, undefined)?.value ?? entryOf(entryOf(service.provider, "tracing")?.value, "lambda")?.value;
  if (tracing !== undefined && textOf(tracing) !== "false") statements.push(allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], any, at));
  const vpc = settingOf("vpc", member.value, service.provider);
  const byLift = service.constructs === undefined ? [] : [unknown("Lift adds rights for its constructs", service.constructs)];
  return {
    managed: [...(vpc === undefined ? [] : [managedPolicyArn("service-role/AWSLambdaVPCAccessExecutionRole", vpc.at)]), ...byLift],
    inline: [inlinePolicy(`added by the framework for ${member.name}`, statements, at)],
  };
}

function logGroupArn(service: Service, member: MapEntry): Value {
  const at = member.key;
  const name = entryOf(member.value, "name")?.value ?? serviceNamed(service, member.name, at);
  return accountArn("logs", [scalar("log-group:/aws/lambda/", at), name, scalar(":*", at)], at);
}

function isTopic(value: Value): boolean {
  return textOf(value)?.includes(":sns:") === true || (value.kind === "reference" && value.attribute === undefined);
}

function destinationAction(written: Value, target: Value): string {
  const type =
    textOf(entryOf(written, "type")?.value) ??
    textOf(target)?.split(":")[2] ??
    (target.kind === "reference" && target.address.endsWith("LambdaFunction") ? "function" : "sqs");
  const actions = new Map([
    ["sns", "sns:Publish"],
    ["sqs", "sqs:SendMessage"],
    ["eventBus", "events:PutEvents"],
    ["events", "events:PutEvents"],
    ["lambda", "lambda:InvokeFunction"],
    ["function", "lambda:InvokeFunction"],
  ]);
  return actions.get(type) ?? "lambda:InvokeFunction";
}

/** The role that a function chooses: by `role`, by statements of its own, or by the service's mode. */
export function roleChoiceOf(service: Service, { name, value, key }: MapEntry): RoleChoice {
  const shared = entryOf(entryOf(service.provider, "iam")?.value, "role");
  const custom =
    settingOf("role", value, undefined) ??
    (shared !== undefined && shared.value.kind !== "map" ? shared : undefined) ??
    settingOf("role", service.provider, undefined);
  if (custom !== undefined) return { kind: "given", role: { ...custom, name: "Role", value: customRole(service, custom.value) } };
  const own = ownStatements(value);
  const isPerFunction = textOf(entryOf(shared?.value, "mode")?.value) === "perFunction";
  return own === undefined && !isPerFunction
    ? { kind: "shared" }
    : { kind: "own", address: `${normalizedName(name)}IamRoleLambdaExecution`, at: own?.at ?? key };
}

/** A plain word is the logical id of a role in `resources`. */
function customRole(service: Service, role: Value): Value {
  const name = textOf(role);
  return name !== undefined && service.scope.section("Resources").has(name) ? reference(name, role.at, "Arn") : role;
}

function ownStatements(value: Value): MapEntry | undefined {
  const role = entryOf(entryOf(value, "iam")?.value, "role")?.value;
  return entryOf(role, "statements") ?? entryOf(role, "managedPolicies") ?? entryOf(value, "iamRoleStatements");
}

/** A function's own role: its statements, the service's where they are inherited, and what the framework adds. */
export function ownRole(
  service: Service,
  member: MapEntry,
  made: { readonly choice: RoleChoice & { kind: "own" }; readonly owner: ImplicitOwner; readonly parts: RoleParts },
): NativeResource {
  const { value, name } = member;
  const role = entryOf(entryOf(value, "iam")?.value, "role")?.value;
  const statements = entryOf(role, "statements") ?? entryOf(value, "iamRoleStatements");
  const inherits = inheritsStatements(service, value);
  const parts = [
    statementParts(statements, `statements of ${name}`),
    managedParts(entryOf(role, "managedPolicies")),
    ...(inherits ? [serviceParts(service)] : []),
    made.parts,
  ];
  return roleResource(made.owner, {
    address: made.choice.address,
    at: made.choice.at,
    parts,
    boundary: entryOf(role, "permissionsBoundary") ?? entryOf(value, "iamPermissionsBoundary"),
  });
}

function inheritsStatements(service: Service, value: Value): boolean {
  const written = entryOf(entryOf(value, "iam")?.value, "inheritStatements") ?? entryOf(value, "iamRoleStatementsInherit");
  if (written !== undefined) return isTrue(written.value);
  const isPerFunction = textOf(entryOf(entryOf(entryOf(service.provider, "iam")?.value, "role")?.value, "mode")?.value) === "perFunction";
  return isPerFunction || isTrue(entryOf(entryOf(service.custom, "serverless-iam-roles-per-function")?.value, "defaultInherit")?.value);
}

/** The role that the service's functions share. */
export function sharedRole(service: Service, owner: ImplicitOwner, parts: readonly RoleParts[]): NativeResource {
  const iam = entryOf(entryOf(service.provider, "iam")?.value, "role");
  const place = entryOf(iam?.value, "statements") ?? entryOf(service.provider, "iamRoleStatements") ?? iam;
  const boundary = entryOf(iam?.value, "permissionsBoundary") ?? entryOf(service.provider, "rolePermissionsBoundary");
  return roleResource(owner, {
    address: sharedRoleAddress,
    at: place?.at ?? service.provider.at,
    parts: [serviceParts(service), ...parts],
    boundary,
  });
}

function serviceParts(service: Service): RoleParts {
  const iam = entryOf(entryOf(service.provider, "iam")?.value, "role")?.value;
  const statements = entryOf(iam, "statements") ?? entryOf(service.provider, "iamRoleStatements");
  const managed = entryOf(iam, "managedPolicies") ?? entryOf(service.provider, "iamManagedPolicies");
  return joinRoleParts([statementParts(statements, "statements of the provider"), managedParts(managed)]);
}

function statementParts(statements: MapEntry | undefined, origin: string): RoleParts {
  if (statements === undefined) return { managed: [], inline: [] };
  const items = statements.value.kind === "unknown" ? [unknown(statements.value.reason, statements.at)] : itemsOf(statements.value);
  return { managed: [], inline: [inlinePolicy(origin, items, statements.at)] };
}

function managedParts(managed: MapEntry | undefined): RoleParts {
  return { managed: itemsOf(managed?.value), inline: [] };
}

function roleResource(
  owner: ImplicitOwner,
  role: { address: string; at: Location; parts: readonly RoleParts[]; boundary: MapEntry | undefined },
): NativeResource {
  const properties = roleProperties(joinRoleParts(role.parts), trustPolicy("lambda.amazonaws.com", role.at), role.at);
  const boundary = role.boundary === undefined ? [] : [["PermissionsBoundary", { ...role.boundary, name: "PermissionsBoundary" }] as const];
  return implicitResource(owner, {
    address: role.address,
    type: "AWS::IAM::Role",
    nativeType: "role made by the framework",
    at: role.at,
    properties: { ...properties, entries: new Map([...properties.entries, ...boundary]) },
    nativeNames: (path) => (path === "Policies" ? "statements" : path === "ManagedPolicyArns" ? "managedPolicies" : undefined),
  });
}

/** The entry that names a role by its logical id. */
export function roleEntry(address: string, at: Location): MapEntry {
  return entry("Role", reference(address, at, "Arn"));
}
