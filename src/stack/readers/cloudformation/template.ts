import type { TextContent } from "../../../syntax/parsed-once.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { Note } from "../../native.ts";
import { type MapValue, type Value, entryOf, itemsOf, textOf } from "../../value.ts";

/** One CloudFormation or SAM template as written: nothing is resolved yet. */
export interface Template {
  readonly path: string;
  readonly root: MapValue;
  readonly isSam: boolean;
}

/** Macros that we apply ourselves, or that leave the resources as they are written. */
const knownTransforms = new Set(["AWS::LanguageExtensions", "AWS::Include", "AWS::CodeDeployBlueGreen"]);
const knownTransformPrefixes = ["AWS::Serverless-", "AWS::SecretsManager-"];

/** Whether text may be a template at all, asked before it is parsed. */
export function mayBeTemplate(text: string): boolean {
  if (!text.includes("Resources")) return false;
  return text.includes("AWS::") || text.includes("Custom::") || text.includes("AWSTemplateFormatVersion");
}

/** The template of a file; undefined where its content is something else. */
export function templateOf(path: string, content: TextContent): { readonly template: Template | undefined; readonly notes: readonly Note[] } {
  const { documents, notes } = parseTemplateFile(path, content, { yaml11Booleans: true });
  const values: readonly Value[] = documents;
  const root = values.find(isTemplate);
  // Broken text is worth a note only where it surely is a template.
  if (root === undefined) return { template: undefined, notes: content.text.includes("AWSTemplateFormatVersion") ? notes : [] };
  const transforms = transformsOf(root);
  const isSam = transforms.some((name) => name.startsWith("AWS::Serverless-")) || (transforms.length === 0 && hasServerlessResource(root));
  const unknownMacros = transforms.filter((name) => !knownTransforms.has(name) && !knownTransformPrefixes.some((prefix) => name.startsWith(prefix)));
  const line = entryOf(root, "Transform")?.at.startLine ?? 1;
  const macroNotes = unknownMacros.map((name) => ({ path, line, message: `the macro ${name} was not applied: what it changes is not reviewed` }));
  return { template: { path, root, isSam }, notes: [...notes, ...macroNotes] };
}

function isTemplate(document: Value): document is MapValue {
  if (document.kind !== "map") return false;
  const resources = entryOf(document, "Resources")?.value;
  if (resources?.kind !== "map") return false;
  if (document.entries.has("AWSTemplateFormatVersion")) return true;
  if (document.entries.has("provider") && document.entries.has("service")) return false;
  if (transformsOf(document).some((name) => name.startsWith("AWS::"))) return true;
  return typesOf(resources).some((type) => type.startsWith("AWS::") || type.startsWith("Custom::"));
}

function transformsOf(root: MapValue): readonly string[] {
  return itemsOf(entryOf(root, "Transform")?.value).flatMap((one) => textOf(entryOf(one, "Name")?.value ?? one) ?? []);
}

function hasServerlessResource(root: MapValue): boolean {
  const resources = entryOf(root, "Resources")?.value;
  return resources?.kind === "map" && typesOf(resources).some((type) => type.startsWith("AWS::Serverless::"));
}

function typesOf(resources: MapValue): readonly string[] {
  return [...resources.entries.values()].flatMap((resource) => textOf(entryOf(resource.value, "Type")?.value) ?? []);
}
