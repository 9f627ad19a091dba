import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, map, mapOf, reference, scalar } from "../../value-builders.ts";
import { secondsOfMilliseconds } from "../sam/durations.ts";
import type { EventExpansion } from "../sam/event.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import { httpAuthorization, restAuthorization, webSocketAuthorization } from "./authorizers.ts";
import { type EventContext, type ServiceEvent } from "./event.ts";
import { httpApiAddress, restApiAddress, webSocketApiAddress } from "./names.ts";

interface Route {
  readonly kind: "rest" | "http" | "websocket" | "alb";
  readonly method: MapEntry;
  readonly path: MapEntry;
  readonly auth: Value;
  readonly api: Value | undefined;
  readonly made?: readonly NativeResource[];
}

export function isRouteEvent(type: string): boolean {
  return ["http", "httpApi", "websocket", "alb"].includes(type);
}

/** http, httpApi, websocket and alb: our pseudo type AWS::Serverless::Route. */
export function expandRouteEvent(event: ServiceEvent, context: EventContext): EventExpansion {
  const route = routeOf(event, context);
  const { at } = event;
  const payload =
    route.kind === "http" ? (entryOf(entryOf(context.service.provider, "httpApi")?.value, "payload")?.value ?? scalar("2.0", at)) : undefined;
  const made = mapOf({ ApiKind: scalar(route.kind, at), Api: route.api, Auth: route.auth, PayloadFormatVersion: payload }, at);
  const timeout = entryOf(event.settings, "timeoutInMillis");
  const integration = entryOf(event.settings, "integration");
  const resource = implicitResource(context.target, {
    address: event.address,
    name: event.name,
    type: "AWS::Serverless::Route",
    nativeType: `${event.type} event`,
    at,
    properties: map(
      [
        ...made.entries.values(),
        { ...route.method, name: "Method" },
        { ...route.path, name: "Path" },
        entry("Function", context.target.arn(at), { at }),
        ...(integration === undefined ? [] : [{ ...integration, name: "Integration" }]),
        ...(timeout === undefined ? [] : [{ ...timeout, name: "TimeoutSeconds", value: secondsOfMilliseconds(timeout.value) ?? timeout.value }]),
      ],
      at,
    ),
    nativeNames: (name) =>
      new Map([
        ["Auth.Type", "authorizer"],
        ["Auth", "authorizer"],
        ["Auth.Authorizer", "authorizer"],
        ["Auth.ApiKeyRequired", "private"],
        ["Path", "path"],
        ["Method", "method"],
        ["TimeoutSeconds", "timeoutInMillis"],
      ]).get(name),
  });
  return { resources: [resource, ...(route.made ?? [])] };
}

function routeOf(event: ServiceEvent, context: EventContext): Route {
  switch (event.type) {
    case "websocket":
      return webSocketRoute(event, context);
    case "alb":
      return albRoute(event);
    default:
      return apiRoute(event, context);
  }
}

function apiRoute(event: ServiceEvent, context: EventContext): Route {
  const isHttp = event.type === "httpApi";
  const { service } = context;
  const [method, path] = methodAndPath(event);
  const external = isHttp
    ? entryOf(entryOf(service.provider, "httpApi")?.value, "id")
    : entryOf(entryOf(service.provider, "apiGateway")?.value, "restApiId");
  const { auth, made } = isHttp ? httpAuthorization(event, context) : restAuthorization(event, context);
  const slash = textOf(path.value);
  const normalized = slash === undefined || slash.startsWith("/") || slash === "*" ? path : { ...path, value: scalar(`/${slash}`, path.value.at) };
  const api = external?.value ?? reference(isHttp ? httpApiAddress : restApiAddress, event.at);
  return {
    kind: isHttp ? "http" : "rest",
    method,
    path: isAny(normalized) ? { ...normalized, value: scalar("$default", path.value.at) } : normalized,
    auth,
    api,
    made,
  };
}

function isAny(path: MapEntry): boolean {
  return textOf(path.value) === "*" || textOf(path.value) === "/*";
}

/** `GET /orders`, `*`, or a map with method and path. */
function methodAndPath(event: ServiceEvent): readonly [MapEntry, MapEntry] {
  const { settings, at } = event;
  const text = textOf(settings);
  if (text !== undefined) {
    const [first = "", ...rest] = text.trim().split(/\s+/);
    const isBare = rest.length === 0;
    return [
      entry("method", scalar(isBare ? "ANY" : upper(first), settings.at), { at }),
      entry("path", scalar(isBare ? first : rest.join(" "), settings.at), { at }),
    ];
  }
  const method = entryOf(settings, "method");
  const name = textOf(method?.value);
  return [
    method === undefined
      ? entry("method", scalar("ANY", at))
      : { ...method, value: name === undefined ? method.value : scalar(upper(name), method.value.at) },
    entryOf(settings, "path") ?? entry("path", scalar("*", at)),
  ];
}

function upper(method: string): string {
  return method === "*" ? "ANY" : method.toUpperCase();
}

function webSocketRoute(event: ServiceEvent, context: EventContext): Route {
  const { settings, at } = event;
  const route = entryOf(settings, "route");
  return {
    kind: "websocket",
    method: entry("method", scalar("ANY", at)),
    path: route ?? entry("path", settings.kind === "map" ? scalar("$default", at) : settings, { at }),
    ...webSocketAuthorization(event, context),
    api: reference(webSocketApiAddress, at),
  };
}

function albRoute(event: ServiceEvent): Route {
  const { settings, at } = event;
  const conditions = entryOf(settings, "conditions")?.value;
  const authorizer = entryOf(settings, "authorizer");
  return {
    kind: "alb",
    method: firstOf(entryOf(conditions, "method"), "method", "ANY", at),
    path: firstOf(entryOf(conditions, "path"), "path", "*", at),
    auth: mapOf({ Type: scalar(authorizer === undefined ? "NONE" : "CUSTOM", authorizer?.at ?? at) }, authorizer?.at ?? at),
    api: entryOf(settings, "listenerArn")?.value,
  };
}

function firstOf(written: MapEntry | undefined, name: string, otherwise: string, at: Location): MapEntry {
  const [first] = itemsOf(written?.value);
  return written === undefined || first === undefined ? entry(name, scalar(otherwise, at)) : { ...written, value: first };
}
