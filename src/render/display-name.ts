import type { Resource } from "../stack/resource.ts";

/** What people call a resource: its name in the source; a route by method and path, since its name is often the framework's. */
export function displayName(resource: Resource): string {
  if (resource.kind !== "route") return resource.name;
  const [method, path] = [resource.string("method"), resource.string("path")];
  return path.known ? `${method.known ? `${method.value} ` : ""}${path.value}` : resource.name;
}
