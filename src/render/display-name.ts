import { entryOf, textOf } from "../stack/value.ts";
import type { Resource } from "../stack/resource.ts";
import type { ResourceKind } from "../stack/vocabulary.ts";

/**
 * What people call a resource: its name in the source; a route by method and path, since its name is often the framework's; one of a loop by the name that it
 * gets, where that is known: `list[0]` says nothing.
 */
export function displayName(resource: Resource): string {
  if (/\[\d+\]$/u.test(resource.name)) {
    const given = resource.string("name");
    return given.known ? given.value : resource.name;
  }
  if (resource.kind !== "route") return resource.name;
  const [method, path] = [resource.string("method"), resource.string("path")];
  return path.known ? `${method.known ? `${method.value} ` : ""}${path.value}` : resource.name;
}

/** What people call its kind. A plain parameter of Systems Manager is no secret, although both are read and granted alike. */
export function displayKind(resource: Resource): ResourceKind | "parameter" {
  const isParameter = resource.nativeShape === "AWS::SSM::Parameter" && textOf(entryOf(resource.properties, "Type")?.value) !== "SecureString";
  return isParameter ? "parameter" : resource.kind;
}
