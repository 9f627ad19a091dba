import type { Resource } from "../../stack/resource.ts";

/** How `sam build` builds a function, as its `Metadata` says. */
interface SamBuild {
  readonly method: string | null;
  /** Target of the esbuild method. */
  readonly target: string | null;
}

/** The build that a function's `Metadata` declares; nothing where there is none. */
export function samBuildOf(lambda: Resource): SamBuild {
  const written = lambda.attributes.get("Metadata");
  const metadata = written === undefined ? null : parsed(written);
  return { method: textAt(metadata, "BuildMethod"), target: textAt(objectAt(metadata, "BuildProperties"), "Target") };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function objectAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined;
}

function textAt(value: unknown, name: string): string | null {
  const found = objectAt(value, name);
  return typeof found === "string" ? found : null;
}
