import { Remembered } from "../../../syntax/remembered.ts";
import { parseTemplate } from "../../../syntax/template-document.ts";
import type { NativeResource } from "../../native.ts";
import { isOpenApi, operationsOf, requirementOf } from "../../open-api/open-api.ts";
import { ofOperation } from "../../open-api/operation-resource.ts";
import { type RouteAllowance, type WithRoutes, withRoutesOf } from "../../open-api/route-allowance.ts";
import { type Value, valueAt } from "../../value.ts";
import { mapOf, reference, scalar } from "../../value-builders.ts";

/** The type that we give an operation of an API Management API; ARM's own operations are declared apart. */
const openApiRoute = "OpenApi/route";
const apiType = "microsoft.apimanagement/service/apis";

/** Many APIs may be imported from one document. */
const documents = new Remembered<ReturnType<typeof parseTemplate>["documents"]>(4);

/** The declarations with a route for each operation of the documents that APIs of API Management are imported from. */
export function withOpenApiRoutes(natives: readonly NativeResource[]): WithRoutes {
  const imported = natives.filter((native) => native.type.toLowerCase() === apiType);
  return withRoutesOf(natives, imported, routesOf);
}

function routesOf(api: NativeResource, allowance: RouteAllowance): readonly NativeResource[] {
  const document = documentOf(valueAt(api.properties, "properties", "value"));
  if (!isOpenApi(document) || !allowance.admits(document, api.at)) return [];
  const key = valueAt(api.properties, "properties", "subscriptionRequired");
  return operationsOf(document).map((found): NativeResource => {
    const { operation, path, method } = found;
    const at = operation.at;
    const requirement = requirementOf(operation.value, document);
    return {
      ...ofOperation(api, found),
      type: openApiRoute,
      properties: mapOf(
        {
          parent: reference(api.address, at),
          method: scalar(method, operation.key),
          path: scalar(path.name, path.key),
          // A subscription key is asked for unless somebody turns it off. What the document says of tokens holds only with a policy that checks them.
          apiKeyRequired: key ?? scalar(true, at),
          authorization: requirement === undefined || requirement.isOptional ? scalar("NONE", at) : undefined,
        },
        at,
      ),
    };
  });
}

/** The document of a tree, or of the text of a file: `loadTextContent` tells which. */
function documentOf(value: Value | undefined): Value | undefined {
  if (value?.kind !== "scalar" || typeof value.value !== "string") return value;
  const { path } = value.from ?? value.at;
  const text = value.value;
  return documents.get(`${path}\n${text}`, () => parseTemplate(path, text).documents)[0];
}
