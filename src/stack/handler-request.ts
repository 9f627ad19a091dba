import type { HandlerRequest } from "../handlers/handler-request.ts";
import type { Resource } from "./resource.ts";

/** What is known of a function's code, to find it in a snapshot; null for resources that run none of the repository's code. */
export function handlerRequestOf(resource: Resource): HandlerRequest | null {
  if (resource.kind !== "function") return null;
  const text = (name: "runtime" | "handler" | "codePath" | "inlineCode" | "packageType" | "scriptFile") => {
    const setting = resource.string(name);
    return setting.known ? setting.value : null;
  };
  return {
    platform: resource.platform,
    runtime: text("runtime"),
    handler: text("handler"),
    codePath: text("codePath"),
    inlineCode: text("inlineCode"),
    inlineAt: resource.value("inlineCode")?.at ?? null,
    packageType: text("packageType"),
    scriptFile: text("scriptFile"),
    dockerfile: dockerfileOf(resource),
  };
}

/** `Metadata: { DockerContext, Dockerfile }` of a SAM function; null where there is none. */
function dockerfileOf(resource: Resource): string | null {
  const written = resource.attributes.get("Metadata");
  if (written === undefined || !written.includes("DockerContext")) return null;
  try {
    const metadata: unknown = JSON.parse(written);
    if (typeof metadata !== "object" || metadata === null || !("DockerContext" in metadata) || typeof metadata.DockerContext !== "string")
      return null;
    const file = "Dockerfile" in metadata && typeof metadata.Dockerfile === "string" ? metadata.Dockerfile : "Dockerfile";
    return [...resource.at.path.split("/").slice(0, -1), metadata.DockerContext, file].join("/");
  } catch {
    return null;
  }
}
