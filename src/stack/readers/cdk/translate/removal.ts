import type { ConstructNode } from "../evaluate/construct-node.ts";
import { type Datum, nodeOf } from "../evaluate/datum.ts";
import { enumValue } from "./enum-values.ts";
import { propertyValue } from "./property.ts";
import type { Translation } from "./translation.ts";

/**
 * What happens to a resource that leaves its stack: as the author says, with the construct or by `applyRemovalPolicy`, else as the construct does by default.
 * Empty where the author's word is not known.
 */
export function removalAttributes(
  translation: Translation,
  node: ConstructNode,
  otherwise: "Delete" | "Retain" | "Snapshot",
): ReadonlyMap<string, string> {
  if (translation.overrides.mayDecideRemoval(node)) return new Map();
  const later = translation.callsOn(node, "applyRemovalPolicy").at(-1)?.arguments[0];
  const written = later ?? propertyValue(node.arguments[0], "removalPolicy");
  const policy = written === undefined ? otherwise : textOf(written);
  return policy === undefined
    ? new Map()
    : new Map([
        ["DeletionPolicy", policy],
        ["UpdateReplacePolicy", policy === "RetainExceptOnCreate" ? "Retain" : policy],
      ]);
}

function textOf(datum: Datum): string | undefined {
  if (datum.kind !== "library" || nodeOf(datum) !== undefined) return undefined;
  const value = enumValue(datum);
  return typeof value === "string" ? value : undefined;
}
