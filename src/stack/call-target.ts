import type { SdkCall } from "../handlers/facts.ts";
import type { Resource } from "./resource.ts";
import type { Stack } from "./stack.ts";

/** The resource of the stack that a call is about: the one that an environment variable of the function names, or the one with the literal as its physical name. Null where the code does not tell. */
export function resourceOfCall(call: SdkCall, caller: Resource, stack: Stack): Resource | null {
  const { target } = call;
  if (target.kind === "environment") return stack.linksFrom(caller, "uses").find((link) => link.name === target.variable)?.to.resource ?? null;
  if (target.kind !== "literal") return null;
  const name = target.value.split(/[:/]/).at(-1);
  return (
    stack.resources.find((resource) => {
      const own = resource.platform === caller.platform && resource.kind !== "function" ? resource.string("name") : null;
      return own !== null && own.known && own.value === name;
    }) ?? null
  );
}
