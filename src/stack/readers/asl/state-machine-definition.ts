import { type MapEntry, type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { entry, scalar, withEntries } from "../../value-builders.ts";
import { type LocalFiles, localPath } from "../cloudformation/local-files.ts";
import { withSubstitutions } from "./definition-substitutions.ts";
import { embeddedDefinition } from "./embedded-definition.ts";

/**
 * The properties of a state machine with the parsed definition under `Definition`: from the property itself, from text, or from a local file (then its path
 * is `DefinitionPath`). Substitutions are applied; `DefinitionAsWritten` is the definition before that. Unknown definitions add nothing.
 */
export function withDefinition(properties: MapValue, template: string, files: LocalFiles): MapValue {
  const found = inline(properties) ?? inText(properties, files) ?? inFile(properties, template, files);
  if (found === undefined) return properties;
  const substitutions = entryOf(properties, "DefinitionSubstitutions")?.value;
  const changes = new Map<string, MapEntry>([["Definition", entry("Definition", withSubstitutions(found.definition, substitutions), found.from)]]);
  if (substitutions !== undefined) changes.set("DefinitionAsWritten", entry("DefinitionAsWritten", found.definition, found.from));
  if (found.path !== undefined) changes.set("DefinitionPath", entry("DefinitionPath", scalar(found.path, found.from.value.at), found.from));
  return withEntries(properties, changes);
}

interface Found {
  readonly definition: Value;
  readonly from: MapEntry;
  readonly path?: string;
}

function inline(properties: MapValue): Found | undefined {
  const from = entryOf(properties, "Definition");
  return from?.value.kind === "map" ? { definition: from.value, from } : undefined;
}

function inText(properties: MapValue, files: LocalFiles): Found | undefined {
  const from = entryOf(properties, "DefinitionString") ?? entryOf(properties, "Definition");
  if (from?.value.kind === "map") return { definition: from.value, from };
  if (from === undefined || (from.value.kind !== "scalar" && from.value.kind !== "joined")) return undefined;
  const { definition, notes } = embeddedDefinition(from.value);
  files.notes.push(...notes);
  return definition === undefined ? undefined : { definition, from };
}

function inFile(properties: MapValue, template: string, files: LocalFiles): Found | undefined {
  const from = entryOf(properties, "DefinitionUri") ?? entryOf(properties, "DefinitionS3Location");
  const path = from === undefined ? undefined : localPath(template, textOf(from.value) ?? "s3://");
  if (from === undefined || path === undefined) return undefined;
  const definition = files.document(path);
  if (definition?.kind === "map") return { definition, from, path };
  if (!files.has(path)) files.note(from.at.path, from.at.startLine, `the definition ${path} is not in the repository`);
  return undefined;
}
