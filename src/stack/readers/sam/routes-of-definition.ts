import { waitsForNoAnswer, noWait } from "../../integration-wait.ts";
import type { NativeResource } from "../../native.ts";
import { authorizationOfOperation } from "../../open-api/aws-security.ts";
import { operationsOf } from "../../open-api/open-api.ts";
import type { RouteAllowance } from "../../open-api/route-allowance.ts";
import { type MapEntry, type Value, entryOf } from "../../value.ts";
import { mapOf, reference, scalar } from "../../value-builders.ts";
import type { Format } from "../../vocabulary.ts";
import type { Declaration } from "../cloudformation/declaration.ts";
import { type Api, authorizationOf } from "./api.ts";
import { secondsOfMilliseconds } from "./durations.ts";
import { implicitResource } from "./implicit-resource.ts";

/** The native type of routes that an OpenAPI document declares. */
export const definedRoute = "OpenAPI operation";

/** The document of an API. */
interface Definition {
  readonly format: Format;
  readonly body: Value | undefined;
  /** Gives SAM's default authorizer. */
  readonly api?: Api;
  readonly allowance: RouteAllowance;
}

/** The routes that an OpenAPI document declares through `x-amazon-apigateway-integration`, where there is room for them. */
export function routesOfDefinition(declaration: Declaration, { format, body, api, allowance }: Definition): readonly NativeResource[] {
  if (body?.kind !== "map" || !allowance.admits(body, declaration.at)) return [];
  const isHttp = api === undefined ? declaration.type === "AWS::ApiGatewayV2::Api" : api.kind === "http";
  const owner = { scope: declaration.scope, format, conditional: declaration.conditional };
  return operationsOf(body).map(({ path, operation, method }) =>
    implicitResource(owner, {
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
          Auth: authorizationOfOperation(operation, body, declaration.logicalId) ?? unsaid(operation, api),
          ...integration(operation),
        },
        operation.at,
      ),
    }),
  );
}

function integration(operation: MapEntry): Record<string, Value | undefined> {
  const value = entryOf(operation.value, "x-amazon-apigateway-integration")?.value;
  return {
    Function: entryOf(value, "uri")?.value,
    TimeoutSeconds: waitsForNoAnswer(value) ? noWait(operation.at) : secondsOfMilliseconds(entryOf(value, "timeoutInMillis")?.value),
    PayloadFormatVersion: entryOf(value, "payloadFormatVersion")?.value,
  };
}

/** Where the document says nothing, SAM's default authorizer holds, else none. */
function unsaid(operation: MapEntry, api: Api | undefined): Value {
  if (api === undefined) return mapOf({ Type: scalar("NONE", operation.key) }, operation.key);
  return authorizationOf({ auth: undefined, at: operation.key }, { ...api, definition: undefined });
}
