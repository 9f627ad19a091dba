import type { Resource } from "./resource.ts";
import type { Setting } from "./setting.ts";
import type { Stack } from "./stack.ts";

/** A version or alias of a function (or the function itself, as SAM writes it) with instances that are kept warm. */
export interface Provisioned {
  readonly holder: Resource;
  readonly instances: Setting<number>;
}

/** What is kept warm of a function, on each of its versions and aliases. Where a framework makes the alias, the function's own setting stands for it. */
export function provisionedOf(lambda: Resource, stack: Stack): readonly Provisioned[] {
  const own: readonly Provisioned[] = lambda.has("provisionedConcurrency")
    ? [{ holder: lambda, instances: lambda.number("provisionedConcurrency") }]
    : [];
  if (own.length > 0) return own;
  return stack
    .linksTo(lambda, "versions")
    .flatMap(({ from: { resource } }) =>
      resource?.has("provisionedConcurrency") === true ? [{ holder: resource, instances: resource.number("provisionedConcurrency") }] : [],
    );
}
