import type { Resource } from "../../stack/resource.ts";

/** The method by which `sam build` builds a function, as its `Metadata` says; null where it does not. */
export function samBuildMethodOf(lambda: Resource): string | null {
  const written = lambda.attributes.get("Metadata");
  return written === undefined ? null : textAt(parsed(written), "BuildMethod");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function textAt(value: unknown, name: string): string | null {
  const found: unknown = typeof value === "object" && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined;
  return typeof found === "string" ? found : null;
}
