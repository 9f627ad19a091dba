import type { Resource } from "./resource.ts";

/** What is needed to find a function's code in a snapshot. Values that are not known are null: then the code is not read. */
export interface HandlerRequest {
  readonly platform: Resource["platform"];
  readonly runtime: string | null;
  readonly handler: string | null;
  readonly codePath: string | null;
  readonly inlineCode: string | null;
  readonly packageType: string | null;
  readonly scriptFile: string | null;
}

/** The request for a resource's code; null for resources that run none of the repository's code. */
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
    packageType: text("packageType"),
    scriptFile: text("scriptFile"),
  };
}
