import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, map, mapOf, scalar, unknown } from "../../value-builders.ts";
import type { EventTarget } from "../sam/event.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import type { Service } from "./service.ts";
import { entriesOf } from "./settings.ts";
import { targetArn } from "./target-arn.ts";

/** What plugins have functions of the service called by: AppSync, and CodeDeploy as it moves traffic. */
export function pluginCallers(service: Service, owner: EventTarget): readonly NativeResource[] {
  return [...dataSources(service, owner), ...trafficHooks(service, owner)];
}

/** Data sources of serverless-appsync-plugin that are functions, by name or where a resolver uses them (https://github.com/sid88in/serverless-appsync-plugin). */
function dataSources(service: Service, owner: EventTarget): readonly NativeResource[] {
  if (service.plugins?.includes("serverless-appsync-plugin") !== true) return [];
  const apis = [...itemsOf(service.appSync), ...itemsOf(entryOf(service.custom, "appSync")?.value)];
  return apis.flatMap((api, position) => {
    const named = itemsOf(entryOf(api, "dataSources")?.value).flatMap(membersOf);
    const users = ["resolvers", "pipelineFunctions"].flatMap((section) => itemsOf(entryOf(api, section)?.value).flatMap(entriesOf));
    const inline = users.flatMap((user) => entryOf(user.value, "dataSource") ?? []).map((one, index) => ({ ...one, name: `dataSource${index + 1}` }));
    return [...named, ...inline].flatMap((member) => dataSource(service, owner, { member, position }));
  });
}

/** Version 2 writes data sources by name, version 1 as a list of maps with a name. */
function membersOf(written: Value): readonly MapEntry[] {
  const name = textOf(entryOf(written, "name")?.value);
  return name === undefined ? entriesOf(written) : [entry(name, written)];
}

function dataSource(
  service: Service,
  owner: EventTarget,
  { member, position }: { readonly member: MapEntry; readonly position: number },
): readonly NativeResource[] {
  const { name, value, at } = member;
  const config = entryOf(value, "config")?.value;
  const target = entryOf(config, "functionName") ?? entryOf(config, "functionArn") ?? entryOf(config, "lambdaFunctionArn");
  if (textOf(entryOf(value, "type")?.value) !== "AWS_LAMBDA" || target === undefined) return [];
  const arn = targetArn(target.value, keysOf(service));
  const properties = mapOf(
    {
      ApiId: unknown("the API that the plugin makes", at),
      Name: scalar(name, at),
      LambdaConfig: mapOf({ LambdaFunctionArn: arn }, target.at),
    },
    at,
  );
  const nativeType = "data source of the plugin";
  const address = `appSync${position === 0 ? "" : position + 1}/${name}`;
  return [implicitResource(owner, { address, name, type: "AWS::AppSync::DataSource", nativeType, at, properties })];
}

/** Hooks of serverless-plugin-canary-deployments, which names functions by their keys (https://github.com/davidgf/serverless-plugin-canary-deployments). */
function trafficHooks(service: Service, owner: EventTarget): readonly NativeResource[] {
  if (service.plugins?.includes("serverless-plugin-canary-deployments") !== true) return [];
  return service.functions.flatMap((member) =>
    ["preTrafficHook", "postTrafficHook"].flatMap((name) => {
      const hook = entryOf(entryOf(member.value, "deploymentSettings")?.value, name);
      if (hook === undefined) return [];
      const { at } = hook;
      const properties = map(
        [
          { ...hook, name: "Function", value: targetArn(hook.value, keysOf(service)) },
          entry("Source", unknown("CodeDeploy calls it when traffic moves to a new version", at)),
          entry("Service", scalar("codedeploy", at)),
        ],
        at,
      );
      return [
        implicitResource(owner, { address: `${member.name}/${name}`, name, type: "AWS::Serverless::Trigger", nativeType: name, at, properties }),
      ];
    }),
  );
}

function keysOf(service: Service): readonly string[] {
  return service.functions.map((member) => member.name);
}
