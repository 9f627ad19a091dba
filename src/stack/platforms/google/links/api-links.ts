import type { Link } from "../../../link.ts";
import { seconds } from "../conversions.ts";
import { openApiRoute } from "../open-api-routes.ts";
import { propertyAt, valueAtPath } from "../property-path.ts";
import { type Declaration, makeLink, serviceTypes } from "./declaration.ts";

/** A route of API Gateway: its API, and the function or service behind it. */
export function* routeLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource, index } = declaration;
  if (native.type !== openApiRoute) return;
  const api = valueAtPath(native.properties, "api");
  const backend = propertyAt(native.properties, "address");
  if (api !== undefined) {
    const from = index.end(api, native.scope, ["google_api_gateway_api_config"]);
    yield makeLink(declaration, { kind: "contains", name: native.name, from, to: { resource } });
  }
  if (backend === undefined) return;
  yield makeLink(declaration, {
    kind: "triggers",
    name: native.name,
    from: { resource },
    to: index.end(backend.value, native.scope, serviceTypes),
    at: backend.at,
    service: "api-gateway",
    sources: { method: "method", path: "path", timeoutSeconds: { path: "deadline", as: seconds } },
    // https://cloud.google.com/endpoints/docs/openapi/openapi-extensions: 15 s where the document sets no deadline.
    defaults: { timeoutSeconds: 15 },
  });
}
