import type { NativeResource } from "../../native.ts";
import { type MapEntry, type MapValue, entryOf, textOf } from "../../value.ts";
import { entry, map, reference } from "../../value-builders.ts";
import { withDefinition } from "../asl/state-machine-definition.ts";
import type { LocalFiles } from "../cloudformation/local-files.ts";
import type { EventTarget } from "../sam/event.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import { inlinePolicy, trustPolicy } from "../sam/policy-documents.ts";
import { roleProperties } from "../sam/role-policies.ts";
import { expandEvent } from "./expand-events.ts";
import { stateMachineAddress } from "./names.ts";
import type { Service } from "./service.ts";
import { type Translations, dialectNames, entriesOf, translated } from "./settings.ts";
import { eventsOf } from "./function.ts";
import { itemsOf } from "../../value.ts";

const settings: Translations = {
  name: "StateMachineName",
  type: "StateMachineType",
  role: "RoleArn",
  loggingConfig: { to: "LoggingConfiguration", as: logging },
  tracingConfig: { to: "TracingConfiguration", as: capitalised },
};
const names = dialectNames({ ...settings, definition: "Definition" });

/** State machines of the serverless-step-functions plugin, with their role and what starts them. */
export function stateMachines(service: Service, files: LocalFiles): readonly NativeResource[] {
  const machines = entryOf(service.stepFunctions, "stateMachines")?.value;
  return itemsOf(machines)
    .flatMap(entriesOf)
    .flatMap((member) => stateMachine(service, member, files));
}

function stateMachine(service: Service, member: MapEntry, files: LocalFiles): readonly NativeResource[] {
  const id = stateMachineAddress(member.name, textOf(entryOf(member.value, "id")?.value) ?? textOf(entryOf(member.value, "name")?.value));
  const target: EventTarget = {
    scope: service.path,
    format: "serverless-framework",
    conditional: false,
    logicalId: id,
    kind: "state machine",
    ref: (at) => reference(id, at),
    arn: (at) => reference(id, at),
  };
  const definition = entryOf(member.value, "definition");
  const role = entryOf(member.value, "role");
  const roleAt = entryOf(member.value, "iamRoleStatements")?.at ?? member.key;
  const properties: MapValue = map(
    [
      ...(role === undefined ? [entry("RoleArn", reference(`${id}Role`, roleAt, "Arn"))] : []),
      ...translated(member.value, settings),
      ...(definition === undefined ? [] : [{ ...definition, name: "Definition" }]),
    ],
    member.value.at,
  );
  const resource: NativeResource = {
    platform: "aws",
    format: "serverless-framework",
    scope: service.path,
    address: id,
    name: member.name,
    type: "AWS::StepFunctions::StateMachine",
    nativeType: "state machine",
    at: member.at,
    properties: withDefinition(properties, service.path, files),
    nativeNames: names,
    attributes: new Map(),
    conditional: false,
    implicit: false,
  };
  const events = eventsOf(member).flatMap((event, index) => expandEvent(event, { service, target, key: member.name, index, files }).resources);
  return [resource, ...(role === undefined ? [roleOf(target, member)] : []), ...events];
}

/** The plugin writes the role's statements from the definition where the author gives none: which, is not read here. */
function roleOf(target: EventTarget, member: MapEntry): NativeResource {
  const statements = entryOf(member.value, "iamRoleStatements");
  const at = statements?.at ?? member.key;
  const inline =
    statements === undefined
      ? [{ kind: "unknown", reason: "statements that the plugin writes from the definition", at } as const]
      : [inlinePolicy(`statements of ${member.name}`, itemsOf(statements.value), at)];
  return implicitResource(target, {
    address: `${target.logicalId}Role`,
    type: "AWS::IAM::Role",
    nativeType: "role made by the plugin",
    at,
    properties: roleProperties({ managed: [], inline }, trustPolicy("states.amazonaws.com", at), at),
  });
}

function logging(value: MapEntry["value"]): MapEntry["value"] {
  return value.kind === "map"
    ? map(translated(value, { level: "Level", includeExecutionData: "IncludeExecutionData", destinations: "Destinations" }), value.at)
    : value;
}

function capitalised(value: MapEntry["value"]): MapEntry["value"] {
  return value.kind === "map" ? map(translated(value, { enabled: "Enabled" }), value.at) : value;
}
