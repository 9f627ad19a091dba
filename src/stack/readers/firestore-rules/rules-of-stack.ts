import type { Resource } from "../../resource.ts";
import type { Stack } from "../../stack.ts";
import { type AccessRule, accessRulesOf } from "./access-rules.ts";
import { rulesFileOf } from "./rules-file-of.ts";

/** Every `allow` of the stack's security rules, with the ruleset that holds it. */
export function* rulesOfStack(stack: Stack): Generator<{ readonly ruleset: Resource; readonly rule: AccessRule }> {
  for (const ruleset of stack.resourcesOf("ruleset", "google")) {
    const file = rulesFileOf(ruleset);
    if (file !== undefined) for (const rule of accessRulesOf(file)) yield { ruleset, rule };
  }
}
