import type { Location } from "../../../change/location.ts";
import type { NativeResource, Note } from "../../native.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { entry, map, reference, withEntries } from "../../value-builders.ts";
import { type Declaration, nativeOf } from "../cloudformation/declaration.ts";
import { bundlerTargetOf, codeOf } from "./code-location.ts";
import { deploymentGroup } from "./deployment-preference.ts";
import type { EventTarget } from "./event.ts";
import { expandEvents } from "./expand-events.ts";
import { functionUrl, invokeConfig, versionAndAlias } from "./function-parts.ts";
import { implicitResource } from "./implicit-resource.ts";
import { allow, inlinePolicy, managedPolicyArn, trustPolicy } from "./policy-documents.ts";
import { type RoleParts, joinRoleParts, rolePartsOf, roleProperties } from "./role-policies.ts";
import type { ApiDirectory } from "./route-events.ts";

const renamed: ReadonlyMap<string, string> = new Map([
  ["TracingConfig.Mode", "Tracing"],
  ["TracingConfig", "Tracing"],
  ["DeadLetterConfig.TargetArn", "DeadLetterQueue.TargetArn"],
  ["Code.ZipFile", "InlineCode"],
  ["BundlerTarget", "Target"],
  ["CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.CapacityProviderArn", "CapacityProviderConfig.Arn"],
]);

/** A function with everything that SAM makes of it: events, URL, version and alias, asynchronous settings, role. */
export function expandFunction(
  declaration: Declaration,
  context: { readonly apis: ApiDirectory; readonly notes: Note[] },
): readonly NativeResource[] {
  const { properties, logicalId } = declaration;
  const target = eventTarget(declaration);
  const events = expandEvents(entryOf(properties, "Events")?.value, target, context);
  const invoke = invokeConfig(declaration, target);
  const written = entryOf(properties, "Role");
  const resource: NativeResource = {
    ...nativeOf(declaration, "sam"),
    type: "AWS::Lambda::Function",
    properties: functionProperties(declaration, written ?? entry("Role", reference(`${logicalId}Role`, roleAt(declaration), "Arn"))),
    nativeNames: (path) => renamed.get(path),
  };
  const parts = joinRoleParts([
    ownParts(declaration),
    rolePartsOf(entryOf(properties, "Policies"), logicalId),
    ...events.flatMap((one) => one.role ?? []),
    invoke.role,
  ]);
  return [
    resource,
    ...(written === undefined ? [executionRole(declaration, target, parts)] : []),
    ...events.flatMap((one) => one.resources),
    ...invoke.resources,
    ...functionUrl(declaration, target),
    ...versionAndAlias(declaration, target),
    ...deploymentGroup(declaration, target),
  ];
}

function eventTarget(declaration: Declaration): EventTarget {
  const alias = entryOf(declaration.properties, "AutoPublishAlias");
  const address = alias === undefined ? declaration.logicalId : `${declaration.logicalId}Alias`;
  return {
    scope: declaration.scope,
    format: "sam",
    conditional: declaration.conditional,
    logicalId: declaration.logicalId,
    kind: "function",
    ref: (at) => reference(address, at),
    // Ref of an alias is its ARN; a function has an attribute for it.
    arn: (at) => (alias === undefined ? reference(address, at, "Arn") : reference(address, at)),
  };
}

/** The properties in CloudFormation's shape; what becomes a resource of its own is left out. */
function functionProperties(declaration: Declaration, role: MapEntry): MapValue {
  const { properties } = declaration;
  const changes = new Map<string, MapEntry | null>([
    ["Events", null],
    ["Policies", null],
    ["EventInvokeConfig", null],
    ["FunctionUrlConfig", null],
    ["DeploymentPreference", null],
    ["Role", role],
  ]);
  const tracing = entryOf(properties, "Tracing");
  if (tracing !== undefined) {
    changes.set("Tracing", null);
    changes.set("TracingConfig", { ...tracing, name: "TracingConfig", value: map([{ ...tracing, name: "Mode" }], tracing.at) });
  }
  const deadLetters = entryOf(properties, "DeadLetterQueue");
  if (deadLetters !== undefined) {
    changes.set("DeadLetterQueue", null);
    changes.set("DeadLetterConfig", { ...deadLetters, name: "DeadLetterConfig" });
  }
  const capacity = entryOf(properties, "CapacityProviderConfig");
  if (capacity?.value.kind === "map") changes.set("CapacityProviderConfig", capacityProvider(capacity, capacity.value));
  for (const [name, change] of codeOf(declaration)) changes.set(name, change);
  const target = bundlerTargetOf(declaration);
  if (target !== undefined) changes.set(target.name, target);
  return withEntries(properties, changes);
}

/** Lambda's own shape has room for other kinds of capacity. */
function capacityProvider(written: MapEntry, { entries, at }: MapValue): MapEntry {
  const settings = [...entries.values()].map((one) => (one.name === "Arn" ? { ...one, name: "CapacityProviderArn" } : one));
  return { ...written, value: map([entry("LambdaManagedInstancesCapacityProviderConfig", map(settings, at), { key: written.key, at })], at) };
}

/** Where the author writes what the role is made of. */
function roleAt({ properties, key }: Declaration): Location {
  return entryOf(properties, "Policies")?.at ?? key;
}

function executionRole(declaration: Declaration, target: EventTarget, parts: RoleParts): NativeResource {
  const at = roleAt(declaration);
  const trust = entryOf(declaration.properties, "AssumeRolePolicyDocument")?.value ?? trustPolicy("lambda.amazonaws.com", at);
  const boundary = entryOf(declaration.properties, "PermissionsBoundary");
  const properties = roleProperties(parts, trust, at);
  return implicitResource(target, {
    address: `${declaration.logicalId}Role`,
    type: "AWS::IAM::Role",
    nativeType: "role made by SAM",
    at,
    properties: boundary === undefined ? properties : withEntries(properties, new Map([["PermissionsBoundary", boundary]])),
    nativeNames: (path) => (path === "Policies" || path === "ManagedPolicyArns" ? "Policies" : undefined),
  });
}

/** What SAM adds for the function's own settings: logs, tracing, network, dead letters. */
function ownParts({ properties, logicalId, key }: Declaration): RoleParts {
  const managed: Value[] = [
    managedPolicyArn(
      `service-role/${properties.entries.has("DurableConfig") ? "AWSLambdaBasicDurableExecutionRolePolicy" : "AWSLambdaBasicExecutionRole"}`,
      key,
    ),
  ];
  const tracing = entryOf(properties, "Tracing");
  if (tracing !== undefined && !["Disabled", ""].includes(textOf(tracing.value) ?? "on"))
    managed.push(managedPolicyArn("AWSXrayWriteOnlyAccess", tracing.at));
  const network = entryOf(properties, "VpcConfig");
  if (network !== undefined) managed.push(managedPolicyArn("service-role/AWSLambdaVPCAccessExecutionRole", network.at));
  const deadLetters = entryOf(properties, "DeadLetterQueue");
  const queue = entryOf(deadLetters?.value, "TargetArn")?.value;
  if (deadLetters === undefined || queue === undefined) return { managed, inline: [] };
  const action = textOf(entryOf(deadLetters.value, "Type")?.value) === "SNS" ? "sns:Publish" : "sqs:SendMessage";
  return {
    managed,
    inline: [inlinePolicy(`added by SAM for DeadLetterQueue of ${logicalId}`, [allow([action], [queue], deadLetters.at)], deadLetters.at)],
  };
}
