import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, textOf } from "../../value.ts";
import { mapOf, reference, scalar } from "../../value-builders.ts";
import { waitsForNoAnswer, noWait } from "../../integration-wait.ts";
import { propertyAt, valueAtPath } from "./property-path.ts";
import { structured } from "./structured-text.ts";

const methods = new Set(["get", "post", "put", "patch", "delete", "head", "options", "trace", "x-amazon-apigateway-any-method"]);
const operationType = "OpenAPI operation";
const integrationKey = "x-amazon-apigateway-integration";
const mostRoutes = 2000;

/** The declarations with a route for each operation of an API's OpenAPI body that calls a function. */
export function withOpenApiRoutes(natives: readonly NativeResource[]): readonly NativeResource[] {
  const added = natives.flatMap((native) => {
    const isApi = native.type === "AWS::ApiGateway::RestApi" || native.type === "AWS::ApiGatewayV2::Api";
    const body = isApi ? propertyAt(native.properties, "Body") : undefined;
    return body === undefined || isRead(native, natives) ? [] : routesOf(native, structured(body.value));
  });
  return added.length === 0 ? natives : [...natives, ...added];
}

/** Whether the reader made the routes of the document already. */
function isRead(api: NativeResource, natives: readonly NativeResource[]): boolean {
  return natives.some((native) => native.nativeType === operationType && native.scope === api.scope && native.address.startsWith(`${api.address} `));
}

function routesOf(api: NativeResource, body: Value): readonly NativeResource[] {
  const paths = valueAtPath(body, "paths");
  if (paths?.kind !== "map") return [];
  const routes: NativeResource[] = [];
  for (const path of paths.entries.values()) {
    if (path.value.kind !== "map") continue;
    for (const operation of path.value.entries.values()) {
      const target = methods.has(operation.name.toLowerCase()) ? propertyAt(operation.value, `${integrationKey}.uri`) : undefined;
      if (target === undefined || routes.length >= mostRoutes) continue;
      routes.push(routeOf(api, path, { operation, target: target.value, security: securityOf(operation.value, body) }));
    }
  }
  return routes;
}

interface Operation {
  readonly operation: MapEntry;
  readonly target: Value;
  readonly security: string | undefined;
}

function routeOf(api: NativeResource, path: MapEntry, { operation, target, security }: Operation): NativeResource {
  const at = operation.at;
  const word = operation.name.toLowerCase();
  const method = word === "x-amazon-apigateway-any-method" ? "ANY" : word.toUpperCase();
  const milliseconds = textOf(valueAtPath(operation.value, `${integrationKey}.timeoutInMillis`));
  const isRest = api.type === "AWS::ApiGateway::RestApi";
  const name = `${method} ${path.name}`;
  return {
    platform: api.platform,
    format: api.format,
    scope: api.scope,
    address: `${api.address} ${name}`,
    name: `${api.name}: ${name}`,
    type: "AWS::Serverless::Route",
    nativeType: operationType,
    at,
    properties: mapOf(
      {
        Api: reference(api.address, at),
        ApiKind: scalar(isRest ? "rest" : "http", at),
        Method: scalar(method, operation.key),
        Path: scalar(path.name, path.key),
        Function: target,
        TimeoutSeconds: waitsForNoAnswer(valueAtPath(operation.value, integrationKey)) ? noWait(at) : secondsOf(milliseconds, at),
        Auth: security === undefined ? undefined : mapOf({ Type: scalar(security, at) }, at),
      },
      at,
    ),
    attributes: new Map(),
    conditional: api.conditional,
    implicit: false,
  };
}

function secondsOf(milliseconds: string | undefined, at: Location): Value | undefined {
  return milliseconds === undefined || Number.isNaN(Number(milliseconds)) ? undefined : scalar(Number(milliseconds) / 1000, at);
}

/** The type of the first security scheme of the operation, else of the whole API. */
function securityOf(operation: Value, body: Value): string | undefined {
  const told = textOf(valueAtPath(operation, "x-amazon-apigateway-auth.type"));
  if (told !== undefined) return told.toUpperCase();
  const requirement = valueAtPath(operation, "security.0") ?? valueAtPath(body, "security.0");
  const [name] = requirement?.kind === "map" ? requirement.entries.keys() : [];
  if (name === undefined) return undefined;
  const scheme = valueAtPath(body, "components.securitySchemes") ?? valueAtPath(body, "securityDefinitions");
  const declared = scheme?.kind === "map" ? scheme.entries.get(name)?.value : undefined;
  const type = declared && textOf(valueAtPath(declared, "x-amazon-apigateway-authtype"));
  if (type === "awsSigv4") return "AWS_IAM";
  if (declared !== undefined && valueAtPath(declared, "x-amazon-apigateway-authorizer") !== undefined) return "CUSTOM";
  return declared !== undefined && textOf(valueAtPath(declared, "type")) === "apiKey" ? "API_KEY" : "CUSTOM";
}
