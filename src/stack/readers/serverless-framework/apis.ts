import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { list, mapOf, scalar } from "../../value-builders.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import type { EventContext, ServiceEvent } from "./event.ts";
import { httpApiAddress, restApiAddress, webSocketApiAddress } from "./names.ts";
import type { Service } from "./service.ts";
import { isTrue } from "./settings.ts";

/** An API that the framework makes for one type of event. */
interface MadeApi {
  readonly event: string;
  readonly address: string;
  readonly type: string;
  /** Where the provider names an API of its own instead. */
  readonly external: (service: Service) => Value | undefined;
  readonly properties: (service: Service, at: Location) => MapValue;
}

const madeApis: readonly MadeApi[] = [
  {
    event: "http",
    address: restApiAddress,
    type: "AWS::ApiGateway::RestApi",
    external: (service) => providerSetting(service, "apiGateway", "restApiId"),
    properties: restApi,
  },
  {
    event: "httpApi",
    address: httpApiAddress,
    type: "AWS::ApiGatewayV2::Api",
    external: (service) => providerSetting(service, "httpApi", "id"),
    properties: httpApi,
  },
  {
    event: "websocket",
    address: webSocketApiAddress,
    type: "AWS::ApiGatewayV2::Api",
    external: (service) => providerSetting(service, "apiGateway", "websocketApiId"),
    properties: webSocketApi,
  },
];

/** The APIs that a service's events ask for, each once, with the provider's settings. */
export function apisOf(events: readonly ServiceEvent[], { service, target }: EventContext): readonly NativeResource[] {
  return madeApis.flatMap(({ event, address, type, external, properties }) => {
    const first = events.find((one) => one.type === event);
    if (first === undefined || external(service) !== undefined || service.scope.section("Resources").has(address)) return [];
    return [
      implicitResource(target, { address, type, nativeType: "API made by the framework", at: first.at, properties: properties(service, first.at) }),
    ];
  });
}

function restApi(service: Service, at: Location): MapValue {
  const endpointType = entryOf(service.provider, "endpointType")?.value ?? scalar("EDGE", at);
  return mapOf(
    {
      EndpointConfiguration: mapOf({ Types: list([endpointType], endpointType.at) }, endpointType.at),
      Policy: providerSetting(service, "apiGateway", "resourcePolicy"),
      TracingEnabled: providerSetting(service, "tracing", "apiGateway"),
      AccessLogSetting: accessLog(service, "restApi"),
    },
    at,
  );
}

function httpApi(service: Service, at: Location): MapValue {
  const cors = providerSetting(service, "httpApi", "cors");
  const anyOrigin = (place: Location) => mapOf({ AllowOrigins: list([scalar("*", place)], place) }, place);
  return mapOf(
    {
      ProtocolType: scalar("HTTP", at),
      CorsConfiguration: cors !== undefined && isTrue(cors) ? anyOrigin(cors.at) : cors,
      AccessLogSettings: accessLog(service, "httpApi"),
    },
    at,
  );
}

function webSocketApi(service: Service, at: Location): MapValue {
  return mapOf({ ProtocolType: scalar("WEBSOCKET", at), AccessLogSettings: accessLog(service, "websocket") }, at);
}

/** `provider.logs.<kind>` is true, or a map of settings. */
function accessLog(service: Service, kind: string): Value | undefined {
  const written = providerSetting(service, "logs", kind);
  if (written === undefined || textOf(written) === "false") return undefined;
  return mapOf({ DestinationArn: scalar("log group made by the framework", written.at), Format: entryOf(written, "format")?.value }, written.at);
}

function providerSetting(service: Service, group: string, name: string): Value | undefined {
  return entryOf(entryOf(service.provider, group)?.value, name)?.value;
}
