import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, entryOf, textOf } from "../../value.ts";
import { entry, map, mapOf, reference, scalar } from "../../value-builders.ts";
import type { Declaration } from "../cloudformation/declaration.ts";
import { madeQueue } from "./dead-letter-queue.ts";
import type { EventTarget } from "./event.ts";
import { implicitResource } from "./implicit-resource.ts";
import { allow, inlinePolicy } from "./policy-documents.ts";
import type { RoleParts } from "./role-policies.ts";

/** FunctionUrlConfig. */
export function functionUrl(declaration: Declaration, target: EventTarget): readonly NativeResource[] {
  const config = entryOf(declaration.properties, "FunctionUrlConfig");
  if (config?.value.kind !== "map") return [];
  const properties = map([...config.value.entries.values(), entry("TargetFunctionArn", target.arn(config.at), { at: config.at })], config.value.at);
  const nativeNames = (path: string) => `FunctionUrlConfig.${path}`;
  return [
    implicitResource(target, {
      address: `${declaration.logicalId}Url`,
      type: "AWS::Lambda::Url",
      nativeType: "FunctionUrlConfig",
      at: config.at,
      properties,
      nativeNames,
    }),
  ];
}

/** AutoPublishAlias: a version with each deployment, and the alias that points to it. */
export function versionAndAlias(declaration: Declaration, target: EventTarget): readonly NativeResource[] {
  const alias = entryOf(declaration.properties, "AutoPublishAlias");
  if (alias === undefined) return [];
  const at = alias.at;
  const version = `${declaration.logicalId}Version`;
  const provisioned = entryOf(declaration.properties, "ProvisionedConcurrencyConfig");
  const own = mapOf({ FunctionName: reference(declaration.logicalId, at), FunctionVersion: reference(version, at, "Version") }, at);
  const properties = map([{ ...alias, name: "Name" }, ...own.entries.values(), ...(provisioned === undefined ? [] : [provisioned])], at);
  return [
    implicitResource(target, {
      address: version,
      type: "AWS::Lambda::Version",
      nativeType: "AutoPublishAlias",
      at,
      properties: mapOf({ FunctionName: reference(declaration.logicalId, at) }, at),
    }),
    implicitResource(target, {
      address: `${declaration.logicalId}Alias`,
      type: "AWS::Lambda::Alias",
      nativeType: "AutoPublishAlias",
      at,
      properties,
      nativeNames: (path) => (path === "Name" ? "AutoPublishAlias" : undefined),
    }),
  ];
}

/** Where asynchronous results go: the actions that the role needs, and what SAM makes where no destination is named. */
const destinationTypes = new Map<string, { readonly actions: readonly string[]; readonly made?: "Queue" | "Topic" }>([
  ["SQS", { actions: ["sqs:SendMessage"], made: "Queue" }],
  ["SNS", { actions: ["sns:Publish"], made: "Topic" }],
  ["Lambda", { actions: ["lambda:InvokeFunction"] }],
  ["EventBridge", { actions: ["events:PutEvents"] }],
  ["S3Bucket", { actions: ["s3:PutObject", "s3:ListBucket"] }],
]);

/** EventInvokeConfig, with the queues and topics that SAM makes for destinations that only have a type. */
export function invokeConfig(
  declaration: Declaration,
  target: EventTarget,
): { readonly resources: readonly NativeResource[]; readonly role: RoleParts } {
  const config = entryOf(declaration.properties, "EventInvokeConfig");
  if (config?.value.kind !== "map") return { resources: [], role: { managed: [], inline: [] } };
  const address = `${declaration.logicalId}EventInvokeConfig`;
  const destinations = entryOf(config.value, "DestinationConfig");
  const ends = ["OnSuccess", "OnFailure"].flatMap((name) => {
    const end = entryOf(destinations?.value, name);
    return end === undefined ? [] : [destinationOf(end, `${address}${name}`, target)];
  });
  const own = [...config.value.entries.values()].filter((one) => one.name !== "DestinationConfig");
  const made =
    destinations === undefined
      ? []
      : [
          {
            ...destinations,
            value: map(
              ends.map((end) => end.entry),
              destinations.value.at,
            ),
          },
        ];
  const alias = entryOf(declaration.properties, "AutoPublishAlias")?.value;
  const qualifier = entry("Qualifier", alias ?? scalar("$LATEST", config.at), { at: config.at });
  const functionName = entry("FunctionName", reference(declaration.logicalId, config.at), { at: config.at });
  const resource = implicitResource(target, {
    address,
    type: "AWS::Lambda::EventInvokeConfig",
    nativeType: "EventInvokeConfig",
    at: config.at,
    properties: map([...own, ...made, functionName, qualifier], config.value.at),
    nativeNames: (path) => `EventInvokeConfig.${path}`,
  });
  return { resources: [resource, ...ends.flatMap((end) => end.resources)], role: { managed: [], inline: ends.flatMap((end) => end.policies) } };
}

function destinationOf(
  end: MapEntry,
  address: string,
  target: EventTarget,
): { entry: MapEntry; resources: readonly NativeResource[]; policies: readonly Value[] } {
  const kind = destinationTypes.get(textOf(entryOf(end.value, "Type")?.value) ?? "");
  const written = entryOf(end.value, "Destination")?.value;
  const madeAddress = `${address}${kind?.made ?? ""}`;
  const makes = written === undefined && kind?.made !== undefined;
  const destination =
    written ?? (kind?.made === "Queue" ? reference(madeAddress, end.at, "Arn") : kind?.made === "Topic" ? reference(madeAddress, end.at) : undefined);
  const policies =
    destination === undefined || kind === undefined
      ? []
      : [inlinePolicy(`added by SAM for ${end.name}`, [allow(kind.actions, [destination], end.at)], end.at)];
  return {
    entry: { ...end, value: mapOf({ Destination: destination }, end.value.at) },
    resources: makes ? [kind.made === "Queue" ? madeQueue(target, madeAddress, end.at) : madeTopic(target, madeAddress, end)] : [],
    policies,
  };
}

function madeTopic(target: EventTarget, address: string, end: MapEntry): NativeResource {
  return implicitResource(target, { address, type: "AWS::SNS::Topic", nativeType: "topic made by SAM", at: end.at, properties: map([], end.at) });
}
