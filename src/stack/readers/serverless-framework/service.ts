import type { Location } from "../../../change/location.ts";
import { type MapEntry, type MapValue, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { joined, map, scalar, unknown } from "../../value-builders.ts";
import type { Deployment } from "../../deployments/deployment.ts";
import type { LocalFiles } from "../cloudformation/local-files.ts";
import { TemplateScope } from "../cloudformation/template-scope.ts";
import { functionAddress, httpApiAddress, restApiAddress, sharedRoleAddress, stateMachineAddress, webSocketApiAddress } from "./names.ts";
import { entriesOf } from "./settings.ts";
import { Variables } from "./variables.ts";

/** One service with its variables and intrinsic functions resolved. */
export interface Service {
  readonly path: string;
  readonly stage: Value;
  readonly name: Value;
  readonly provider: MapValue;
  readonly functions: readonly MapEntry[];
  readonly custom: Value | undefined;
  readonly stepFunctions: Value | undefined;
  /** APIs of the plugin for AppSync: one, or a list of them. */
  readonly appSync: Value | undefined;
  /** Where constructs of Lift are declared, which give every function the rights on what they make. */
  readonly constructs: Location | undefined;
  /** `package` and `build`: how the functions' code becomes packages. */
  readonly packaging: Value | undefined;
  readonly build: Value | undefined;
  /** Names of plugins; undefined where they cannot be told. */
  readonly plugins: readonly string[] | undefined;
  /** `resources`: a template of its own, in which the framework's logical ids can be named too. */
  readonly scope: TemplateScope;
  readonly extensions: readonly MapEntry[];
  readonly frameworkVersion: MapEntry | undefined;
  /** Where the service is named. */
  readonly heading: Location;
  /** `outputs`: what the service stores for others without a stack. */
  readonly outputs: readonly MapEntry[];
  readonly at: Location;
}

const frameworkAddresses = new Set([sharedRoleAddress, restApiAddress, httpApiAddress, webSocketApiAddress]);

/** Names that the framework declares for APIs, buckets, topics, pools and whatever belongs to a function. */
const frameworkPrefixes = [
  "ApiGateway",
  "HttpApi",
  "Websockets",
  "S3Bucket",
  "SNSTopic",
  "CognitoUserPool",
  "ServerlessDeploymentBucket",
  "CloudFrontDistribution",
];

/** What a service is read with. */
interface ServiceContext {
  readonly files: LocalFiles;
  readonly deployments: readonly Deployment[];
}

/** Reads a service; undefined where the configuration is not one of AWS. */
export function serviceOf(path: string, root: Value, { files, deployments }: ServiceContext): Service | undefined {
  const variables = new Variables({ path, root, files, deployments });
  const provider = sectionOf(root, "provider", variables);
  const functions = membersOf(entryOf(root, "functions")?.value, variables);
  const platform = provider?.kind === "scalar" ? textOf(provider) : textOf(entryOf(provider, "name")?.value);
  if (root.kind !== "map" || provider === undefined || platform !== "aws") return undefined;
  const { template, extensions } = templateOf(entryOf(root, "resources")?.value, variables, root.at);
  const machines = machineAddresses(entryOf(root, "stepFunctions")?.value, variables);
  const named = implicitAddress(functions.map((member) => member.name));
  const scope = new TemplateScope(path, template, { implicitAddress: (name) => (machines.has(name) ? name : named(name)) });
  const resolved = (value: Value | undefined) => (value === undefined ? undefined : scope.resolve(variables.resolve(value)));
  const whole = (value: Value) => scope.resolve(value) ?? map([], value.at);
  const service = entryOf(root, "service")?.value;
  const name = resolved(service);
  const providerValue = whole(provider);
  const versionEntry = entryOf(root, "frameworkVersion");
  return {
    path,
    stage: variables.stage(root.at),
    name: (name?.kind === "map" ? entryOf(name, "name")?.value : name) ?? unknown("the service has no name", root.at),
    provider: providerValue.kind === "map" ? providerValue : map([], root.at),
    functions: functions.map((member) => ({ ...member, value: whole(member.value) })),
    custom: resolved(entryOf(root, "custom")?.value),
    stepFunctions: resolved(entryOf(root, "stepFunctions")?.value),
    appSync: resolved(entryOf(root, "appSync")?.value),
    constructs: entryOf(root, "constructs")?.at,
    packaging: resolved(entryOf(root, "package")?.value),
    build: resolved(entryOf(root, "build")?.value),
    plugins: pluginsOf(resolved(entryOf(root, "plugins")?.value)),
    frameworkVersion: versionEntry === undefined ? undefined : { ...versionEntry, value: whole(variables.resolve(versionEntry.value)) },
    heading: entryOf(root, "service")?.at ?? entryOf(root, "provider")?.at ?? root.at,
    scope,
    extensions: extensions.map((extension) => ({ ...extension, value: whole(extension.value) })),
    outputs: entriesOf(resolved(entryOf(root, "outputs")?.value)),
    at: root.at,
  };
}

/** A list of names, or a map with the list as `modules`. */
function pluginsOf(written: Value | undefined): readonly string[] | undefined {
  const names = itemsOf(written?.kind === "map" ? entryOf(written, "modules")?.value : written).map((item) => textOf(item));
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** `<service>-<stage>-<key>`, as the framework names things. */
export function serviceNamed(service: Service, key: string, at: Location): Value {
  return joined([service.name, scalar("-", at), service.stage, scalar(`-${key}`, at)], at);
}

function sectionOf(root: Value, name: string, variables: Variables): Value | undefined {
  const value = entryOf(root, name)?.value;
  return value === undefined ? undefined : variables.resolve(value);
}

/** Members of a map, or of a list of maps, as `functions` and `resources` may be written. */
function membersOf(value: Value | undefined, variables: Variables): readonly MapEntry[] {
  if (value === undefined) return [];
  const resolved = variables.resolve(value);
  const members = itemsOf(resolved).flatMap(entriesOf);
  // A file that was taken in whole may hold the section's own name again.
  return members.flatMap((member) => (member.name === "functions" && !entryOf(member.value, "handler") ? entriesOf(member.value) : [member]));
}

/** The parts of `resources` joined to one template, and `extensions` of what the framework makes. */
function templateOf(
  resources: Value | undefined,
  variables: Variables,
  at: Location,
): { readonly template: MapValue; readonly extensions: readonly MapEntry[] } {
  const parts = resources === undefined ? [] : itemsOf(variables.resolve(resources));
  const sections = new Map<string, MapEntry>();
  for (const section of parts.flatMap(entriesOf)) {
    const before = sections.get(section.name);
    const value =
      before === undefined ? section.value : map([...entriesOf(before.value), ...itemsOf(section.value).flatMap(entriesOf)], section.value.at);
    sections.set(section.name, { ...section, value: value.kind === "list" ? map(value.items.flatMap(entriesOf), value.at) : value });
  }
  const extensions = parts.flatMap((part) => entriesOf(entryOf(part, "extensions")?.value));
  sections.delete("extensions");
  return { template: { kind: "map", entries: sections, at: resources?.at ?? at }, extensions };
}

function machineAddresses(stepFunctions: Value | undefined, variables: Variables): ReadonlySet<string> {
  const machines = stepFunctions === undefined ? undefined : entryOf(variables.resolve(stepFunctions), "stateMachines")?.value;
  const custom = (value: Value) => textOf(entryOf(value, "id")?.value) ?? textOf(entryOf(value, "name")?.value);
  return new Set(
    itemsOf(machines)
      .flatMap(entriesOf)
      .map((member) => stateMachineAddress(member.name, custom(member.value))),
  );
}

function implicitAddress(keys: readonly string[]): (name: string) => string | undefined {
  const byAddress = new Set(keys.map(functionAddress));
  const owners = keys.map((key) => functionAddress(key).slice(0, -"LambdaFunction".length));
  return (name) => {
    if (byAddress.has(name) || frameworkAddresses.has(name)) return name;
    // Plugins take the key of a function for its logical id.
    if (keys.includes(name)) return functionAddress(name);
    if (name.includes(".")) return undefined;
    const isFrameworks =
      frameworkPrefixes.some((prefix) => name.startsWith(prefix)) || name.endsWith("StepFunctionsStateMachine") || name.endsWith("LambdaLayer");
    return isFrameworks || owners.some((owner) => owner !== "" && name.startsWith(owner)) ? name : undefined;
  };
}
