import { waitsForNoAnswer, noWait } from "../../integration-wait.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, type MapValue, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { mapOf, reference, scalar, unknown } from "../../value-builders.ts";
import type { Format } from "../../vocabulary.ts";
import type { Declaration } from "../cloudformation/declaration.ts";
import { type Api, authorizationOf } from "./api.ts";
import { secondsOfMilliseconds } from "./durations.ts";
import { implicitResource } from "./implicit-resource.ts";

/** The native type of routes that an OpenAPI document declares. */
export const definedRoute = "OpenAPI operation";

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"]);

/** The routes that an OpenAPI document declares through `x-amazon-apigateway-integration`. `api` gives SAM's default authorizer. */
export function routesOfDefinition(declaration: Declaration, format: Format, body: Value | undefined, api?: Api): readonly NativeResource[] {
  const paths = entryOf(body, "paths")?.value;
  if (body?.kind !== "map" || paths?.kind !== "map") return [];
  const isHttp = api === undefined ? declaration.type === "AWS::ApiGatewayV2::Api" : api.kind === "http";
  const owner = { scope: declaration.scope, format, conditional: declaration.conditional };
  return [...paths.entries.values()].flatMap((path) => {
    if (path.value.kind !== "map") return [];
    return [...path.value.entries.values()]
      .filter((operation) => methods.has(operation.name))
      .map((operation) => {
        const method = operation.name.startsWith("x-") ? "ANY" : operation.name.toUpperCase();
        return implicitResource(owner, {
          address: `${declaration.logicalId} ${method} ${path.name}`,
          name: `${method} ${path.name}`,
          type: "AWS::Serverless::Route",
          nativeType: definedRoute,
          at: operation.at,
          properties: mapOf(
            {
              Api: reference(declaration.logicalId, operation.at),
              ApiKind: scalar(isHttp ? "http" : "rest", operation.at),
              Method: scalar(method, operation.key),
              Path: scalar(path.name, path.key),
              Auth: authorization(operation, body, api),
              ...integration(operation),
            },
            operation.at,
          ),
        });
      });
  });
}

function integration(operation: MapEntry): Record<string, Value | undefined> {
  const value = entryOf(operation.value, "x-amazon-apigateway-integration")?.value;
  return {
    Function: entryOf(value, "uri")?.value,
    TimeoutSeconds: waitsForNoAnswer(value) ? noWait(operation.at) : secondsOfMilliseconds(entryOf(value, "timeoutInMillis")?.value),
    PayloadFormatVersion: entryOf(value, "payloadFormatVersion")?.value,
  };
}

function authorization(operation: MapEntry, body: MapValue, api: Api | undefined): Value {
  // Documents that API Gateway exports tell the type apart from the schemes.
  const told = entryOf(operation.value, "x-amazon-apigateway-auth");
  const toldType = textOf(entryOf(told?.value, "type")?.value);
  if (told !== undefined && toldType !== undefined) return mapOf({ Type: scalar(toldType.toUpperCase(), told.at) }, told.at);
  const security = entryOf(operation.value, "security") ?? entryOf(body, "security");
  if (security === undefined)
    return api === undefined ? none(operation) : authorizationOf({ auth: undefined, at: operation.key }, { ...api, definition: undefined });
  // SAM reads a scheme of the name NONE as no authorization.
  const names = itemsOf(security.value)
    .flatMap((requirement) => (requirement.kind === "map" ? [...requirement.entries.keys()] : []))
    .filter((name) => name !== "NONE");
  const schemes = names.map((name) => typeOfScheme(schemeOf(body, name)));
  const at = security.at;
  const type = schemes.find((scheme) => scheme !== "KEY") ?? "NONE";
  const isOpen = names.length === 0 || itemsOf(security.value).some((requirement) => requirement.kind === "map" && requirement.entries.size === 0);
  return mapOf(
    {
      Type: isOpen ? scalar("NONE", at) : type === "UNKNOWN" ? unknown("the security scheme is declared elsewhere", at) : scalar(type, at),
      ApiKeyRequired: scalar(schemes.includes("KEY"), at),
    },
    at,
  );
}

function none(operation: MapEntry): Value {
  return mapOf({ Type: scalar("NONE", operation.key) }, operation.key);
}

function schemeOf(body: MapValue, name: string): Value | undefined {
  const schemes = entryOf(entryOf(body, "components")?.value, "securitySchemes")?.value ?? entryOf(body, "securityDefinitions")?.value;
  return entryOf(schemes, name)?.value;
}

function typeOfScheme(scheme: Value | undefined): "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS" | "JWT" | "KEY" | "UNKNOWN" {
  if (textOf(entryOf(scheme, "x-amazon-apigateway-authtype")?.value)?.toLowerCase() === "awssigv4") return "AWS_IAM";
  const authorizer = textOf(entryOf(entryOf(scheme, "x-amazon-apigateway-authorizer")?.value, "type")?.value)?.toLowerCase();
  if (authorizer === "token" || authorizer === "request") return "CUSTOM";
  if (authorizer === "cognito_user_pools") return "COGNITO_USER_POOLS";
  if (authorizer === "jwt") return "JWT";
  return authorizer === undefined && textOf(entryOf(scheme, "type")?.value) === "apiKey" ? "KEY" : "UNKNOWN";
}
