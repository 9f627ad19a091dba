import type { Value } from "../../value.ts";
import { evaluate } from "./evaluate-expression.ts";
import type { ModuleInstance } from "./module-instance.ts";
import type { Scope } from "./scope.ts";
import { attributeOf } from "./syntax.ts";

/** The region of the AWS provider (the one without alias, or the one with this alias); undefined where no module on the way up names it. */
export function providerRegion(scope: Scope, alias?: string): Value | undefined {
  let module: ModuleInstance | undefined = scope.module;
  while (module !== undefined) {
    const provider = module.source.providers.find((block) => {
      const named = attributeOf(block.body, "alias")?.value;
      return block.labels[0] === "aws" && (named?.kind === "literal" ? named.value : undefined) === alias;
    });
    const region = provider && attributeOf(provider.body, "region");
    if (region !== undefined) return evaluate(region.value, module.scope);
    module = module.call?.scope.module;
  }
  return undefined;
}
