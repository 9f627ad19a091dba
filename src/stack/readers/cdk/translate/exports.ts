import type { SharedValue } from "../../../native.ts";
import { textOfDatum } from "../evaluate/datum.ts";
import { propertyValue } from "./property.ts";
import type { Translation } from "./translation.ts";

/** What outputs of a program's stacks export under a literal name. */
export function exportsOf(translation: Translation): readonly SharedValue[] {
  return translation.state.constructs.flatMap((node) => {
    const [given] = node.arguments;
    if (node.type !== "core.CfnOutput" || given === undefined) return [];
    const key = textOfDatum(propertyValue(given, "exportName"));
    const value = propertyValue(given, "value");
    if (key === undefined || value === undefined) return [];
    const { scope } = node;
    return [{ store: "export" as const, key, value: translation.conversion(scope).value(value), scope: translation.scopeName(scope) }];
  });
}
