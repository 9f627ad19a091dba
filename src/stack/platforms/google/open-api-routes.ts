import type { NativeResource } from "../../native.ts";
import { type Operation, isOpenApi, operationsOf, requirementOf, schemesOf } from "../../open-api/open-api.ts";
import { ofOperation } from "../../open-api/operation-resource.ts";
import { type RouteAllowance, type WithRoutes, withRoutesOf } from "../../open-api/route-allowance.ts";
import { type MapEntry, type Value, entryOf, textOf, valueAt } from "../../value.ts";
import { mapOf, reference, scalar, unknown } from "../../value-builders.ts";
import { valueAtPath } from "./property-path.ts";

/** The type that we give an operation of API Gateway's document: the provider has none. */
export const openApiRoute = "google_api_gateway_route";

/** The declarations with a route for each operation of the documents that configurations of API Gateway hold. */
export function withOpenApiRoutes(natives: readonly NativeResource[]): WithRoutes {
  const configurations = natives.filter((native) => native.type === "google_api_gateway_api_config");
  return withRoutesOf(natives, configurations, routesOf);
}

function routesOf(api: NativeResource, allowance: RouteAllowance): readonly NativeResource[] {
  const document = valueAtPath(api.properties, "openapi_documents.document.contents");
  if (!isOpenApi(document) || !allowance.admits(document, api.at)) return [];
  return operationsOf(document).map((operation) => routeOf(api, operation, document));
}

function routeOf(api: NativeResource, found: Operation, document: Value): NativeResource {
  const { operation, path, method } = found;
  const at = operation.at;
  const backend = entryOf(operation.value, "x-google-backend") ?? entryOf(document, "x-google-backend");
  return {
    ...ofOperation(api, found),
    type: openApiRoute,
    properties: mapOf(
      {
        api: reference(api.address, at),
        method: scalar(method, operation.key),
        path: scalar(path.name, path.key),
        address: valueAt(backend?.value, "address"),
        deadline: valueAt(backend?.value, "deadline"),
        ...securityOf(operation, document),
      },
      at,
    ),
  };
}

/** Without a requirement everybody may call. A scheme that hands out keys is told apart from one that asks for a token. */
function securityOf(operation: MapEntry, document: Value): Readonly<Record<string, Value>> {
  const requirement = requirementOf(operation.value, document);
  if (requirement === undefined || requirement.isOptional) return { authorization: scalar("NONE", requirement?.entry.at ?? operation.key) };
  const { at } = requirement.entry;
  const declared = schemesOf(document);
  const types = requirement.schemes.map((name) => textOf(valueAt(declared.get(name)?.value, "type")));
  if (types.includes(undefined)) return { authorization: unknown("the security scheme is declared elsewhere", at) };
  const hasKey = types.includes("apiKey");
  return { authorization: scalar(types.some((type) => type !== "apiKey") ? "JWT" : "NONE", at), api_key_required: scalar(hasKey, at) };
}
