import { entry, scalar, withEntries } from "../../../../value-builders.ts";
import type { MapEntry, MapValue } from "../../../../value.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import type { Datum } from "../../evaluate/datum.ts";
import { fileOfPath, pathOfFileText } from "../file-text.ts";
import { propertyOf } from "../property.ts";
import type { Translation } from "../translation.ts";

/** The properties of a state machine of the lowest level, with the definition in place of the text that the program reads from a file or makes of an object. */
export function withDefinitionOfText(translation: Translation, node: ConstructNode, properties: MapValue): MapValue {
  const field = node.type === "aws-stepfunctions.CfnStateMachine" ? propertyOf(node.arguments[0], "definitionString") : undefined;
  if (field === undefined) return properties;
  const path = pathOfFileText(field.value);
  const file = path === undefined ? undefined : fileOfPath(translation, node, path);
  const written = objectOfText(field.value);
  const definition =
    file === undefined ? written && translation.conversion(node.scope).settingValue({ ...field, value: written }) : translation.files.document(file);
  if (definition?.kind !== "map") return properties;
  const changes: readonly MapEntry[] = [
    entry("Definition", definition, field),
    ...(file === undefined ? [] : [entry("DefinitionPath", scalar(file, field.at), field)]),
  ];
  return withEntries(properties, new Map([["DefinitionString", null], ...changes.map((one) => [one.name, one] as const)]));
}

/** `JSON.stringify({…})`, and what a stack makes of an object with parts that the deployment knows. */
function objectOfText(text: Datum): Datum | undefined {
  const isText = text.kind === "term" && (text.name === "global.JSON.stringify" || text.name === "toJsonString");
  return isText ? text.arguments[0] : undefined;
}
