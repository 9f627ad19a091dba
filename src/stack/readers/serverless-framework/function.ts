import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, joined, list, map, mapOf, scalar, unknown } from "../../value-builders.ts";
import { localPath } from "../cloudformation/local-files.ts";
import { bundlerTargetOf } from "./bundler-target.ts";
import { functionAddress } from "./names.ts";
import { packageContentsOf } from "./package-contents.ts";
import { type Service, serviceNamed } from "./service.ts";
import { type Translations, dialectNames, entriesOf, isTrue, joinedEntries, settingOf, translated } from "./settings.ts";
import { unknownSpread } from "./static-object.ts";
import { targetArn } from "./target-arn.ts";

const vpc: Translations = { subnetIds: "SubnetIds", securityGroupIds: "SecurityGroupIds", ipv6AllowedForDualStack: "Ipv6AllowedForDualStack" };

/** Settings that a function has of its own or takes from the provider. */
const shared: Translations = {
  runtime: "Runtime",
  timeout: "Timeout",
  memorySize: "MemorySize",
  layers: "Layers",
  architecture: { to: "Architectures", as: (value) => list([value], value.at) },
  kmsKeyArn: "KmsKeyArn",
  tags: "Tags",
  vpc: { to: "VpcConfig", as: (value) => (value.kind === "map" ? map(translated(value, vpc), value.at) : value) },
};

const own: Translations = {
  handler: {
    to: "Handler",
    as: (value) => (textOf(value)?.startsWith("wsgi_handler.") === true ? unknown("serverless-wsgi adds the handler", value.at) : value),
  },
  description: "Description",
  reservedConcurrency: "ReservedConcurrentExecutions",
  ephemeralStorageSize: "EphemeralStorage.Size",
  snapStart: { to: "SnapStart.ApplyOn", as: (value) => (isTrue(value) ? scalar("PublishedVersions", value.at) : scalar("None", value.at)) },
  fileSystemConfig: {
    to: "FileSystemConfigs",
    as: (value) => list([map(translated(value, { arn: "Arn", localMountPath: "LocalMountPath" }), value.at)], value.at),
  },
};

/** How the framework writes what differs from CloudFormation. */
const names = dialectNames({
  ...shared,
  ...own,
  tracing: "TracingConfig.Mode",
  environment: "Environment.Variables",
  onError: "DeadLetterConfig.TargetArn",
  provisionedConcurrency: "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
  name: "FunctionName",
  role: "Role",
  target: "BundlerTarget",
  patterns: "PackageContents",
});

/** A function in CloudFormation's shape, with the provider's settings and the framework's defaults. `role` is what it runs as. */
export function lambdaFunction(service: Service, member: MapEntry, role: MapEntry): NativeResource {
  return {
    platform: "aws",
    format: "serverless-framework",
    scope: service.path,
    address: functionAddress(member.name),
    name: member.name,
    type: "AWS::Lambda::Function",
    nativeType: "function",
    at: member.at,
    properties: joinedEntries([...functionEntries(service, member), role], member.value.at),
    nativeNames: names,
    attributes: new Map(),
    conditional: false,
    implicit: false,
  };
}

function functionEntries(service: Service, member: MapEntry): readonly MapEntry[] {
  const { provider } = service;
  const { name, value, key } = member;
  const both = map(
    [...Object.keys(shared), "tracing"].flatMap((setting) => settingOf(setting, value, provider) ?? []),
    key,
  );
  const at = key;
  const written = entryOf(value, "name");
  const onError = settingOf("onError", value, undefined);
  return [
    entry("Timeout", scalar(6, at)),
    entry("MemorySize", scalar(1024, at)),
    ...translated(both, shared),
    ...translated(value, own),
    written === undefined ? entry("FunctionName", serviceNamed(service, name, at)) : { ...written, name: "FunctionName" },
    entry("CodeUri", scalar(localPath(service.path, ".") ?? ".", at)),
    ...tracingOf(value, provider),
    ...environmentOf(value, provider),
    ...imageOf(value),
    ...bundlerTargetOf(service, member),
    ...packageContentsOf(service, member),
    ...(onError === undefined
      ? []
      : [{ ...onError, name: "DeadLetterConfig", value: mapOf({ TargetArn: targetArn(onError.value) }, onError.value.at) }]),
  ];
}

