import type { NativeResource } from "../native.ts";
import type { Operation } from "./open-api.ts";

/** What a resource that an API's document declares has of the API. */
export function ofApi({ platform, format, scope, conditional }: NativeResource) {
  return { platform, format, scope, conditional, attributes: new Map<string, string>(), implicit: false };
}

/** The type of an operation as its document writes it. */
export const operationType = "OpenAPI operation";

/** What the route of an operation has on every platform. */
export function ofOperation(api: NativeResource, { operation, path, method }: Operation) {
  const name = `${method} ${path.name}`;
  return { ...ofApi(api), address: `${api.address} ${name}`, name: `${api.name}: ${name}`, nativeType: operationType, at: operation.at };
}
