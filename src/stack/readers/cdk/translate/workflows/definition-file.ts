import { entry, scalar, withEntries } from "../../../../value-builders.ts";
import type { MapEntry, MapValue } from "../../../../value.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { fileOfPath, pathOfFileText } from "../file-text.ts";
import { propertyOf } from "../property.ts";
import type { Translation } from "../translation.ts";

/** The properties of a state machine of the lowest level, with the definition in place of the text that the program reads from a file. */
export function withDefinitionFile(translation: Translation, node: ConstructNode, properties: MapValue): MapValue {
  const field = node.type === "aws-stepfunctions.CfnStateMachine" ? propertyOf(node.arguments[0], "definitionString") : undefined;
  const path = pathOfFileText(field?.value);
  const file = path === undefined ? undefined : fileOfPath(translation, node, path);
  const definition = file === undefined ? undefined : translation.files.document(file);
  if (field === undefined || file === undefined || definition === undefined) return properties;
  const changes: readonly MapEntry[] = [entry("Definition", definition, field), entry("DefinitionPath", scalar(file, field.at), field)];
  return withEntries(properties, new Map([["DefinitionString", null], ...changes.map((one) => [one.name, one] as const)]));
}
