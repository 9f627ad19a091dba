import { type Options, optionsOf } from "../../deployments/options.ts";
import type { Invocation } from "../../deployments/script.ts";
import { type PlacedInvocation, commandsOf } from "../../deployments/tools/tool.ts";
import type { NativeResource } from "../../native.ts";
import type { LocalFiles } from "../cloudformation/local-files.ts";
import { type MapValue, type Value, textOf } from "../../value.ts";
import { mapOf, reference, scalar } from "../../value-builders.ts";
import { agreedProperties } from "./agreed-properties.ts";
import { flagOf, functionProperties } from "./function-properties.ts";
import { flagOfService, serviceProperties } from "./service-properties.ts";

const switches = new Set(
  [
    "--gen2 --allow-unauthenticated --retry --trigger-http --quiet -q --async --serve-all-traffic-latest-revision --cpu-boost --cpu-throttling --tty",
    "--use-http2 --session-affinity --execute-now --wait --flatten --log-http",
  ].flatMap((line) => line.split(" ")),
);
const tracks = ["", "alpha ", "beta "];
const functionCommands = tracks.map((track) => `gcloud ${track}functions deploy`);
const serviceCommands = tracks.map((track) => `gcloud ${track}run deploy`);

/** One command that deploys a function or service of Google Cloud. */
export interface GcloudCommand {
  readonly name: string;
  readonly nameValue: Value;
  readonly type: "google_cloudfunctions_function" | "google_cloudfunctions2_function" | "google_cloud_run_v2_service";
  readonly options: Options;
  readonly invocation: PlacedInvocation;
  /** Where the files stand that options name. */
  readonly files: LocalFiles;
}

/** The functions and services that gcloud commands deploy; several commands for one name are its environments. */
export function gcloudDeployments(invocations: readonly Invocation[], files: LocalFiles): readonly NativeResource[] {
  const commands = [
    ...commandsOf(invocations, ...functionCommands).flatMap((one) => functionCommand(one, files) ?? []),
    ...commandsOf(invocations, ...serviceCommands).flatMap((one) => serviceCommand(one, files) ?? []),
  ];
  const byName = Map.groupBy(commands, ({ name, type }) => `${type} ${name}`);
  return [...byName.values()].flatMap(nativesOf);
}

function functionCommand(invocation: PlacedInvocation, files: LocalFiles): GcloudCommand | undefined {
  const options = optionsOf(invocation.words.slice(wordsBefore(invocation, "deploy")), { switches });
  const [nameValue] = options.words;
  const name = textOf(nameValue);
  if (nameValue === undefined || name === undefined) return undefined;
  // New functions are of the second generation where nothing is said.
  const type = options.values.has("--no-gen2") ? "google_cloudfunctions_function" : "google_cloudfunctions2_function";
  return { name, nameValue, type, options, invocation, files };
}

function serviceCommand(invocation: PlacedInvocation, files: LocalFiles): GcloudCommand | undefined {
  const options = optionsOf(invocation.words.slice(wordsBefore(invocation, "deploy")), { switches });
  const [nameValue] = options.words;
  const name = textOf(nameValue);
  return nameValue === undefined || name === undefined
    ? undefined
    : { name, nameValue, type: "google_cloud_run_v2_service", options, invocation, files };
}

function wordsBefore({ words }: Invocation, last: string): number {
  return words.findIndex((word) => textOf(word.value) === last) + 1;
}

function nativesOf(commands: readonly GcloudCommand[]): readonly NativeResource[] {
  const [first] = commands;
  if (first === undefined) return [];
  const properties = agreedProperties(commands.map((command) => ({ label: command.invocation.label, properties: propertiesOf(command) })));
  const { at } = first.invocation;
  const address = `${first.type}.${first.name}`;
  const own: NativeResource = {
    ...common(first),
    address,
    name: first.name,
    type: first.type,
    nativeType: first.type === "google_cloud_run_v2_service" ? "gcloud run deploy" : "gcloud functions deploy",
    properties,
    nativeNames: first.type === "google_cloud_run_v2_service" ? flagOfService : flagOf,
    implicit: false,
  };
  const open = commands.find(({ options }) => options.values.has("--allow-unauthenticated"));
  if (open === undefined) return [own];
  const isFirstGeneration = first.type === "google_cloudfunctions_function";
  const target = reference(address, open.invocation.at);
  const grant: NativeResource = {
    ...common(open),
    address: `${address} allUsers`,
    name: `${first.name} --allow-unauthenticated`,
    type: isFirstGeneration ? "google_cloudfunctions_function_iam_member" : "google_cloud_run_v2_service_iam_member",
    nativeType: "--allow-unauthenticated",
    properties: mapOf(
      {
        [isFirstGeneration ? "cloud_function" : "name"]: target,
        role: scalar(isFirstGeneration ? "roles/cloudfunctions.invoker" : "roles/run.invoker", at),
        member: scalar("allUsers", open.invocation.at),
      },
      open.invocation.at,
    ),
    implicit: true,
  };
  return [own, grant];
}

function propertiesOf(command: GcloudCommand): MapValue {
  return command.type === "google_cloud_run_v2_service" ? serviceProperties(command) : functionProperties(command);
}

function common({ invocation }: GcloudCommand) {
  const { at } = invocation;
  return {
    platform: "google",
    format: "deploy-steps",
    scope: at.path,
    at,
    attributes: new Map<string, string>(),
    conditional: false,
  } as const;
}
