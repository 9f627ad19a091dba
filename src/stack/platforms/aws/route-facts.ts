import type { NativeResource } from "../../native.ts";
import { type Value, textOf } from "../../value.ts";
import { scalar, unknown } from "../../value-builders.ts";
import { waitsForNoAnswer, noWait } from "../../integration-wait.ts";
import type { NativeIndex } from "./native-index.ts";
import { piecesOf, withoutPrefix } from "./pieces.ts";
import { type FoundProperty, firstProperty, propertyAt, valueAtPath } from "./property-path.ts";
import { resolveNative } from "./resolve-target.ts";

/** What a route of any kind of API says, wherever its parts are declared. */
export interface RouteFacts {
  /** rest, http, websocket, alb, graphql; undefined where the API is not of the stack. */
  readonly apiType: string | undefined;
  readonly api: Value | undefined;
  readonly method: FoundProperty | undefined;
  readonly path: FoundProperty | undefined;
  /** What the route calls: a function's ARN or integration URI. */
  readonly target: FoundProperty | undefined;
  readonly timeoutMilliseconds: FoundProperty | undefined;
  readonly payloadVersion: FoundProperty | undefined;
  /** The declaration of the integration, where it is one of its own. */
  readonly integration: NativeResource | undefined;
}

/** Path parts deeper than any API has. */
const deepestPath = 40;

/** The facts of a method of a REST API or a route of an HTTP or WebSocket API. */
export function routeFacts(native: NativeResource, index: NativeIndex): RouteFacts {
  return native.type === "AWS::ApiGateway::Method" ? methodFacts(native, index) : httpRouteFacts(native, index);
}

function methodFacts(native: NativeResource, index: NativeIndex): RouteFacts {
  const integration = integrationOfMethod(native, index);
  const held = integration?.properties ?? native.properties;
  const waits = !waitsForNoAnswer(valueAtPath(held, "Integration"));
  return {
    apiType: "rest",
    api: valueAtPath(native.properties, "RestApiId"),
    method: propertyAt(native.properties, "HttpMethod"),
    path: restPath(native, index),
    target: propertyAt(held, "Integration.Uri"),
    timeoutMilliseconds: waits ? propertyAt(held, "Integration.TimeoutInMillis") : { value: noWait(native.at), at: native.at },
    payloadVersion: undefined,
    integration,
  };
}

/** Terraform declares the integration apart, for the same resource and method. */
function integrationOfMethod(method: NativeResource, index: NativeIndex): NativeResource | undefined {
  if (propertyAt(method.properties, "Integration") !== undefined) return undefined;
  const value = valueAtPath(method.properties, "ResourceId");
  const resource = value && resolveNative(value, { index, scope: method.scope })?.native;
  const verbOf = (native: NativeResource) => textOf(valueAtPath(native.properties, "HttpMethod"))?.toUpperCase();
  const candidates =
    resource === undefined ? [] : index.pointingAt(resource, { type: "AWS::ApiGateway::MethodIntegration", properties: ["ResourceId"] });
  return candidates.find((one) => verbOf(one) === verbOf(method));
}

function restPath(method: NativeResource, index: NativeIndex): FoundProperty | undefined {
  const written = propertyAt(method.properties, "ResourceId");
  if (written === undefined) return undefined;
  const parts: string[] = [];
  let current: Value | undefined = written.value;
  for (let depth = 0; depth < deepestPath && current !== undefined; depth += 1) {
    const native: NativeResource | undefined = resolveNative(current, { index, scope: method.scope })?.native;
    if (native?.type === "AWS::ApiGateway::RestApi") return { value: scalar(`/${parts.join("/")}`, written.at), at: written.at };
    const part = native && textOf(valueAtPath(native.properties, "PathPart"));
    if (native === undefined || part === undefined) break;
    parts.unshift(part);
    current = valueAtPath(native.properties, "ParentId");
  }
  return { value: unknown("the path of the resource is not known", written.at), at: written.at };
}

function httpRouteFacts(native: NativeResource, index: NativeIndex): RouteFacts {
  const api = valueAtPath(native.properties, "ApiId");
  const declared = api && resolveNative(api, { index, scope: native.scope })?.native;
  const key = propertyAt(native.properties, "RouteKey");
  const integration = integrationOfRoute(native, index);
  const held = integration?.properties;
  return {
    apiType: declared && protocolOf(declared),
    api,
    ...partsOfKey(key),
    target: held && propertyAt(held, "IntegrationUri"),
    timeoutMilliseconds: held && firstProperty(held, ["TimeoutInMillis"]),
    payloadVersion: held && propertyAt(held, "PayloadFormatVersion"),
    integration,
  };
}

function protocolOf(api: NativeResource): string | undefined {
  if (api.type === "AWS::Serverless::HttpApi") return "http";
  return api.type === "AWS::Serverless::WebSocketApi" ? "websocket" : textOf(valueAtPath(api.properties, "ProtocolType"))?.toLowerCase();
}

function integrationOfRoute(native: NativeResource, index: NativeIndex): NativeResource | undefined {
  const target = valueAtPath(native.properties, "Target");
  if (target === undefined) return undefined;
  const [first] = withoutPrefix(piecesOf(target) ?? [], "integrations/") ?? [];
  const value = first !== undefined && "hole" in first ? first.hole : target;
  const found = resolveNative(value, { index, scope: native.scope })?.native;
  return found?.type === "AWS::ApiGatewayV2::Integration" ? found : undefined;
}

/** "GET /orders", "$default", "ANY /{proxy+}"; a WebSocket route's key is its path. */
function partsOfKey(key: FoundProperty | undefined): Pick<RouteFacts, "method" | "path"> {
  const text = textOf(key?.value);
  if (key === undefined || text === undefined) return { method: undefined, path: key };
  const [one = "", other] = text.split(" ");
  if (other === undefined) return { method: undefined, path: { value: scalar(one, key.at), at: key.at } };
  return { method: { value: scalar(one, key.at), at: key.at }, path: { value: scalar(other, key.at), at: key.at } };
}
