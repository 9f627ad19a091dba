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
      MethodSettings: executionLog(service),
      MinimumCompressionSize: providerSetting(service, "apiGateway", "minimumCompressionSize"),
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

/** The formats that the framework writes where the author gives none (https://www.serverless.com/framework/docs/providers/aws/events/apigateway#logs); that of an HTTP API is JSON. */
const defaultFormats: Readonly<Record<string, string>> = {
  restApi:
    "requestId: $context.requestId, ip: $context.identity.sourceIp, caller: $context.identity.caller, user: $context.identity.user, requestTime: $context.requestTime, httpMethod: $context.httpMethod, resourcePath: $context.resourcePath, status: $context.status, protocol: $context.protocol, responseLength: $context.responseLength",
  websocket:
    '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.eventType $context.routeKey $context.connectionId" $context.requestId',
};

/** The execution log of a REST API: with the data of requests and answers, unless `fullExecutionData` is false. */
function executionLog(service: Service): Value | undefined {
  const written = providerSetting(service, "logs", "restApi");
  const isOff = textOf(entryOf(written, "executionLogging")?.value) === "false";
  if (written === undefined || textOf(written) === "false" || isOff) return undefined;
  if (written.kind === "unknown") return written;
  const full = entryOf(written, "fullExecutionData");
  const all = { HttpMethod: scalar("*", written.at), ResourcePath: scalar("/*", written.at) };
  const level = entryOf(written, "level")?.value ?? scalar("INFO", written.at);
  return list([mapOf({ ...all, LoggingLevel: level, DataTraceEnabled: full?.value ?? scalar(true, written.at) }, written.at)], written.at);
}

/** `provider.logs.<kind>` is true, or a map of settings. */
function accessLog(service: Service, kind: string): Value | undefined {
  const written = providerSetting(service, "logs", kind);
  if (written === undefined || textOf(written) === "false" || textOf(entryOf(written, "accessLogging")?.value) === "false") return undefined;
  if (written.kind === "unknown") return written;
  const format = defaultFormats[kind];
  const standard =
    format === undefined ? undefined : scalar(format, { path: written.at.path, startLine: written.at.startLine, endLine: written.at.endLine });
  const destination = scalar("log group made by the framework", written.at);
  return mapOf({ DestinationArn: destination, Format: entryOf(written, "format")?.value ?? standard }, written.at);
}

function providerSetting(service: Service, group: string, name: string): Value | undefined {
  return entryOf(entryOf(service.provider, group)?.value, name)?.value;
}
