import { describe, expect, it } from "vitest";
import { Resource } from "../../src/stack/resource.ts";
import { callsAnonymously, routeAccess, routeName } from "../../src/stack/route-access.ts";
import { entry, map, scalar, unknown } from "../../src/stack/value-builders.ts";
import type { Value } from "../../src/stack/value.ts";

const at = { path: "template.yaml", startLine: 1, endLine: 1 };

function resource(kind: "api" | "route", settings: Readonly<Record<string, string | boolean | Value>>): Resource {
  const values = Object.entries(settings).map(([name, value]) => [name, typeof value === "object" ? value : scalar(value, at)] as const);
  return new Resource({
    platform: "aws",
    kind,
    name: "Orders",
    scope: "template.yaml",
    address: "Orders",
    nativeType: "AWS::ApiGatewayV2::Route",
    format: "cloudformation",
    at,
    properties: map(
      values.map(([name, value]) => entry(name, value)),
      at,
    ),
    settings: new Map(values.map(([name, value]) => [name, { value, at, nativeName: name }])),
  });
}

describe("access to a route", () => {
  it("is open where nothing is written, as API Gateway takes it", () => {
    expect(routeAccess(resource("route", { method: "POST", path: "/orders" }), resource("api", { type: "http" }))).toBe("open");
  });

  it.each(["AWS_IAM", "JWT", "CUSTOM"])("is protected by %s", (authorization) => {
    expect(routeAccess(resource("route", { authorization }), null)).toBe("protected");
  });

  it("is protected by an API key", () => {
    expect(routeAccess(resource("route", { authorization: "NONE", apiKeyRequired: true }), null)).toBe("protected");
  });

  it("is not known where the type is computed, or a default authorizer may stand in", () => {
    expect(routeAccess(resource("route", { authorization: unknown("parameter", at) }), null)).toBe("unknown");
    expect(routeAccess(resource("route", {}), resource("api", { defaultAuthorizer: "Users" }))).toBe("unknown");
  });

  it("is asked of a WebSocket when it connects, and not again", () => {
    const api = resource("api", { type: "websocket" });
    expect(routeAccess(resource("route", { path: "$connect" }), api)).toBe("open");
    expect(routeAccess(resource("route", { path: "send", authorization: "NONE" }), api)).toBe("unknown");
  });
});

describe("a route that lets strangers change something", () => {
  it.each([
    ["POST", "/orders"],
    ["ANY", "/{proxy+}"],
    ["DELETE", "/tokens-of-users/{id}"],
  ])("is %s %s", (method, path) => {
    expect(callsAnonymously(resource("route", { method, path }))).toBe(true);
  });

  it.each([
    ["GET", "/orders"],
    ["POST", "/webhooks/stripe"],
    ["POST", "/auth/login"],
    ["POST", "/sign-up"],
    ["POST", "/hook"],
  ])("is not %s %s", (method, path) => {
    expect(callsAnonymously(resource("route", { method, path }))).toBe(false);
  });
});

it("a route is named by method and path, by its own name where the path is not known", () => {
  expect(routeName(resource("route", { method: "GET", path: "/orders" }))).toBe("GET /orders");
  expect(routeName(resource("route", {}))).toBe("Orders");
});
