import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, entryOf, textOf } from "../../value.ts";
import { entry, map, mapOf, reference, scalar } from "../../value-builders.ts";
import type { EventTarget } from "../sam/event.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import { functionAddress, normalizedName } from "./names.ts";
import type { Service } from "./service.ts";
import { type Translations, dialectNames, isTrue, settingOf, translated } from "./settings.ts";
import { targetArn } from "./target-arn.ts";

const invokeSettings: Translations = { maximumEventAge: "MaximumEventAgeInSeconds", maximumRetryAttempts: "MaximumRetryAttempts" };
const invokeNames = dialectNames({ ...invokeSettings, destinations: "DestinationConfig" });

/** `destinations`, `maximumEventAge` and `maximumRetryAttempts` of a function: how its asynchronous invocations end. */
export function invokeConfig(service: Service, member: MapEntry, target: EventTarget): readonly NativeResource[] {
  const destinations = settingOf("destinations", member.value, undefined);
  const settings = translated(member.value, invokeSettings);
  const first = destinations ?? settings[0];
  if (first === undefined) return [];
  const functions = service.functions.map((one) => one.name);
  const ends = ["onSuccess", "onFailure"].flatMap((name) => {
    const end = entryOf(destinations?.value, name);
    if (end === undefined) return [];
    const value = mapOf({ Destination: targetArn(end.value, functions) }, end.at);
    return [{ ...end, name: name === "onSuccess" ? "OnSuccess" : "OnFailure", value }];
  });
  const made = destinations === undefined ? [] : [{ ...destinations, name: "DestinationConfig", value: map(ends, destinations.value.at) }];
  return [
    implicitResource(target, {
      address: `${normalizedName(member.name)}LambdaEvConf`,
      type: "AWS::Lambda::EventInvokeConfig",
      nativeType: "destinations",
      at: first.at,
      properties: map(
        [
          ...settings,
          ...made,
          entry("FunctionName", reference(functionAddress(member.name), first.at)),
          entry("Qualifier", scalar("$LATEST", first.at)),
        ],
        first.at,
      ),
      nativeNames: invokeNames,
    }),
  ];
}

/** `url`: true, or a map with authorizer, cors and invokeMode. */
export function functionUrl(member: MapEntry, target: EventTarget): readonly NativeResource[] {
  const url = settingOf("url", member.value, undefined);
  if (url === undefined || textOf(url.value) === "false") return [];
  const authorizer = entryOf(url.value, "authorizer");
  const isSigned = textOf(authorizer?.value)?.toLowerCase() === "aws_iam";
  const cors = entryOf(url.value, "cors");
  const properties = map(
    [
      entry("AuthType", scalar(isSigned ? "AWS_IAM" : "NONE", authorizer?.at ?? url.at)),
      ...(cors === undefined ? [] : [{ ...cors, name: "Cors", value: corsOf(cors.value) }]),
      ...translated(url.value, { invokeMode: "InvokeMode" }),
      entry("TargetFunctionArn", target.arn(url.at), { at: url.at }),
    ],
    url.at,
  );
  const nativeNames = (path: string) => (path === "AuthType" ? "url.authorizer" : path === "Cors" ? "url.cors" : undefined);
  return [
    implicitResource(target, {
      address: `${normalizedName(member.name)}LambdaFunctionUrl`,
      type: "AWS::Lambda::Url",
      nativeType: "url",
      at: url.at,
      properties,
      nativeNames,
    }),
  ];
}

function corsOf(cors: Value): Value {
  if (isTrue(cors)) return mapOf({ AllowOrigins: { kind: "list", items: [scalar("*", cors.at)], at: cors.at } }, cors.at);
  const names: Translations = {
    allowedOrigins: "AllowOrigins",
    allowedHeaders: "AllowHeaders",
    allowedMethods: "AllowMethods",
    allowCredentials: "AllowCredentials",
    exposedResponseHeaders: "ExposeHeaders",
    maxAge: "MaxAge",
  };
  return cors.kind === "map" ? map(translated(cors, names), cors.at) : cors;
}

/** The logical id of the alias that events call, where the function has one. */
export function aliasAddress(member: MapEntry): string | undefined {
  if (settingOf("provisionedConcurrency", member.value, undefined) !== undefined) return `${normalizedName(member.name)}ProvConcLambdaAlias`;
  return isTrue(entryOf(member.value, "snapStart")?.value) ? `${normalizedName(member.name)}SnapStartLambdaAlias` : undefined;
}

/** The version and alias that the framework makes for `provisionedConcurrency` and `snapStart`. */
export function versionAndAlias(member: MapEntry, target: EventTarget): readonly NativeResource[] {
  const address = aliasAddress(member);
  if (address === undefined) return [];
  const provisioned = settingOf("provisionedConcurrency", member.value, undefined);
  const at = provisioned?.at ?? entryOf(member.value, "snapStart")?.at ?? member.key;
  const version = `${normalizedName(member.name)}LambdaVersion`;
  const functionName = reference(functionAddress(member.name), at);
  const concurrency =
    provisioned === undefined
      ? []
      : [
          {
            ...provisioned,
            name: "ProvisionedConcurrencyConfig",
            value: map([{ ...provisioned, name: "ProvisionedConcurrentExecutions" }], provisioned.at),
          },
        ];
  const own = mapOf(
    {
      Name: scalar(provisioned === undefined ? "snapstart" : "provisioned", at),
      FunctionName: functionName,
      FunctionVersion: reference(version, at, "Version"),
    },
    at,
  );
  return [
    implicitResource(target, {
      address: version,
      type: "AWS::Lambda::Version",
      nativeType: "version made by the framework",
      at,
      properties: mapOf({ FunctionName: functionName }, at),
    }),
    implicitResource(target, {
      address,
      type: "AWS::Lambda::Alias",
      nativeType: "alias made by the framework",
      at,
      properties: map([...own.entries.values(), ...concurrency], at),
      nativeNames: (path) => (path.startsWith("ProvisionedConcurrencyConfig") ? "provisionedConcurrency" : undefined),
    }),
  ];
}
