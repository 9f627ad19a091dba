import { type Value, entryOf } from "../../value.ts";
import { joined, list, map, scalar } from "../../value-builders.ts";
import { partsOfSubstitution } from "../cloudformation/substitution.ts";

/** The definition with every `${Name}` replaced that `DefinitionSubstitutions` gives; other names stay as they are written. */
export function withSubstitutions(definition: Value, substitutions: Value | undefined): Value {
  if (substitutions?.kind !== "map") return definition;
  switch (definition.kind) {
    case "scalar":
      return typeof definition.value === "string" && definition.value.includes("${")
        ? substituted(definition.value, definition, substitutions)
        : definition;
    case "list":
      return list(
        definition.items.map((item) => withSubstitutions(item, substitutions)),
        definition.at,
      );
    case "map":
      return map(
        [...definition.entries.values()].map((entry) => ({ ...entry, value: withSubstitutions(entry.value, substitutions) })),
        definition.at,
      );
    default:
      return definition;
  }
}

function substituted(text: string, { at }: Value, substitutions: Value): Value {
  const parts = partsOfSubstitution(text).map((part) => {
    if ("literal" in part) return scalar(part.literal, at);
    return entryOf(substitutions, part.name)?.value ?? scalar(`\${${part.name}}`, at);
  });
  return joined(parts, at);
}
