import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type Value, entryOf, textOf } from "../../value.ts";
import { list, mapOf, scalar } from "../../value-builders.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import type { EventContext, ServiceEvent } from "./event.ts";
import { httpApiAddress, restApiAddress, webSocketApiAddress } from "./names.ts";
import { isTrue } from "./settings.ts";

/** The APIs that a service's events ask for, each once, with the provider's settings. */
export function apisOf(events: readonly ServiceEvent[], context: EventContext): readonly NativeResource[] {
  const { service, target } = context;
  const made = (
    type: string,
    address: string,
    native: string,
    properties: (at: Location) => Record<string, Value | undefined>,
  ): readonly NativeResource[] => {
    const first = events.find((event) => event.type === native);
    if (first === undefined || service.scope.section("Resources").has(address)) return [];
    return [
      implicitResource(target, {
        address,
        type,
        nativeType: "API made by the framework",
        at: first.at,
        properties: mapOf(properties(first.at), first.at),
      }),
    ];
  };
  const { provider } = service;
  const logs = entryOf(provider, "logs")?.value;
  const httpApi = entryOf(provider, "httpApi")?.value;
  const apiGateway = entryOf(provider, "apiGateway")?.value;
  const external = { rest: entryOf(apiGateway, "restApiId"), http: entryOf(httpApi, "id") };
  const accessLog = (kind: string): Value | undefined => {
    const written = entryOf(logs, kind);
    return written === undefined || textOf(written.value) === "false"
      ? undefined
      : mapOf({ DestinationArn: scalar("log group made by the framework", written.at), Format: entryOf(written.value, "format")?.value }, written.at);
  };
  const rest = (at: Location) => ({
    EndpointConfiguration: mapOf({ Types: list([entryOf(provider, "endpointType")?.value ?? scalar("EDGE", at)], at) }, at),
    Policy: entryOf(apiGateway, "resourcePolicy")?.value,
    TracingEnabled: entryOf(entryOf(provider, "tracing")?.value, "apiGateway")?.value,
    AccessLogSetting: accessLog("restApi"),
  });
  const cors = (at: Location): Value | undefined => {
    const written = entryOf(httpApi, "cors")?.value;
    return isTrue(written) ? mapOf({ AllowOrigins: list([scalar("*", written?.at ?? at)], written?.at ?? at) }, written?.at ?? at) : written;
  };
  return [
    ...(external.rest === undefined ? made("AWS::ApiGateway::RestApi", restApiAddress, "http", rest) : []),
    ...(external.http === undefined
      ? made("AWS::ApiGatewayV2::Api", httpApiAddress, "httpApi", (at) => ({
          ProtocolType: scalar("HTTP", at),
          CorsConfiguration: cors(at),
          AccessLogSettings: accessLog("httpApi"),
        }))
      : []),
    ...made("AWS::ApiGatewayV2::Api", webSocketApiAddress, "websocket", (at) => ({
      ProtocolType: scalar("WEBSOCKET", at),
      AccessLogSettings: accessLog("websocket"),
    })),
  ];
}
