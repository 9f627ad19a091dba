import type { NativeResource } from "../../native.ts";
import type { RawSetting } from "../../setting.ts";
import { list } from "../../value-builders.ts";
import { secondsOfMilliseconds } from "./conversions.ts";
import type { NativeIndex } from "./native-index.ts";
import { type FoundProperty, partsAt } from "./property-path.ts";
import { routeFacts } from "./route-facts.ts";

/** Settings that need more than the resource's own properties: the path of a method, the routes of a route table. */
export function computedSettings(native: NativeResource, index: NativeIndex): ReadonlyMap<string, RawSetting> {
  switch (native.type) {
    case "AWS::ApiGateway::Method":
    case "AWS::ApiGatewayV2::Route":
      return routeSettings(native, index);
    case "AWS::EC2::RouteTable":
      return routesOfTable(native, index);
    default:
      return new Map();
  }
}

function routeSettings(native: NativeResource, index: NativeIndex): ReadonlyMap<string, RawSetting> {
  const facts = routeFacts(native, index);
  const settings = new Map<string, RawSetting>();
  const put = (name: string, found: FoundProperty | undefined, nativeName: string) => {
    if (found !== undefined) settings.set(name, { ...found, nativeName: native.nativeNames?.(nativeName) ?? nativeName });
  };
  put("method", facts.method, native.type === "AWS::ApiGateway::Method" ? "HttpMethod" : "RouteKey");
  put("path", facts.path, native.type === "AWS::ApiGateway::Method" ? "ResourceId" : "RouteKey");
  put("integration", facts.target, native.type === "AWS::ApiGateway::Method" ? "Uri" : "IntegrationUri");
  const timeout = facts.timeoutMilliseconds;
  const seconds = timeout && secondsOfMilliseconds(timeout.value);
  if (timeout !== undefined && seconds !== undefined) put("timeoutSeconds", { value: seconds, at: timeout.at }, "TimeoutInMillis");
  return settings;
}

/** The routes written in the table and those declared apart, each with its native shape. */
function routesOfTable(table: NativeResource, index: NativeIndex): ReadonlyMap<string, RawSetting> {
  const apart = index.pointingAt(table, { type: "AWS::EC2::Route", properties: ["RouteTableId"] });
  const routes = [...partsAt(table.properties, "Routes"), ...apart.map((route) => route.properties)];
  return routes.length === 0 ? new Map() : new Map([["routes", { value: list(routes, table.at), at: table.at, nativeName: "Routes" }]]);
}
