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
  };
}
