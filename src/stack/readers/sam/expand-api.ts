import type { NativeResource } from "../../native.ts";
import { type MapValue, entryOf, textOf } from "../../value.ts";
import { entry, mapOf, reference, scalar, withEntries } from "../../value-builders.ts";
import { type Declaration, nativeOf } from "../cloudformation/declaration.ts";
import { type LocalFiles, localPath } from "../cloudformation/local-files.ts";
import { apiOf } from "./api.ts";
import { authorizersOf } from "./authorizers.ts";
import { implicitResource } from "./implicit-resource.ts";
import { routesOfDefinition } from "./routes-of-definition.ts";

/** An API with its authorizers and the routes of its own OpenAPI document. The resource keeps SAM's type and properties. */
export function expandApi(declaration: Declaration, files: LocalFiles): readonly NativeResource[] {
  const api = apiOf(declaration.logicalId, declaration.type, declaration.properties);
  const owner = { scope: declaration.scope, format: "sam" as const, conditional: declaration.conditional };
  const body = api.definition === "elsewhere" ? undefined : api.definition;
  return [
    nativeOf(declaration, "sam"),
    ...authorizersOf(api, owner),
    ...routesOfDefinition(declaration, { format: "sam", body, api, allowance: files.routes }),
    ...(api.kind === "websocket" ? webSocketRoutes(declaration) : []),
  ];
}

/** The API's properties with a local OpenAPI file read into `DefinitionBody`. */
export function withLocalDefinition(properties: MapValue, template: string, files: LocalFiles): MapValue {
  const uri = entryOf(properties, "DefinitionUri");
  const path = localPath(template, textOf(uri?.value) ?? "s3://");
  if (uri === undefined || path === undefined || properties.entries.has("DefinitionBody")) return properties;
  const body = files.document(path);
  return body === undefined ? properties : withEntries(properties, new Map([["DefinitionBody", entry("DefinitionBody", body, uri)]]));
}

function webSocketRoutes(declaration: Declaration): readonly NativeResource[] {
  const routes = entryOf(declaration.properties, "Routes")?.value;
  if (routes?.kind !== "map") return [];
  const owner = { scope: declaration.scope, format: "sam" as const, conditional: declaration.conditional };
  return [...routes.entries.values()].map((route) => {
    const { at } = route;
    const isOpen = route.name !== "$connect" || !declaration.properties.entries.has("Auth");
    return implicitResource(owner, {
      address: `${declaration.logicalId} ${route.name}`,
      name: route.name,
      type: "AWS::Serverless::Route",
      nativeType: "WebSocket route",
      at,
      properties: mapOf(
        {
          Api: reference(declaration.logicalId, at),
          ApiKind: scalar("websocket", at),
          Path: scalar(route.name, route.key),
          Function: entryOf(route.value, "FunctionArn")?.value,
          Auth: isOpen ? mapOf({ Type: scalar("NONE", at) }, at) : entryOf(entryOf(declaration.properties, "Auth")?.value, "AuthType")?.value,
        },
        at,
      ),
    });
  });
}
