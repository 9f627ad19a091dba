import { list, map, unknown } from "../../../value-builders.ts";
import type { Value } from "../../../value.ts";
import type { ConstructNode } from "../evaluate/construct-node.ts";
import { textOfDatum } from "../evaluate/datum.ts";
import { propertyValue } from "./property.ts";
import type { Translation } from "./translation.ts";

/** `new CfnResource(this, "Bot", { type: "AWS::Lex::BotAlias", properties: {…} })`: the properties are CloudFormation's own. */
export function translateNamedResource(translation: Translation, node: ConstructNode): void {
  const type = textOfDatum(propertyValue(node.arguments[0], "type"));
  const given = propertyValue(node.arguments[0], "properties");
  const value = given === undefined ? map([], node.at) : withoutIntrinsics(translation.conversion(node.scope).value(given));
  if (type !== undefined && value.kind === "map") translation.add(node, { type, nativeType: node.writtenType, properties: value });
}

/** Intrinsic functions that a program writes out are the template's to resolve: what they give is not known here. */
function withoutIntrinsics(value: Value): Value {
  if (value.kind === "list") return list(value.items.map(withoutIntrinsics), value.at);
  if (value.kind !== "map") return value;
  const [only, ...others] = value.entries.values();
  if (only !== undefined && others.length === 0 && (only.name === "Ref" || only.name.startsWith("Fn::")))
    return unknown(`${only.name} is resolved at deployment`, value.at);
  return map(
    [...value.entries.values()].map((entry) => ({ ...entry, value: withoutIntrinsics(entry.value) })),
    value.at,
  );
}
