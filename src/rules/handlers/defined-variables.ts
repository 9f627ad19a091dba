import type { Resource } from "../../stack/resource.ts";

/** The names of the variables that a function's environment defines; null where not every one is known. */
export function definedVariables(lambda: Resource): ReadonlySet<string> | null {
  const environment = lambda.value("environment");
  if (environment === undefined) return new Set();
  return environment.kind === "map" ? new Set(environment.entries.keys()) : null;
}
