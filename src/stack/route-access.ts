import type { Resource } from "./resource.ts";
import type { Stack } from "./stack.ts";

/** Whether a route asks callers who they are. An API key counts: it is weak, but somebody has to hand it out. */
export type RouteAccess = "open" | "protected" | "unknown";

/** Access to one route of an API. Where nothing is written, API Gateway's routes are open; what a default authorizer of the API makes of it is not known here. */
export function routeAccess(route: Resource, api: Resource | null): RouteAccess {
  const kind = api?.string("type");
  const path = route.string("path");
  // A WebSocket asks once, when it connects.
  if (kind?.known === true && kind.value === "websocket" && !(path.known && path.value === "$connect")) return "unknown";
  const authorization = route.string("authorization");
  const key = route.boolean("apiKeyRequired");
  if (authorization.state === "unknown" || key.state === "unknown") return "unknown";
  if (key.known && key.value) return "protected";
  if (authorization.known) return authorization.value.toUpperCase() === "NONE" ? "open" : "protected";
  return route.platform !== "aws" || api?.has("defaultAuthorizer") === true ? "unknown" : "open";
}

const routesOfStack = new WeakMap<Stack, ReadonlyMap<Resource, readonly Resource[]>>();

/** The routes of each API that is declared in the stack. */
export function routesByApi(stack: Stack): ReadonlyMap<Resource, readonly Resource[]> {
  const before = routesOfStack.get(stack);
  if (before !== undefined) return before;
  const found = new Map<Resource, Set<Resource>>();
  for (const link of stack.linksOf("contains")) {
    const api = link.from.resource;
    const route = link.to.resource;
    if (api?.kind !== "api" || route?.kind !== "route") continue;
    const routes = found.get(api);
    if (routes === undefined) found.set(api, new Set([route]));
    else routes.add(route);
  }
  const byApi = new Map([...found].map(([api, routes]) => [api, [...routes]]));
  routesOfStack.set(stack, byApi);
  return byApi;
}

/** How a route is called in a sentence: `POST /orders`; its own name where method or path is not known. */
export function routeName(route: Resource): string {
  const [method, path] = [route.string("method"), route.string("path")];
  if (!path.known) return route.name;
  return method.known ? `${method.value} ${path.value}` : path.value;
}

/** Paths that people leave open because callers have no session yet, or sign what they send. */
const openByNature =
  /webhook|callback|(?:^|[/_-])(?:hooks?|log-?in|log-?out|sign-?in|sign-?up|sign-?out|register|oauth2?|token|auth|health\w*|status|ping|public|verify\w*|confirm\w*|reset\w*|forgot\w*|refresh|contact|subscribe|unsubscribe|feedback|csp-report|beacon|telemetry)(?:[/_.-]|$)/i;
const mutations = new Set(["POST", "PUT", "PATCH", "DELETE", "ANY"]);

/** Whether an open route lets strangers change something: a method that changes data, on a path that is not open by its nature. */
export function callsAnonymously(route: Resource): boolean {
  const [method, path] = [route.string("method"), route.string("path")];
  return method.known && mutations.has(method.value.toUpperCase()) && path.known && !openByNature.test(path.value);
}
