import type { NativeResource } from "../../native.ts";
import { type MapEntry, entryOf } from "../../value.ts";
import { reference, withEntries } from "../../value-builders.ts";
import type { LocalFiles } from "../cloudformation/local-files.ts";
import { plainResources, readMember } from "../cloudformation/read-plain-template.ts";
import type { EventTarget } from "../sam/event.ts";
import { joinRoleParts, type RoleParts } from "../sam/role-policies.ts";
import { apisOf } from "./apis.ts";
import { httpAuthorizers } from "./authorizers.ts";
import type { ServiceEvent } from "./event.ts";
import { expandEvent, serviceEvent } from "./expand-events.ts";
import { aliasAddress, functionUrl, invokeConfig, versionAndAlias } from "./function-parts.ts";
import { eventsOf, functionLogGroup, lambdaFunction } from "./function.ts";
import { functionAddress, sharedRoleAddress } from "./names.ts";
import { pluginCallers } from "./plugin-callers.ts";
import { functionParts, ownRole, roleChoiceOf, roleEntry, sharedRole } from "./roles.ts";
import type { Service } from "./service.ts";
import { serviceResource } from "./service-resource.ts";
import { stateMachines } from "./state-machines.ts";

interface ReadFunction {
  readonly resources: readonly NativeResource[];
  readonly events: readonly ServiceEvent[];
  /** What the function adds to the shared role; undefined where it has another one. */
  readonly sharedParts: RoleParts | undefined;
}

/** CloudFormation takes 500 resources of a template, so that services of more than some hundred functions are split. */
const mostOfService = 5_000;

/** Every resource of a service: functions with what the framework makes of them, state machines, and `resources`. */
export function readService(service: Service, files: LocalFiles): readonly NativeResource[] {
  const functions = service.functions.filter((member) => isWrittenOut(member, files)).map((member) => readFunction(service, member, files));
  const owner = ownerOf(service);
  const shared = functions.flatMap((one) => one.sharedParts ?? []);
  const declared = [...service.scope.section("Resources").values()].flatMap((member) => {
    const declaration = readMember(member, service.scope, files);
    return declaration === undefined ? [] : plainResources(declaration, "serverless-framework", files);
  });
  const context = { service, target: owner };
  const events = functions.flatMap((one) => one.events);
  const made = [
    ...functions.flatMap((one) => one.resources),
    ...(shared.length === 0 ? [] : [sharedRole(service, owner, shared)]),
    ...apisOf(events, context),
    ...httpAuthorizers(context),
    ...stateMachines(service, files),
    ...pluginCallers(service, owner),
    serviceResource(service, files),
  ];
  const all = [...once(made, new Set(declared.map((resource) => resource.address))).map((resource) => extended(resource, service)), ...declared];
  const [after] = all.slice(mostOfService);
  if (after !== undefined)
    files.note(after.at.path, after.at.startLine, `the service declares more than ${mostOfService} resources: some were not read`);
  return all.slice(0, mostOfService);
}

function isWrittenOut(member: MapEntry, files: LocalFiles): boolean {
  if (member.value.kind === "map") return true;
  files.note(member.at.path, member.key.startLine, `the function ${member.name} is not written out here and was not reviewed`);
  return false;
}

function readFunction(service: Service, member: MapEntry, files: LocalFiles): ReadFunction {
  const target = targetOf(service, member);
  const counts = new Map<string, number>();
  const written = eventsOf(member).map((event) => {
    const index = counts.get(event.name) ?? 0;
    counts.set(event.name, index + 1);
    return { event, index };
  });
  const expansions = written.map(({ event, index }) => expandEvent(event, { service, target, key: member.name, index, files }));
  const choice = roleChoiceOf(service, member);
  const parts = joinRoleParts([functionParts(service, member), ...expansions.flatMap((one) => one.role ?? [])]);
  const role =
    choice.kind === "given"
      ? choice.role
      : roleEntry(choice.kind === "own" ? choice.address : sharedRoleAddress, choice.kind === "own" ? choice.at : member.key);
  return {
    resources: [
      lambdaFunction(service, member, role),
      ...functionLogGroup(service, member),
      ...expansions.flatMap((one) => one.resources),
      ...invokeConfig(service, member, target),
      ...functionUrl(member, target),
      ...versionAndAlias(member, target),
      ...(choice.kind === "own" ? [ownRole(service, member, { choice, owner: target, parts })] : []),
    ],
    events: written.map(({ event, index }) => serviceEvent(event, { key: member.name, index })),
    sharedParts: choice.kind === "shared" ? parts : undefined,
  };
}

function targetOf(service: Service, member: MapEntry): EventTarget {
  const alias = aliasAddress(member);
  const address = functionAddress(member.name);
  return {
    scope: service.path,
    format: "serverless-framework",
    conditional: false,
    logicalId: address,
    kind: "function",
    ref: (at) => reference(alias ?? address, at),
    arn: (at) => (alias === undefined ? reference(address, at, "Arn") : reference(alias, at)),
  };
}

function ownerOf(service: Service): EventTarget {
  const nowhere = (at: MapEntry["at"]) => reference("", at);
  return { scope: service.path, format: "serverless-framework", conditional: false, logicalId: "", kind: "function", ref: nowhere, arn: nowhere };
}

/** What two events ask for (a topic, a bucket, an authorizer) is made once, and not at all where `resources` declares it. */
function once(resources: readonly NativeResource[], declared: ReadonlySet<string>): readonly NativeResource[] {
  const seen = new Set(declared);
  return resources.filter((resource) => {
    if (seen.has(resource.address)) return false;
    seen.add(resource.address);
    return true;
  });
}

/** `resources.extensions` lays properties over what the framework makes. */
function extended(resource: NativeResource, service: Service): NativeResource {
  const extension = service.extensions.find((one) => one.name === resource.address);
  const properties = entryOf(extension?.value, "Properties")?.value;
  return properties?.kind === "map" ? { ...resource, properties: withEntries(resource.properties, properties.entries) } : resource;
}