function tracingOf(value: Value, provider: Value): readonly MapEntry[] {
  const inherited = entryOf(entryOf(provider, "tracing")?.value, "lambda");
  const written = settingOf("tracing", value, undefined) ?? inherited;
  if (written === undefined) return [];
  const text = textOf(written.value);
  const mode = text === "true" ? scalar("Active", written.value.at) : text === "false" ? scalar("PassThrough", written.value.at) : written.value;
  return [{ ...written, name: "TracingConfig", value: map([{ ...written, name: "Mode", value: mode }], written.at) }];
}

/** The provider's variables with the function's over them; null takes a variable away. */
function environmentOf(value: Value, provider: Value): readonly MapEntry[] {
  const [own, inherited] = [entryOf(value, "environment"), entryOf(provider, "environment")];
  const place = own ?? inherited;
  if (place === undefined) return [];
  const hidden = [own?.value, inherited?.value].flatMap((part) =>
    part?.kind === "map" ? (part.entries.get(unknownSpread)?.value ?? []) : (part ?? []),
  )[0];
  const variables = map(
    [...entriesOf(inherited?.value), ...entriesOf(own?.value)].filter(
      (variable) => variable.value.kind !== "scalar" || variable.value.value !== null,
    ),
    place.value.at,
  );
  return [{ ...place, name: "Environment", value: map([{ ...place, name: "Variables", value: hidden ?? variables }], place.at) }];
}

function imageOf(value: Value): readonly MapEntry[] {
  const image = settingOf("image", value, undefined);
  if (image === undefined) return [];
  const uri = entryOf(image.value, "uri")?.value ?? image.value;
  return [
    { ...image, name: "Code", value: mapOf({ ImageUri: uri }, image.value.at) },
    { ...image, name: "PackageType", value: scalar("Image", image.value.at) },
  ];
}

/** The log group that the framework makes for a function, unless it is told not to. */
export function functionLogGroup(service: Service, member: MapEntry): readonly NativeResource[] {
  if (isTrue(entryOf(member.value, "disableLogs")?.value)) return [];
  const retention = settingOf("logRetentionInDays", member.value, service.provider);
  const at = retention?.at ?? member.key;
  const name = entryOf(member.value, "name")?.value ?? serviceNamed(service, member.name, at);
  const properties = [
    entry("LogGroupName", joined([scalar("/aws/lambda/", at), name], at)),
    ...(retention === undefined ? [] : [{ ...retention, name: "RetentionInDays" }]),
  ];
  return [
    {
      platform: "aws",
      format: "serverless-framework",
      scope: service.path,
      address: `${functionAddress(member.name).slice(0, -"LambdaFunction".length)}LogGroup`,
      name: `${member.name} logs`,
      type: "AWS::Logs::LogGroup",
      nativeType: "log group made by the framework",
      at,
      properties: map(properties, at),
      nativeNames: (path) => (path === "RetentionInDays" ? "logRetentionInDays" : undefined),
      attributes: new Map(),
      conditional: false,
      implicit: true,
    },
  ];
}

/** The events of a function: maps with one key, or maps of several, or plain words. */
export function eventsOf(member: MapEntry): readonly MapEntry[] {
  return itemsOf(entryOf(member.value, "events")?.value).flatMap((item) => {
    if (item.kind === "map") return [...item.entries.values()];
    const word = textOf(item);
    return word === undefined || word === "" ? [] : [entry(word, scalar(null, item.at))];
  });
}
