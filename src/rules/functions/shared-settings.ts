import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";

/** Whether another function takes a setting's value from the same place (globals, a provider, a construct of one's own): an edit there would change it for all of them. */
export function isShared(lambda: Resource, name: "runtime" | "timeoutSeconds", stack: Stack): boolean {
  const place = placeOf(lambda, name);
  return place !== null && stack.resourcesOf("function", "aws").some((other) => other.id !== lambda.id && placeOf(other, name) === place);
}

function placeOf(lambda: Resource, name: "runtime" | "timeoutSeconds"): string | null {
  const setting = name === "runtime" ? lambda.string(name) : lambda.number(name);
  const at = setting.known ? setting.valueAt : undefined;
  return at?.start === undefined ? null : `${at.path}:${at.start}`;
}
