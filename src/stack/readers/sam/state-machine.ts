import type { NativeResource, Note } from "../../native.ts";
import { type MapEntry, type MapValue, entryOf, textOf } from "../../value.ts";
import { entry, reference, withEntries } from "../../value-builders.ts";
import { withDefinition } from "../asl/state-machine-definition.ts";
import { type Declaration, nativeOf } from "../cloudformation/declaration.ts";
import type { LocalFiles } from "../cloudformation/local-files.ts";
import type { EventTarget } from "./event.ts";
import { expandEvents } from "./expand-events.ts";
import { implicitResource } from "./implicit-resource.ts";
import { managedPolicyArn, trustPolicy } from "./policy-documents.ts";
import { joinRoleParts, rolePartsOf, roleProperties } from "./role-policies.ts";
import type { ApiDirectory } from "./route-events.ts";

/** SAM's names for CloudFormation's. */
const renames = new Map([
  ["Role", "RoleArn"],
  ["Type", "StateMachineType"],
  ["Name", "StateMachineName"],
  ["Logging", "LoggingConfiguration"],
  ["Tracing", "TracingConfiguration"],
]);
const written = new Map([...renames].map(([sam, common]) => [common, sam]));

/** A state machine with its definition, its role and what starts it. */
export function expandStateMachine(
  declaration: Declaration,
  context: { readonly apis: ApiDirectory; readonly notes: Note[]; readonly files: LocalFiles },
): readonly NativeResource[] {
  const { properties, logicalId, key } = declaration;
  const target = eventTarget(declaration);
  const events = expandEvents(entryOf(properties, "Events")?.value, target, context);
  const hasRole = properties.entries.has("Role");
  const at = entryOf(properties, "Policies")?.at ?? key;
  const resource: NativeResource = {
    ...nativeOf(declaration, "sam"),
    type: "AWS::StepFunctions::StateMachine",
    properties: withDefinition(
      stateMachineProperties(declaration, entry("RoleArn", reference(`${logicalId}Role`, at, "Arn"))),
      declaration.at.path,
      context.files,
    ),
    nativeNames: (path) => {
      const [first = "", ...rest] = path.split(".");
      const name = written.get(first);
      return name === undefined ? undefined : [name, ...rest].join(".");
    },
  };
  const tracing = entryOf(entryOf(properties, "Tracing")?.value, "Enabled");
  const traced = textOf(tracing?.value) === "true" ? [managedPolicyArn("AWSXrayWriteOnlyAccess", tracing?.at ?? key)] : [];
  const parts = joinRoleParts([rolePartsOf(entryOf(properties, "Policies"), logicalId), { managed: traced, inline: [] }]);
  const role = implicitResource(target, {
    address: `${logicalId}Role`,
    type: "AWS::IAM::Role",
    nativeType: "role made by SAM",
    at,
    properties: roleProperties(parts, trustPolicy("states.amazonaws.com", at), at),
  });
  return [resource, ...(hasRole ? [] : [role]), ...events.flatMap((one) => one.resources)];
}

function stateMachineProperties({ properties }: Declaration, role: MapEntry): MapValue {
  const changes = new Map<string, MapEntry | null>([
    ["Events", null],
    ["Policies", null],
    ["RoleArn", role],
  ]);
  for (const [sam, common] of renames) {
    const entry = entryOf(properties, sam);
    if (entry === undefined) continue;
    changes.set(sam, null);
    changes.set(common, { ...entry, name: common });
  }
  return withEntries(properties, changes);
}

function eventTarget(declaration: Declaration): EventTarget {
  return {
    scope: declaration.scope,
    format: "sam",
    conditional: declaration.conditional,
    logicalId: declaration.logicalId,
    kind: "state machine",
    ref: (at) => reference(declaration.logicalId, at),
    arn: (at) => reference(declaration.logicalId, at),
  };
}
